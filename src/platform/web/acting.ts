import type { Actor } from '../audit/audit.ts';
import type { Permission, Session } from './session.ts';

/** Who acts. At the console `personId` is null and every permission is held. */
export interface Acting {
  by: Actor;
  personId: string | null;
  permissions: ReadonlySet<Permission>;
}

/** A signed-in person as the one who acts. */
export const actingOf = ({ personId, permissions }: Pick<Session, 'personId' | 'permissions'>): Acting & { personId: string } => ({ by: personId, personId, permissions });
