import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import { roleRules } from '#funding';
import type { Acting, WorkforceContext } from '../../context.ts';
import { leavingReasons } from '../../posts/index.ts';
import { seenPcn } from '../../seenPcn.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { BELONGS, compareGroups, curveOf, staysOf, watchedStays } from '../domain/stays.ts';
import type { Belongs, Comparison, FillingSeen, PcnStay, StayCurve } from '../domain/stays.ts';
import { startingOver } from '../domain/startingOver.ts';
import type { StartingOver } from '../domain/startingOver.ts';
import { daysToFill, vacanciesOf } from '../domain/vacancies.ts';
import type { PostOverTime, Vacancy } from '../domain/vacancies.ts';
import { turnoverRules } from '../turnoverRules.ts';

type House = Pick<WorkforceContext, 'database' | 'register' | 'today'>;

export interface TurnoverAsked {
  code: string;
  /** From this day on every leaver is on record; null where they are from the start. */
  since: IsoDate | null;
}

/** How many left for a reason; reasons of too few leavers in all are not told to everybody. */
export interface ReasonCount {
  reason: string;
  leavers: number;
}

export interface Turnover {
  pcn: SeenPcn;
  on: IsoDate;
  since: IsoDate | null;
  fewest: number;
  all: StayCurve;
  byRole: Comparison;
  byHome: Comparison;
  byBelonging: Comparison;
  leavers: number;
  leaversLastYear: number;
  /** Null where too few left for their reasons to be told to who does not keep the posts. */
  reasons: readonly ReasonCount[] | null;
  /** Who left, without names, for who keeps the posts; null for others. */
  left: readonly PcnStay[] | null;
  vacancies: readonly Vacancy[];
  toFill: ReturnType<typeof daysToFill>;
  startingOver: StartingOver;
}

/** Who stays in a PCN and who left, for those who see its posts; as it stands today. */
export async function turnoverOf(context: House, acting: Acting, { code, since }: TurnoverAsked): Promise<Turnover> {
  const pcn = await seenPcn(context, acting, code);
  const { fewestStays: fewest, parts } = turnoverRules();
  const on = context.today();
  const reasons = leavingReasons();
  const isLoss = (reason: string): boolean => reasons.get(reason)?.isLoss ?? true;
  const { fillings, posts } = await fillingsOf(context, pcn.code);
  const stays = staysOf(fillings, isLoss, on);
  const watched = { on, since };
  const left = stays.filter(({ hasLeft, to }) => hasLeft && (since === null || to! >= since)).sort((a, b) => (a.to! > b.to! ? -1 : 1));
  const lastYear = left.filter(({ to }) => to! > addDays(on, -365));
  const counts = new Map<string, number>();
  for (const { reason } of left) counts.set(reason ?? 'not-said', (counts.get(reason ?? 'not-said') ?? 0) + 1);
  const vacancies = vacanciesOf(posts, on);
  const costs = await enteredCosts(context, pcn.code);
  return {
    pcn, on, since, fewest, vacancies, toFill: daysToFill(vacancies),
    all: curveOf('Everybody', watchedStays(stays, watched), fewest),
    byRole: compareGroups(stays, ({ role }) => role, watched, fewest),
    byHome: compareGroups(stays, ({ home }) => home, watched, fewest),
    byBelonging: compareGroups(stays, ({ belongs }) => BELONGS[belongs], watched, fewest),
    leavers: left.length, leaversLastYear: lastYear.length,
    reasons: left.length >= fewest || pcn.isKeeper ? [...counts].map(([reason, leavers]) => ({ reason: reasons.get(reason)?.label ?? reason, leavers })).sort((a, b) => b.leavers - a.leavers || (a.reason < b.reason ? -1 : 1)) : null,
    left: pcn.isKeeper ? left.map((stay) => ({ ...stay, reason: reasons.get(stay.reason ?? 'not-said')?.label ?? stay.reason })) : null,
    startingOver: startingOver(parts.map((part) => ({ ...part, pence: costs.get(part.id) ?? null })), lastYear.length),
  };
}

interface Row {
  postId: string;
  staffId: string;
  wte: string;
  from: IsoDate;
  to: IsoDate | null;
  leavingReason: string | null;
  role: string | null;
  title: string;
  practice: string | null;
  team: string | null;
}

/** Every filling of a PCN's posts with what was so of the post on its first day, and the posts over time. */
async function fillingsOf({ database, register, today }: House, pcnCode: string): Promise<{ fillings: FillingSeen[]; posts: PostOverTime[] }> {
  const db = database.as<unknown>();
  const [image, { roles }] = [await register.reader.image(), roleRules()];
  const { rows } = await sql<Row>`
    select f.post_id as "postId", f.staff_id as "staffId", f.wte, to_char(lower(f.valid), 'YYYY-MM-DD') as "from", to_char(upper(f.valid), 'YYYY-MM-DD') as "to", f.leaving_reason as "leavingReason",
      v.role, v.title, v.home_practice_code as practice, t.name as team
    from filling f join post p on p.id = f.post_id
    join lateral (select * from post_version w where w.post_id = p.id and upper_inf(w.recorded) and w.valid && f.valid order by lower(w.valid) limit 1) v on true
    left join network_team t on t.id = v.home_team_id
    where p.pcn_code = ${pcnCode} and upper_inf(f.recorded) order by lower(f.valid), f.id`.execute(db);
  const { rows: versions } = await sql<{ postId: string; reference: string; role: string | null; title: string; wte: string; from: IsoDate; to: IsoDate | null }>`
    select p.id as "postId", p.reference, v.role, v.title, v.wte, to_char(lower(v.valid), 'YYYY-MM-DD') as "from", to_char(upper(v.valid), 'YYYY-MM-DD') as "to"
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) where p.pcn_code = ${pcnCode} order by p.reference_key, lower(v.valid)`.execute(db);
  const roleName = ({ role, title }: Pick<Row, 'role' | 'title'>): string => (role === null ? title : (roles.get(role)?.title ?? title));
  const belongs = ({ practice, team }: Row): Belongs => (practice !== null ? 'practice' : team !== null ? 'team' : 'nowhere');
  const homeOf = ({ practice, team }: Row): string => (practice !== null ? displayName(image.nameOf(practice, today())) : (team ?? BELONGS.nowhere));
  const posts = new Map<string, { reference: string; role: string; spans: PostOverTime['spans'][number][]; fillings: PostOverTime['fillings'][number][] }>();
  for (const version of versions) {
    const { postId, reference, wte, from, to } = version;
    const post = posts.get(postId) ?? { reference, role: roleName(version), spans: [], fillings: [] };
    post.spans.push({ from, to, wte });
    posts.set(postId, post);
  }
  for (const { postId, from, to, wte } of rows) posts.get(postId)?.fillings.push({ from, to, wte });
  return { fillings: rows.map((row) => ({ staffId: row.staffId, from: row.from, to: row.to, leavingReason: row.leavingReason, role: roleName(row), belongs: belongs(row), home: homeOf(row) })), posts: [...posts.values()] };
}

async function enteredCosts({ database }: House, pcnCode: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ part: string; pence: number }>`select part, pence::float8 as pence from starting_over_cost where pcn_code = ${pcnCode} and upper_inf(recorded)`.execute(database.as<unknown>());
  return new Map(rows.map(({ part, pence }) => [part, pence]));
}
