import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { addDays } from '../src/kernel/isoDate.ts';
import type { IsoDate } from '../src/kernel/isoDate.ts';
import type { WorkforceContext } from '../src/modules/workforce/index.ts';
import { nameOfRole, whatRoleIs } from '../src/modules/workforce/census/domain/censusRole.ts';
import { censusMapping } from '../src/modules/workforce/census/queries/censusMapping.ts';
import { publicationsHeld } from '../src/platform/publications/index.ts';
import { literal } from '../src/platform/statistics/index.ts';
import { seeded } from './figures.ts';

/** All of England's posts of one census as managed posts: roles and WTE as published, and what is not published spread by chance, the same on every run. */
const SEED = 20_251_130;
/** One post in so many has nobody in it, is shared by two, had somebody before, has changed since it began. */
const [VACANT, SHARED, HELD_BEFORE, CHANGED] = [10, 20, 4, 5];
const POSTS_A_MANAGER = 10;
/** One post in so many has time on record, so many times in the year. */
const [RECORDED, RECORDS] = [3, 4];
const MONTHS_OF_WORTH = 12;
const LEAVING = ['another-pcn', 'workload', 'belonging', 'trust-or-community', 'pay-or-terms', 'moved-or-family'];

type Cell = string | number | null | { practiceCode: string; minutesPerWeek: number }[];
/** The rows of the tables of workforce, as arrays in the order of `plantWorkforce`'s columns. */
export interface PlantedPosts {
  words: Cell[][];
  staff: Cell[][];
  teams: Cell[][];
  posts: Cell[][];
  versions: Cell[][];
  fillings: Cell[][];
  away: Cell[][];
  records: Cell[][];
  worth: Cell[][];
  /** The PCNs that have posts, those with most first. */
  pcns: { code: string; posts: number }[];
  /** Posts of the census in PCNs that the register does not know. */
  leftOut: number;
}

interface CensusRow {
  pcn: string;
  role: string | null;
  title: string;
  wte: number;
}

