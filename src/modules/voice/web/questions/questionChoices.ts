import type { IsoDate } from '#kernel/isoDate.ts';
import { forumsOn, isOfGeneralPractice, seatsOn } from '#governance';
import type { Forum } from '#governance';
import type { VoiceContext } from '../../context.ts';
import type { QuestionChoices } from './questionForm.tsx';

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
  return {
    forums: teams.map(({ code, name }) => ({ value: code, label: name })),
    decides: forums.map(({ code, name }) => ({ value: code, label: name })),
    people: [...people].map(([value, label]) => ({ value, label })),
  };
}
