import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { RegisterContext } from '#register';
import type { Canvass } from '../domain/canvass/canvass.ts';
import { answerHistoryOf, canvassOf, type GivenAnswer } from './canvasses.ts';
import { ALL_ANSWERING_ROLES } from './canvassRollUp.ts';
import { questionOf, type Question } from './questions.ts';

/** What one person needs to answer a canvass: the question, and each organisation that they answer for. */
export interface AnswerSheet {
  canvass: Canvass;
  question: Question;
  organisations: OwnOrganisation[];
}

export interface OwnOrganisation {
  code: string;
  name: string;
  /** What it said, the newest first. */
  history: GivenAnswer[];
}

/** Null where there is no such canvass, or the person answers for nobody who is asked in it. */
export async function answerSheetOf(db: Kysely<unknown>, register: RegisterContext, canvassId: string, personId: string, day: IsoDate): Promise<AnswerSheet | null> {
  const canvass = await canvassOf(db, canvassId);
  const question = canvass && (await questionOf(db, canvass.questionId));
  if (!canvass || !question) return null;
  const { rows } = await sql<{ code: string }>`
    select distinct c.organisation_code as code from canvass_constituent c join role_held r using (organisation_code)
    where c.canvass_id = ${canvassId} and r.person_id = ${personId} and r.role = any (${ALL_ANSWERING_ROLES as string[]}::text[]) and r.valid @> ${day}::date and upper_inf(r.recorded)
    order by code`.execute(db);
  if (rows.length === 0) return null;
  const image = await register.reader.image();
  const organisations: OwnOrganisation[] = [];
  for (const { code } of rows) organisations.push({ code, name: displayName(image.nameOf(code, canvass.openedOn)), history: await answerHistoryOf(db, canvassId, code) });
  return { canvass, question, organisations };
}
