import type { Session } from '#platform/web/session.ts';
import type { Acting } from './context.ts';

/** A signed-in person as the one who acts. */
export const actingOf = ({ personId, permissions }: Pick<Session, 'personId' | 'permissions'>): Acting & { personId: string } => ({ by: personId, personId, permissions });
