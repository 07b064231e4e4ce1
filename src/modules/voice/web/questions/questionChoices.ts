import type { IsoDate } from '#kernel/isoDate.ts';
import { forumsOn, isOfGeneralPractice, seatsOn } from '#governance';
import type { Forum } from '#governance';
import { displayName, type RegisterReader } from '#register';
import type { VoiceContext } from '../../context.ts';
import type { QuestionChoices } from './questionForm.tsx';

/** A place, and the PCNs of its practices by name. */
export function placesWithin(image: Awaited<ReturnType<RegisterReader['image']>>, placeCode: string, day: IsoDate): { value: string; label: string }[] {
  const pcns = new Set(image.practicesWithin(placeCode, day).flatMap((practice) => image.inSlot(practice, 'pcn', day) ?? []));
  const nameOf = (code: string): string => displayName(image.nameOf(code, day));
  return [{ value: placeCode, label: `All of ${nameOf(placeCode)}` }, ...[...pcns].map((value) => ({ value, label: nameOf(value) })).sort((left, right) => left.label.localeCompare(right.label))];
}

/** What can be chosen for a question of these teams: every open forum, and the people of their general practice seats. */
export async function choicesFor(context: VoiceContext, teams: readonly Forum[], day: IsoDate): Promise<QuestionChoices> {
  const db = context.database.as();
  const people = new Map<string, string>();
  for (const team of teams) {
    for (const seat of await seatsOn(db, team.code, day)) {
      if (!isOfGeneralPractice(seat, team)) continue;
      for (const one of [seat.holder, ...seat.deputies]) if (one?.name) people.set(one.personId, `${one.name}, ${seat.title}`);
    }
  }
  const forums = await forumsOn(db, day);
  const image = await context.register.reader.image();
  return {
    forums: teams.map(({ code, name }) => ({ value: code, label: name })),
    decides: forums.map(({ code, name }) => ({ value: code, label: name })),
    people: [...people].map(([value, label]) => ({ value, label })),
    places: [...new Set(teams.map(({ placeCode }) => placeCode))].flatMap((code) => placesWithin(image, code, day)),
  };
}
