import { sql } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '../context.ts';
import { whyNotAim } from '../domain/checkFact.ts';
import type { FactDetails, NewFact, Profession } from '../domain/fact.ts';
import { patternNamed } from '../programmeRules.ts';
import { notKept, programmeRights } from '../whoseProgrammes.ts';
import { keepFact } from './recordFact.ts';
import type { ProgrammesHouse } from './recordFact.ts';

export interface NewProgramme {
  organisationCode: string;
  title: string;
  pattern: string | null;
  startedOn: IsoDate;
  /** What patients will notice; empty for what is still to be said. */
  vision: string;
  /** What a pattern proposes, as it was edited; nothing of a pattern is kept that is not in here. */
  plan?: ProgrammePlan;
  /** The need that it answers, and the decision that began it, where they are known. */
  pointsAt?: readonly FactDetails['subject'][];
}

export interface Aim {
  title: string;
  unit: string;
  improvement: 'increase' | 'decrease';
}

/** What is begun with, before anybody has counted: professions that are wanted, measures without their baseline, first wins without their day. */
export interface ProgrammePlan {
  sought: readonly Profession[];
  measures: readonly Aim[];
  wins: readonly Aim[];
}

const TITLE_MAX = 120;
const VISION_MAX = 2_000;
const AHEAD_DAYS = 366;
const NO_PLAN: ProgrammePlan = { sought: [], measures: [], wins: [] };
/** More than this is not a plan that anybody can follow. */
const AIMS_MAX = 10;

/** What is planned, as facts; refused where a line of it cannot be used. */
function plannedFacts({ sought, measures, wins }: ProgrammePlan, on: IsoDate): NewFact[] {
  if (measures.length > AIMS_MAX || wins.length > AIMS_MAX) throw new Refused({ code: 'too-many', what: `There are ${Math.max(measures.length, wins.length)} lines; ${AIMS_MAX} are the most.`, where: 'measure-1-title', todo: 'Keep those that matter most.' });
  const aims = (kind: 'planned-measure' | 'planned-win', lines: readonly Aim[], field: string): NewFact[] => lines.map(({ title, unit, improvement }, index) => {
    const [fact, where] = [{ kind, on, detail: { title: title.trim(), unit: unit.trim(), improvement } }, `${field}-${index + 1}`];
    const why = whyNotAim(fact.detail);
    if (why) throw new Refused({ ...why, where: `${where}-${why.where}` });
    if (lines.findIndex((one) => one.title.trim().toLowerCase() === fact.detail.title.toLowerCase()) < index) throw new Refused({ code: 'there-already', what: `“${fact.detail.title}” is there twice.`, where: `${where}-title`, todo: 'Take one of them out.' });
    return fact;
  });
  return [...[...new Set(sought)].map((profession): NewFact => ({ kind: 'sought', on, detail: { profession } })), ...aims('planned-measure', measures, 'measure'), ...aims('planned-win', wins, 'win')];
}

/** Starts a programme of a PCN or place, for who keeps its programmes. Gives its id, such as `P12`. */
export async function startProgramme({ database, register, now, today }: ProgrammesHouse, acting: Acting, { organisationCode, title, pattern, startedOn, vision, plan = NO_PLAN, pointsAt = [] }: NewProgramme): Promise<string> {
  const image = await register.reader.image();
  const kind = image.kindOf(organisationCode);
  if (kind === null) throw new Refused({ code: 'organisation-not-found', what: `There is no organisation “${organisationCode.slice(0, 20)}”.` });
  return database.inTransaction<unknown, string>(async (transaction) => {
    if (!(await programmeRights(transaction, image, acting, today()))(organisationCode).keeps) throw notKept(organisationCode);
    if (image.practicesWithin(organisationCode, today()).length === 0) throw new Refused({ code: 'no-practices', what: `${organisationCode} has no practices on ${sayDate(today())}.`, where: 'organisation', todo: 'Choose a PCN or a place with practices.' });
    const name = title.trim();
    if (name === '' || name.length > TITLE_MAX) throw new Refused({ code: 'title-missing', what: name === '' ? 'It has no name.' : `This has ${name.length} characters; ${TITLE_MAX} are the most.`, where: 'title', todo: 'Name it as those who work in it would.' });
    if (vision.length > VISION_MAX) throw new Refused({ code: 'too-long', what: `This has ${vision.length} characters; ${VISION_MAX} are the most.`, where: 'vision', todo: 'Two sentences are enough.' });
    if (pattern !== null && !patternNamed(pattern)) throw new Refused({ code: 'pattern-unknown', what: `There is no pattern “${pattern.slice(0, 40)}”.`, where: 'pattern', todo: 'Choose one from the list, or none.' });
    if (startedOn > addDays(today(), AHEAD_DAYS)) throw new Refused({ code: 'day-ahead', what: `${sayDate(startedOn)} is more than a year ahead.`, where: 'started', todo: 'Enter the day on which the work begins.' });
    const planned = plannedFacts(plan, today());
    const at = now();
    const { rows } = await sql<{ number: number }>`
      insert into programme (organisation_code, title, pattern, started_on, entered_at, entered_by)
      values (${organisationCode}, ${name}, ${pattern}, ${startedOn}, ${at.toISOString()}, ${acting.by}) returning id::float8 as number`.execute(transaction);
    const { number } = rows[0]!;
    await appendAudit(transaction, { by: acting.by, action: 'start-programme', subject: { module: 'programmes', kind: 'programme', id: `P${number}` }, detail: { organisation: organisationCode, pattern, on: startedOn } }, at);
    if (vision.trim() !== '') await keepFact(transaction, acting, { programmeNumber: number, fact: { kind: 'vision', on: today(), detail: {}, words: vision } }, at);
    for (const detail of pointsAt) await keepFact(transaction, acting, { programmeNumber: number, fact: { kind: 'subject', on: today(), detail } }, at);
    for (const fact of planned) await keepFact(transaction, acting, { programmeNumber: number, fact }, at);
    return `P${number}`;
  });
}
