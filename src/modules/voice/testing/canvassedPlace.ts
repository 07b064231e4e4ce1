import { sql } from 'kysely';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { DAY, inventedPlace, type InventedPlace, type PersonKey } from '#governance/testing';
import { answerCanvass } from '../commands/answerCanvass.ts';
import { openCanvass } from '../commands/openCanvass.ts';
import type { VoiceContext } from '../context.ts';
import type { AnswerChoice } from '../domain/canvass/canvass.ts';
import { VOICE_PERMISSIONS } from '../permissions.ts';

export const CLOSES_ON = addDays(DAY, 14);

export interface CanvassedPlace {
  place: InventedPlace;
  context: VoiceContext;
  /** Drafts a question of the leadership team; gives its number. */
  drafted(title?: string): Promise<string>;
  /** Drafts one and opens its canvass. */
  opened(closesOn?: string): Promise<{ questionId: string; canvassId: string }>;
  answer(person: PersonKey, canvassId: string, organisationCode: string, choice: AnswerChoice, words?: string): Promise<void>;
}

/** The invented place, with questions to canvass in it. */
export async function canvassedPlace(database: Database): Promise<CanvassedPlace> {
  const place = await inventedPlace(database, VOICE_PERMISSIONS);
  const { governance, register } = place;
  const context: VoiceContext = { database, register, governance, now: governance.now, today: governance.today, publicUrl: governance.publicUrl, siteName: 'Chorus', isMailSent: false, describeSubject: async () => null };
  const drafted = async (title = 'Should the phlebotomy clinic move to the hub?'): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into question (place_code, forum_code, title, asks, decision_type, state, made_at, made_by)
      values ('PL-1', 'upper-ashvale-gp', ${title}, 'The hospital offers a room. It saves each practice a morning, and patients travel further.', 'ordinary', 'drafted', ${context.now().toISOString()}, 'pat') returning id`.execute(database.as());
    return rows[0]!.id;
  };
  return {
    place,
    context,
    drafted,
    async opened(closesOn = CLOSES_ON) {
      const questionId = await drafted();
      return { questionId, canvassId: await openCanvass(context, place.acting('pat'), { questionId, closesOn: isoDate(closesOn) }) };
    },
    answer: (person, canvassId, organisationCode, choice, words) => answerCanvass(context, place.acting(person), { canvassId, organisationCode, choice, words, way: 'signed-in' }),
  };
}
