import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { DescribedSubject } from '#platform/subject/subject.ts';
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
import type { StepFinding } from '../domain/step.ts';
import { programmeRules } from '../programmeRules.ts';
import { factsOf, programmeColumns, programmeNumber } from '../storage/factRows.ts';
import type { ProgrammeRow, WithdrawnFact } from '../storage/factRows.ts';
import { notSeen, programmeRights } from '../whoseProgrammes.ts';
import type { Image, ProgrammeRights } from '../whoseProgrammes.ts';
import { chartOfMeasure, differencesIn, publishedMonths } from './measureSeries.ts';

/** A programme as its evidence has it today. */
export interface ProgrammeShown extends ProgrammeRow {
  organisationName: string;
  closedOn: IsoDate | null;
  /** Why it was closed while step 7 was not met; shown for ever. Null where it was met, or is not closed. */
  closedWithout: string | null;
  vision: string | null;
  steps: readonly StepFinding[];
  measures: readonly (MeasureEvidence & { chart: ChartedSeries | null })[];
  rights: ProgrammeRights;
  facts: readonly Fact[];
}

export const programmePath = (id: string, rest = ''): string => `/programmes/${id}${rest}`;

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
    vision: evidence.vision,
    steps: stepFindings(evidence, tests, disagreementsIn(facts), (step) => programmePath(row.id, `/steps/${step}`)),
    measures: evidence.measures.map((measure) => ({ ...measure, chart: chartOfMeasure(measureFacts.get(measure.id)!, facts, published, row.startedOn) })),
  };
}

/** Something that a programme points at, as its own module names it; null where it knows no such thing, or the reader does not see it. */
export interface UsedSubject {
  factId: number;
  as: PointedAt;
  id: string;
  described: DescribedSubject | null;
}

export interface ProgrammeOf extends ProgrammeShown {
  practices: readonly Practice[];
  withdrawn: readonly WithdrawnFact[];
  uses: readonly UsedSubject[];
  cost: { enteredPence: number; postsPencePerYear: number | null; postsCounted: number; postsUnknown: number };
  /** What those are called who entered or disagreed; not there for the console and for who was erased. */
  nameOf: ReadonlyMap<string, string>;
  peers: readonly Peer[];
}

/** A PCN or place that did the same and offers to help. */
export interface Peer {
  programmeId: string;
  organisationName: string;
  offeredOn: IsoDate;
  /** What it says to who begins. */
  words: string | null;
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
  return {
    ...shown, withdrawn,
    practices: image.practicesWithin(row.organisationCode, day).map((code) => ({ code, name: displayName(image.nameOf(code, day)) })),
    uses: await Promise.all(standing.filter(isOfKind('subject')).map(async ({ id: factId, detail }) => ({ factId, as: detail.as, id: `${detail.subject.module}/${detail.subject.kind}/${detail.subject.id}`, described: await context.describeSubject(detail.subject) }))),
    cost: await costOf(context, row, standing),
    nameOf: new Map((await peopleOn(db, day)).map(({ personId, name }) => [personId, name])),
    peers: await peersOf(context, image, row),
  };
}

/** What was entered as paid, and what the posts that it points at cost in a year, as far as that is known. */
async function costOf(context: ProgrammesContext, { organisationCode }: ProgrammeRow, facts: readonly Fact[]): Promise<ProgrammeOf['cost']> {
  const enteredPence = facts.filter(isOfKind('cost')).reduce((sum, { detail }) => sum + detail.pence, 0);
  const wanted = new Set(facts.filter(isOfKind('subject')).flatMap(({ detail: { as, subject } }) => (as === 'post' && subject.module === 'workforce' ? [subject.id] : [])));
  if (wanted.size === 0) return { enteredPence, postsPencePerYear: null, postsCounted: 0, postsUnknown: 0 };
  const posts = (await postsOf(context, { pcnCode: organisationCode, on: context.today() })).filter(({ id }) => wanted.has(id));
  const known = posts.flatMap(({ costPence }) => (costPence === null ? [] : [costPence]));
  return { enteredPence, postsPencePerYear: known.length === 0 ? null : known.reduce((sum, pence) => sum + pence, 0), postsCounted: known.length, postsUnknown: wanted.size - known.length };
}

/** Others who began from the same pattern and offer to help; what they say is theirs to offer, and nothing else of their programme is shown. */
async function peersOf({ database, today }: ProgrammesContext, image: Image, { id, pattern, organisationCode }: ProgrammeRow): Promise<Peer[]> {
  if (pattern === null) return [];
  const { rows } = await sql<{ programmeId: string; organisationCode: string; offeredOn: IsoDate; words: string | null }>`
    select distinct on (p.id) 'P' || p.id as "programmeId", p.organisation_code as "organisationCode", to_char(f.happened_on, 'YYYY-MM-DD') as "offeredOn", w.words
    from programme p join programme_fact f on f.programme_id = p.id and f.kind = 'peer-offer' left join words_written w on w.id = f.words_id
    where p.pattern = ${pattern} and p.organisation_code <> ${organisationCode} and p.id <> ${programmeNumber(id) ?? 0} and not exists (select 1 from programme_fact_end e where e.fact_id = f.id)
    order by p.id, f.id desc`.execute(database.as<unknown>());
  return rows.map(({ organisationCode: code, ...peer }) => ({ ...peer, organisationName: displayName(image.nameOf(code, today())) }));
}
