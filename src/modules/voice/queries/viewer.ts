import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { forumsOn, isOfGeneralPractice, seatsOfPerson } from '#governance';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext } from '#register';
import type { Viewer } from '../domain/confidence.ts';

/** A person as confidence sees them: the roles and seats that they hold today. */
export async function viewerOf(db: Kysely<unknown>, register: RegisterContext, personId: string, day: IsoDate): Promise<Viewer> {
  const [roles, seats, forums, image] = [await rolesOfPersonOn(db, personId, day), await seatsOfPerson(db, personId, day), await forumsOn(db, day), await register.reader.image()];
  return {
    personId,
    roles,
    seats: seats.flatMap((seat) => {
      const forum = forums.find(({ code }) => code === seat.forumCode);
      return forum ? [{ forumCode: seat.forumCode, placeCode: forum.placeCode, isOfGeneralPractice: isOfGeneralPractice(seat, forum) }] : [];
    }),
    kindOf: (code) => image.kindOf(code),
  };
}
