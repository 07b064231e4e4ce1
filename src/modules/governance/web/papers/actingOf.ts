import type { Session } from '#platform/web/session.ts';
import type { Acting } from '../../context.ts';

/** Who acts from a page; null for the public. */
export const actingOf = (session: Session | null): Acting | null => session && { by: session.personId, personId: session.personId, permissions: session.permissions };