/** Numbers of the record's kind, the same for the same words. */
function idOf(...words: (string | number)[]): string {
  const hex = createHash('md5').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The posts of the newest census. Bought services of several WTE are as many posts: no post is of more than one. */
async function censusRows({ database, statistics, statisticsFolder }: WorkforceContext): Promise<CensusRow[]> {
  const newest = (await publicationsHeld(database.as())).filter(({ dataset }) => dataset === 'pcn-workforce-census').sort((a, b) => (a.asOf! < b.asOf! ? -1 : 1)).at(-1)!;
  const mapping = await censusMapping(database.as<unknown>());
  const rows = await statistics.rows<{ pcn: string; role: string; detailed: string | null; fte: number | null }>(`
    SELECT pcn_code AS pcn, staff_role AS role, detailed_role AS detailed, CAST(fte AS DOUBLE) AS fte FROM read_parquet(${literal(join(statisticsFolder, newest.tables[0]!.path))}) ORDER BY 1, 2, 3, 4`);
  return rows.flatMap(({ pcn, role, detailed, fte }) => {
    const title = nameOfRole(role, detailed);
    const is = whatRoleIs(mapping, title);
    const count = Math.max(1, Math.ceil(fte ?? 1));
    return Array.from({ length: count }, () => ({ pcn, title, role: is === 'not-an-additional-role' ? null : is, wte: Math.max(0.01, (fte ?? 1) / count) }));
  });
}

/** Makes the rows of every PCN of the newest census that is held. */
export async function workforcePosts(context: WorkforceContext): Promise<PlantedPosts> {
  const [image, today] = [await context.register.reader.image(), context.today()];
  const made: PlantedPosts = { words: [], staff: [], teams: [], posts: [], versions: [], fillings: [], away: [], records: [], worth: [], pcns: [], leftOut: 0 };
  const byPcn = new Map<string, CensusRow[]>();
  for (const row of await censusRows(context)) byPcn.set(row.pcn, [...(byPcn.get(row.pcn) ?? []), row]);
  for (const [code, rows] of byPcn) {
    if (image.kindOf(code) !== 'pcn') made.leftOut += rows.length;
    else addPcn(made, { code, rows, practices: image.practicesWithin(code, today), today });
  }
  made.pcns.sort((a, b) => b.posts - a.posts || (a.code < b.code ? -1 : 1));
  return made;
}

function addPcn(made: PlantedPosts, { code, rows, practices, today }: { code: string; rows: readonly CensusRow[]; practices: readonly string[]; today: IsoDate }): void {
  const random = seeded(SEED ^ Number.parseInt(idOf(code).slice(0, 8), 16));
  const oneIn = (count: number): boolean => random() < 1 / count;
  const pick = <Value>(all: readonly Value[]): Value | null => all[Math.floor(random() * all.length)] ?? null;
  const ago = (most: number): IsoDate => addDays(today, -1 - Math.floor(random() * most));
  const someone = (key: string): string => {
    const [id, name] = [idOf(code, 'person', key), idOf(code, 'name', key)];
    made.words.push([name, `Person ${key} of ${code}`]);
    made.staff.push([id, code, name]);
    return id;
  };
  const managers = Array.from({ length: Math.ceil(rows.length / POSTS_A_MANAGER) }, (_, index) => someone(`manager ${index + 1}`));
  const supervisors = practices.map((practice) => someone(`supervisor ${practice}`));
  const teams = ['Pharmacy', 'Personalised care'].map((name) => [idOf(code, 'team', name), code, name]);
  made.teams.push(...teams);
  for (const manager of managers) if (oneIn(60)) made.away.push([idOf(manager, 'away'), manager, `[${addDays(today, -10)},${addDays(today, 20)})`]);
  rows.forEach(({ role, title, wte: exact }, index) => {
    const [id, wte] = [idOf(code, 'post', index), String(Number(exact.toFixed(4)))];
    const from = ago(1_800);
    const home = random() < 0.5 ? pick(practices) : null;
    const team = home === null && random() < 0.6 ? (pick(teams)![0] as string) : null;
    const two = [...new Set([pick(practices), pick(practices)])].filter((one) => one !== null);
    const facts = [role, title, wte, pick(practices) ?? code, home, team, two.map((practiceCode) => ({ practiceCode, minutesPerWeek: 300 })), random() < 0.85 ? pick(managers) : null, random() < 0.75 ? pick(supervisors) : null, pick([null, 1, 2, 4, 13]), random() < 0.7 ? pick(practices) : null, role === null ? 'pcn' : 'additional-roles'];
    made.posts.push([id, code, `${code}/${index + 1}`]);
    const changedOn = oneIn(CHANGED) && from < addDays(today, -30) ? addDays(today, -20) : null;
    made.versions.push([id, ...facts, `[${from},${changedOn ?? ''})`]);
    if (changedOn) made.versions.push([id, ...facts, `[${changedOn},)`]);
    const since = oneIn(HELD_BEFORE) && from < addDays(today, -60) ? addDays(today, -50) : from;
    const hold = (key: string, part: string, span: string, reason: string | null): void => void made.fillings.push([idOf(id, key), id, someone(`${index + 1} ${key}`), part, span, reason]);
    if (since !== from) hold('before', wte, `[${from},${since})`, pick(LEAVING));
    if (!oneIn(VACANT)) {
      const shares = oneIn(SHARED) ? ['first', 'second'] : ['first'];
      for (const key of shares) hold(key, shares.length > 1 ? String(Number((exact / 2).toFixed(4))) : wte, `[${since},)`, null);
    }
    if (oneIn(RECORDED) && practices.length > 0) for (let time = 0; time < RECORDS; time += 1) made.records.push([code, pick(practices), id, pick(['recruitment', 'management', 'supervision', 'induction']), ago(300), 30 + Math.floor(random() * 90)]);
  });
  for (const practice of practices) for (let month = 0; month < MONTHS_OF_WORTH; month += 1) made.worth.push([code, practice, 'clinical-pharmacist', 'appointments', `${addDays(today, -28 * month - 28).slice(0, 7)}-01`, Math.floor(random() * 200), Math.floor(random() * 4_000)]);
  made.pcns.push({ code, posts: rows.length });
}
