import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName, peopleOn } from '#register';
import type { ChartedSeries } from '#performance';
import { postsOf } from '#workforce';
import { programmeNotFound } from '../commands/recordFact.ts';
import type { Acting, ProgrammesContext } from '../context.ts';
import { disagreementsIn, evidenceIn } from '../domain/evidence.ts';
import type { MeasureEvidence, Practice } from '../domain/evidence.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact, PointedAt } from '../domain/fact.ts';
import { stepFindings } from '../domain/findings.ts';
import type { NextForm, StepFinding, StepId } from '../domain/step.ts';
import { programmeRules } from '../programmeRules.ts';
import { factsOf, programmeColumns, programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow, WithdrawnFact } from '../storage/factRows.ts';
import { notSeen, programmeRights } from '../whoseProgrammes.ts';
import type { Image, ProgrammeRights } from '../whoseProgrammes.ts';
import { daysBetween } from '../domain/laterFindings.ts';
import { answersTo, peersOf } from './peers.ts';
import type { HelpAnswer, Peer } from './peers.ts';
import { nameOfSubject } from './pointedAt.ts';
import type { Named, Naming } from './pointedAt.ts';
import { chartOfMeasure, differencesIn, publishedMonths } from './measureSeries.ts';

export interface Closing {
  on: IsoDate;
  held: boolean;
  words: string | null;
  /** Who closed it, by the number of the person or the console. */
  by: string;
}

/** A programme as its evidence has it today. */
export interface ProgrammeShown extends ProgrammeRow {
  organisationName: string;
  closedOn: IsoDate | null;
  /** Why it was closed while step 7 was not met; shown for ever. Null where it was met, or is not closed. */
  closedWithout: string | null;
  /** How it was closed: whether the change held on that day, and what was written then. Shown for ever. */
  closing: Closing | null;
  vision: string | null;
  steps: readonly StepFinding[];
  measures: readonly (MeasureEvidence & { chart: ChartedSeries | null })[];
  rights: ProgrammeRights;
  facts: readonly Fact[];
}

export const programmePath = (id: string, rest = ''): string => `/programmes/${id}${rest}`;

/** Forms that stand on another page than their step's. */
const PAGE_OF_FORM: Partial<Record<NextForm, string>> = { need: '/uses', measure: '/steps/vision', obstacle: '/steps/obstacles' };

/** Where the form stands that does the next thing of a step; the step's page where there is none. */
const formPath = (id: string, step: StepId, form: NextForm | null): string => programmePath(id, form === null ? `/steps/${step}` : `${PAGE_OF_FORM[form] ?? `/steps/${step}`}?form=${form}#form-${form}`);

/** Every programme that somebody sees, open ones first, each with its steps. */
export async function programmesOf(context: ProgrammesContext, acting: Acting): Promise<ProgrammeShown[]> {
  const db = context.database.as<unknown>();
  const { rows } = await sql<ProgrammeRow>`select ${programmeColumns} from programme p order by p.started_on desc, p.id desc`.execute(db);
  if (rows.length === 0) return [];
  const image = await context.register.reader.image();
  const rightsOf = await programmeRights(db, image, acting, context.today());
  const seen = rows.map((row) => ({ row, rights: rightsOf(row.organisationCode) })).filter(({ rights }) => rights.sees);
  const facts = await factsOf(db, seen.map(({ row }) => row.id));
  const shown = await Promise.all(seen.map(({ row, rights }) => show(context, image, row, rights, facts.get(row.id)!.standing)));
  return shown.sort((a, b) => Number(a.closedOn !== null) - Number(b.closedOn !== null));
}

async function show(context: ProgrammesContext, image: Image, row: ProgrammeRow, rights: ProgrammeRights, facts: readonly Fact[]): Promise<ProgrammeShown> {
  const day = context.today();
  const { tests } = programmeRules();
  const published = await publishedMonths(context, facts);
  const differences = differencesIn(facts, published, { startedOn: row.startedOn, holdsForPoints: tests.figures.holdsForPoints });
  const practices: Practice[] = image.practicesWithin(row.organisationCode, day).map((code) => ({ code, name: displayName(image.nameOf(code, day)) }));
  const evidence = evidenceIn(facts, { day, startedOn: row.startedOn, practices, differences });
  const measureFacts = new Map(facts.filter(isOfKind('measure')).map((fact) => [String(fact.id), fact]));
  const close = facts.find(isOfKind('close'));
  return {
    ...row, rights, facts,
    organisationName: displayName(image.nameOf(row.organisationCode, day)),
    closedOn: close?.on ?? null,
    closedWithout: close && !close.detail.isSustained ? (close.words ?? 'The reason was erased.') : null,
    closing: close ? { on: close.on, held: close.detail.isSustained, words: close.words, by: close.by } : null,
    vision: evidence.vision,
    steps: stepFindings(evidence, tests, disagreementsIn(facts), (step, form) => formPath(row.id, step, form)),
    measures: evidence.measures.map((measure) => ({ ...measure, chart: chartOfMeasure(measureFacts.get(measure.id)!, facts, published, row.startedOn) })),
  };
}

