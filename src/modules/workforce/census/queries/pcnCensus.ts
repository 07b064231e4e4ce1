import { join } from 'node:path';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { WorkforceContext } from '../../context.ts';
import { comparisonRule, titleOfRole } from '../censusRules.ts';
import { middleOf, pcnsLike, perTenThousand } from '../domain/alike.ts';
import type { PcnTraits } from '../domain/alike.ts';
import { changesBetween, rolesOverTime, standingOf, unknownRoles } from '../domain/census.ts';
import type { RoleChange, RoleOverTime, Standing } from '../domain/census.ts';
import { censusMapping } from './censusMapping.ts';
import { censusesHeld } from './censusReader.ts';
import type { Census } from './censusReader.ts';

export interface RoleCompared {
  key: string;
  title: string;
  wte: number;
  /** WTE for each 10,000 registered patients. */
  rate: number;
  /** The same of the PCNs like it, those without the role counted as 0. */
  median: number;
  lower: number;
  upper: number;
}

export interface Comparison {
  patients: number;
  practices: number;
  deprivation: number | null;
  countedOn: string;
  alike: readonly PcnTraits[];
  /** Of the PCNs alike, those that the newest census does not have: they are left out. */
  without: readonly string[];
  roles: readonly RoleCompared[];
}

export interface PcnCensusAnswer {
  pcnCode: string;
  censuses: readonly { asOf: IsoDate; total: Standing | null }[];
  roles: readonly RoleOverTime[];
  /** Between each census that has the PCN and the one before it that does. */
  changes: readonly { from: IsoDate; to: IsoDate; roles: readonly RoleChange[] }[];
  unknown: readonly { name: string; posts: number; wte: number }[];
  /** Null where there is nothing to compare with; `notCompared` says why. */
  comparison: Comparison | null;
  notCompared: string | null;
}

/** What every census that is held says of a PCN, what changed between them, and how it stands beside PCNs like it. */
export async function pcnCensusOf(context: WorkforceContext, code: string): Promise<PcnCensusAnswer> {
  const image = await context.register.reader.image();
  const held = await censusesHeld(context);
  if (image.kindOf(code) !== 'pcn' && !held.some(({ byPcn }) => byPcn.has(code))) throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${code.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  const titles = { mapping: await censusMapping(context.database.as<unknown>()), titleOf: titleOfRole };
  const censuses = held.map(({ asOf, byPcn }) => ({ asOf, lines: byPcn.get(code) ?? [] }));
  const roles = rolesOverTime(censuses, titles);
  const present = censuses.flatMap(({ lines }, index) => (lines.length > 0 ? [index] : []));
  const changes = present.slice(1).map((to, index) => ({ from: censuses[present[index]!]!.asOf, to: censuses[to]!.asOf, roles: changesBetween(roles, present[index]!, to) ?? [] })).reverse();
  const newest = held.findLast(({ byPcn }) => byPcn.has(code));
  const compared = newest ? await compare(context, code, newest, titles) : { comparison: null, notCompared: 'No census that is held has this PCN.' };
  return {
    pcnCode: code,
    censuses: censuses.map(({ asOf, lines }) => ({ asOf, total: lines.length > 0 ? standingOf(lines) : null })),
    roles, changes, unknown: unknownRoles(censuses.flatMap(({ lines }) => lines), titles.mapping), ...compared,
  };
}

async function compare(context: WorkforceContext, code: string, census: Census, titles: Parameters<typeof rolesOverTime>[1]): Promise<{ comparison: Comparison | null; notCompared: string | null }> {
  const traits = await traitsOfPcns(context, census.asOf);
  const own = traits?.byPcn.get(code);
  if (!traits || !own) return { comparison: null, notCompared: 'The registered patients of its practices are not held for the day of the census, so there is no rate to compare.' };
  const nearest = pcnsLike(own, [...traits.byPcn.values()], comparisonRule());
  const alike = nearest.filter((one) => census.byPcn.has(one.code));
  if (alike.length === 0) return { comparison: null, notCompared: 'No PCN like it is in the census.' };
  const ratesOf = (one: PcnTraits) => new Map(rolesOverTime([{ asOf: census.asOf, lines: census.byPcn.get(one.code) ?? [] }], titles).filter(({ kind }) => kind === 'additional').map(({ key, title, at }) => [key, { title, wte: at[0]!.wte, rate: perTenThousand(at[0]!.wte, one.patients) }]));
  const [mine, theirs] = [ratesOf(own), alike.map(ratesOf)];
  const keys = new Map([mine, ...theirs].flatMap((rates) => [...rates].map(([key, { title }]): [string, string] => [key, title])));
  const roles = [...keys].map(([key, title]): RoleCompared => ({ key, title, wte: mine.get(key)?.wte ?? 0, rate: mine.get(key)?.rate ?? 0, ...middleOf(theirs.map((rates) => rates.get(key)?.rate ?? 0))! }));
  return {
    notCompared: null,
    comparison: {
      patients: own.patients, practices: own.practices, deprivation: own.deprivation, countedOn: traits.countedOn, alike,
      without: nearest.filter((one) => !census.byPcn.has(one.code)).map((one) => one.code),
      roles: roles.sort((a, b) => a.title.localeCompare(b.title, 'en-GB')),
    },
  };
}

/** List size, practices and deprivation of every PCN on a day; null where no registered lists are held for it. */
async function traitsOfPcns({ register, ...context }: WorkforceContext, day: IsoDate): Promise<{ byPcn: Map<string, PcnTraits>; countedOn: string } | null> {
  const lists = (await register.populations.registered(day)) ?? (await firstLists(register));
  if (!lists) return null;
  const image = await register.reader.image();
  const scores = await deprivationScores(context);
  const sums = new Map<string, { patients: number; practices: number; scored: number; weight: number }>();
  for (const [practice, patients] of lists.byPractice) {
    const pcn = image.inSlot(practice, 'pcn', lists.asOf);
    if (pcn === null) continue;
    const sum = sums.get(pcn) ?? { patients: 0, practices: 0, scored: 0, weight: 0 };
    const score = scores?.get(practice);
    sums.set(pcn, { patients: sum.patients + patients, practices: sum.practices + 1, scored: sum.scored + (score === undefined ? 0 : score * patients), weight: sum.weight + (score === undefined ? 0 : patients) });
  }
  return { countedOn: lists.asOf, byPcn: new Map([...sums].map(([code, { patients, practices, scored, weight }]) => [code, { code, patients, practices, deprivation: weight > 0 ? scored / weight : null }])) };
}

/** Where the census is older than every list that is held, the oldest list stands beside it, and the page says which. */
const firstLists = async ({ populations }: WorkforceContext['register']) => {
  const [first] = await populations.registeredDays();
  return first === undefined ? null : populations.registered(first);
};

/** Each practice's newest score; null where that publication is not held. It is the performance module's, read as it was published. */
async function deprivationScores({ database, statistics, statisticsFolder }: Pick<WorkforceContext, 'database' | 'statistics' | 'statisticsFolder'>): Promise<Map<string, number> | null> {
  const publication = inForce(await publicationsHeld(database.as<unknown>())).findLast(({ dataset, tables }) => dataset === 'practice-deprivation' && tables.length > 0);
  if (!publication) return null;
  const rows = await statistics.rows<{ code: string; score: number }>(`
    SELECT practice_code AS code, arg_max(score, year) AS score FROM read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))}) WHERE score IS NOT NULL GROUP BY 1`);
  return new Map(rows.map(({ code, score }) => [code, score]));
}
