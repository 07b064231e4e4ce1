import { sql } from 'kysely';
import { contextsOf } from '../src/app/contexts.ts';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { peopleOf } from '../src/app/people.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { IsoDate } from '../src/kernel/isoDate.ts';
import { atConsole, importPeople, readContacts } from '../src/modules/register/index.ts';
import type { WorkforceContext } from '../src/modules/workforce/index.ts';
import { belongingOf, belongingRules, countBelonging } from '../src/modules/workforce/belonging/index.ts';
import { loadOfAll } from '../src/modules/workforce/load/queries/loadOfAll.ts';
import { postsOfAll, whoLeft } from '../src/modules/workforce/posts/index.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, median, note, rounded, sayFigures, seeded, setting } from './figures.ts';
import { englandFolder, sharedData } from './inputs.ts';
import { plantWorkforce } from './plantWorkforce.ts';
import { linkFor } from './signedIn.ts';
import { PER_SECOND, SECONDS, SEED, underLoad } from './underLoad.ts';
import { workforcePosts } from './workforcePosts.ts';
import type { PlantedPosts } from './workforcePosts.ts';

/**
 * All of England's posts of the newest census as managed posts: a PCN's people page, of the largest, the middle and the smallest PCNs,
 * under the arrivals of `pages`; and where every post belongs and what it takes and gives, worked out anew. Beside that one query
 * which counts the same facts and works nothing out.
 */
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 5);
const CENSUS = 'PCNWF_November_2025_Individual_Level.csv.gz';
const MANAGER = 'bench.manager@example.org';
/** So many PCNs of each size. */
const OF_EACH = 8;

/** The PCNs whose pages are asked for, by size. */
function sizesOf(pcns: PlantedPosts['pcns']): Record<'largest' | 'middle' | 'smallest', string[]> {
  const codes = pcns.map(({ code }) => code);
  const middle = Math.floor((codes.length - OF_EACH) / 2);
  return { largest: codes.slice(0, OF_EACH), middle: codes.slice(middle, middle + OF_EACH), smallest: codes.slice(-OF_EACH) };
}

async function secondsOf(work: () => Promise<unknown>) {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - started) / 1_000, computing: (user + system) / 1e6 };
}

/** Every post's belonging and every PCN's load, from the record. */
async function workedOut(context: WorkforceContext, on: IsoDate) {
  const posts = await postsOfAll(context, { on });
  const found = belongingOf(posts, belongingRules(), await whoLeft(context, { pcnCode: null, on }));
  const load = await loadOfAll(context, { posts, on });
  return { posts: posts.length, belonging: countBelonging(found), supervisors: [...load.values()].reduce((sum, { supervisors }) => sum + supervisors.length, 0) };
}

/** The same facts counted by PCN. */
const counted = ({ database }: WorkforceContext, on: IsoDate) => sql`
  select p.pcn_code, count(*), count(v.home_practice_code), count(v.home_team_id), count(v.line_manager_id), count(v.clinical_supervisor_id), count(v.sits_at), count(*) filter (where v.meets_every_weeks <= 5), sum(f.held), sum(r.minutes)
  from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) and v.valid @> ${on}::date
  left join (select post_id, count(*) as held from filling where upper_inf(recorded) and valid @> ${on}::date group by 1) f on f.post_id = p.id
  left join (select post_id, sum(minutes) as minutes from load_record where withdrawn_at is null group by 1) r on r.post_id = p.id group by 1`.execute(database.as<unknown>());

async function recomputed(context: WorkforceContext) {
  const on = context.today();
  note(`Where every post belongs and what it takes, ${ROUNDS} times …`);
  const [ours, reference] = [[], []] as { clock: number; computing: number }[][];
  let found = await workedOut(context, on);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours!.push(await secondsOf(async () => void (found = await workedOut(context, on))));
    reference!.push(await secondsOf(() => counted(context, on)));
  }
  const middle = (costs: typeof ours, of: 'clock' | 'computing') => rounded(median(costs!.map((cost) => cost[of])), 3);
  const [wall, bare] = [middle(ours, 'clock'), middle(reference, 'clock')];
  return { ...found, rounds: ROUNDS, seconds: { clock: wall, computing: middle(ours, 'computing') }, sqlSeconds: { clock: bare, computing: middle(reference, 'computing') }, ratio: rounded(wall / bare), target: { secondsMax: 2 } };
}

/** Plants the posts and their manager, times what is worked out of all of them, and draws visits. */
async function prepared(data: string) {
  const settings = readSettings({ CHORUS_DATA: data }, '/');
  const system = await openSystem(settings, false);
  try {
    const { found } = await findFiles(system, [sharedData('workforce', CENSUS)]);
    for (const source of found) {
      await loadFile(system, source, 'console:bench');
      await source.dispose();
    }
    const { workforce } = contextsOf(system, settings);
    note('The posts of the census as managed posts …');
    const made = await workforcePosts(workforce);
    await plantWorkforce(system.database.as<unknown>(), made);
    const sizes = sizesOf(made.pcns);
    const rows = Object.values(sizes).flat().map((code) => `${MANAGER},Bench Manager,pcn-manager,${code},2024-04-01,`);
    const { refusals } = await importPeople({ ...atConsole(peopleOf(system, settings), 'bench') }, readContacts(['email,name,role,organisation_code,start,end', ...rows].join('\n')).rows, { sendInvitations: false });
    if (refusals.length) throw new Error(`A contact was refused: ${refusals[0]!.reason}`);
    const postsOfSize = Object.fromEntries(Object.entries(sizes).map(([size, codes]) => [size, codes.map((code) => made.pcns.find((pcn) => pcn.code === code)!.posts)]));
    return { sizes, postsOfSize, pcns: made.pcns.length, leftOut: made.leftOut, all: await recomputed(workforce) };
  } finally {
    await system.close();
  }
}

function drawn(sizes: Record<string, string[]>, count: number, seed: number): Visit[] {
  const random = seeded(seed);
  const draw = Object.entries(sizes).map(([page, codes]) => ({ page, next: endlessly(codes, random) }));
  return Array.from({ length: count }, (_, index) => {
    const { page, next } = draw[index % draw.length]!;
    return { page, path: `/workforce/pcns/${next()}` };
  });
}

const data = await englandFolder();
const { sizes, ...about } = await prepared(data);
const token = await linkFor(data, MANAGER);
sayFigures({ benchmark: 'workforce', census: CENSUS, ...about, peoplePage: await underLoad(data, token, { visits: drawn(sizes, Math.round(PER_SECOND * SECONDS), SEED), others: drawn(sizes, 20_000, SEED + 1) }) });