/** Something that a programme points at, as it is named for its reader; null where nobody knows it any more. */
export interface UsedSubject {
  factId: number;
  as: PointedAt;
  id: string;
  named: Named | null;
}

export interface ProgrammeOf extends ProgrammeShown {
  practices: readonly Practice[];
  withdrawn: readonly WithdrawnFact[];
  uses: readonly UsedSubject[];
  cost: ProgrammeCost;
  /** What those are called who entered or disagreed; not there for the console and for who was erased. */
  nameOf: ReadonlyMap<string, string>;
  peers: readonly Peer[];
  /** Who answered the help that this programme offers; nobody where it offers none. */
  helpAnswers: readonly HelpAnswer[];
}

/** What it cost, as far as anybody knows. */
export interface ProgrammeCost {
  enteredPence: number;
  postsPencePerYear: number | null;
  /** Of a year's cost, what falls to the days from the start, or from that of the post, to today or to the closing. */
  postsPenceSoFar: number | null;
  postsCounted: number;
  postsUnknown: number;
}

/** A programme for somebody who works in its PCN or place. */
export async function programmeOf(context: ProgrammesContext, acting: Acting, id: string): Promise<ProgrammeOf> {
  const db = context.database.as<unknown>();
  const { rows } = await sql<ProgrammeRow>`select ${programmeColumns} from programme p where p.id = ${programmeNumber(id) ?? 0}`.execute(db);
  const [row] = rows;
  if (!row) throw programmeNotFound(id);
  const image = await context.register.reader.image();
  const rights = (await programmeRights(db, image, acting, context.today()))(row.organisationCode);
  if (!rights.sees) throw notSeen(row.organisationCode);
  const { standing, withdrawn } = (await factsOf(db, [row.id])).get(row.id)!;
  const shown = await show(context, image, row, rights, standing);
  const day = context.today();
  const naming: Naming = { context, image, acting, organisationCode: row.organisationCode };
  return {
    ...shown, withdrawn,
    practices: image.practicesWithin(row.organisationCode, day).map((code) => ({ code, name: displayName(image.nameOf(code, day)) })),
    uses: await Promise.all(standing.filter(isOfKind('subject')).map(async ({ id: factId, detail }) => ({ factId, as: detail.as, id: `${detail.subject.module}/${detail.subject.kind}/${detail.subject.id}`, named: await nameOfSubject(naming, detail.subject) }))),
    cost: await costOf(context, row, standing, shown.closedOn ?? day),
    nameOf: new Map((await peopleOn(db, day)).map(({ personId, name }) => [personId, name])),
    peers: await peersOf(context, image, row, standing),
    helpAnswers: (await answersTo(context, image, [{ id: row.id, facts: standing }])).get(row.id)!,
  };
}

const DAYS_A_YEAR = 365;

/** A year's cost over some days, both counted, to the nearest penny; nothing before the first. */
export const partOfYear = (costPence: number, from: IsoDate, to: IsoDate): number => Math.round((costPence * Math.max(0, daysBetween(from, to) + 1)) / DAYS_A_YEAR);

/** What was entered as paid, and what the posts that it points at cost in a year, as far as that is known. */
async function costOf(context: ProgrammesContext, { organisationCode, startedOn }: ProgrammeRow, facts: readonly Fact[], until: IsoDate): Promise<ProgrammeOf['cost']> {
  const enteredPence = facts.filter(isOfKind('cost')).reduce((sum, { detail }) => sum + detail.pence, 0);
  const wanted = new Set(facts.filter(isOfKind('subject')).flatMap(({ detail: { as, subject } }) => (as === 'post' && subject.module === 'workforce' ? [subject.id] : [])));
  if (wanted.size === 0) return { enteredPence, postsPencePerYear: null, postsPenceSoFar: null, postsCounted: 0, postsUnknown: 0 };
  const posts = (await postsOf(context, { pcnCode: organisationCode, on: context.today() })).filter(({ id }) => wanted.has(id));
  const known = posts.flatMap(({ costPence, startsOn }) => (costPence === null ? [] : [{ costPence, from: startsOn > startedOn ? startsOn : startedOn }]));
  const sum = (pence: (one: (typeof known)[number]) => number): number | null => (known.length === 0 ? null : known.reduce((total, one) => total + pence(one), 0));
  return { enteredPence, postsPencePerYear: sum(({ costPence }) => costPence), postsPenceSoFar: sum(({ costPence, from }) => partOfYear(costPence, from, until)), postsCounted: known.length, postsUnknown: wanted.size - known.length };
}
