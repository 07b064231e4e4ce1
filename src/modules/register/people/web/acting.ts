import type { Session } from '#platform/web/session.ts';
import type { PeopleContext, PeopleHouse } from '../commands/peopleContext.ts';

/** A signed-in person as the one who acts. */
export const actingFor = (house: PeopleHouse, { personId, permissions }: Session): PeopleContext => ({ ...house, by: personId, permissions });
