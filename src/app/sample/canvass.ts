import { answerCanvass, canvassesOf, closeCanvass, constituentRowsOf, openCanvass } from '#voice';
import type { AnswerChoice } from '#voice';
import { peopleOn } from '#register';
import type { Scene } from './story.ts';

/** What a practice says: a choice, with words where it gives them; null where nothing is heard from it. */
export type Said = readonly [choice: AnswerChoice, words?: string, wouldChange?: string] | null;

/** Opens a canvass until so many days from the planting; gives its id. */
export async function openSampleCanvass({ voice, acting, day }: Scene, { by, questionId, closes }: { by: string; questionId: string; closes: number }): Promise<string> {
  return openCanvass(voice, await acting(by), { questionId, closesOn: day(closes) });
}

/** Answers for every practice of which somebody is known, as `says` has it; the bodies by their codes too. */
export async function answerSampleCanvass({ voice, cast }: Scene, questionId: string, says: (organisationCode: string) => Said): Promise<void> {
  const [canvass] = await canvassesOf(voice.database.as(), questionId);
  const answering = await answeringPeople(voice.database.as(), voice.today());
  for (const { code } of await constituentRowsOf(voice.database.as(), canvass!.id)) {
    const person = answering.get(code);
    const said = says(code);
    if (!person || !said) continue;
    const [choice, words, wouldChange] = said;
    await answerCanvass(voice, await cast.actingAs(person), { canvassId: canvass!.id, organisationCode: code, choice, words, wouldChange, way: 'signed-in' });
  }
}

/** Who answers for each organisation: the last by name of those who may. */
async function answeringPeople(db: Parameters<typeof peopleOn>[0], day: Parameters<typeof peopleOn>[1]): Promise<Map<string, string>> {
  const answering = ['practice-manager', 'federation-director', 'lmc-officer'];
  const people = await peopleOn(db, day);
  return new Map(people.flatMap(({ personId, roles }) => roles.flatMap(({ role, organisationCode }): [string, string][] => (answering.includes(role) && organisationCode ? [[organisationCode, personId]] : []))));
}

export async function closeSampleCanvass({ voice, acting }: Scene, { by, questionId, reason }: { by: string; questionId: string; reason?: string }): Promise<void> {
  const [canvass] = await canvassesOf(voice.database.as(), questionId);
  await closeCanvass(voice, await acting(by), { canvassId: canvass!.id, reason });
}
