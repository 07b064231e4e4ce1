import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { Acting, WorkforceContext } from '../../context.ts';
import { postsOf } from '../../posts/index.ts';
import { seenPcn } from '../../seenPcn.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { mondayOf, plannedAgainstHad } from '../domain/happened.ts';
import type { MinutesHad, PlannedAgainstHad } from '../domain/happened.ts';
import type { PracticeShare, SharedBy } from '../domain/shares.ts';

/** How a role is shared from a Monday on. */
export interface Rota {
  id: string;
  postId: string;
  sharedBy: SharedBy;
  minutesPerWeek: number;
  /** Null where the role has no sessions. */
  minutesPerSession: number | null;
  shares: readonly PracticeShare[];
  /** Where the weights come from; null where nothing was said, or it was erased. */
  source: string | null;
  from: IsoDate;
  /** The first Monday on which it holds no more; null while it does. */
  to: IsoDate | null;
}

/** A post of a PCN with the rota that holds now, and what was planned against what happened over the weeks looked at. */
export interface SharedPost {
  postId: string;
  reference: string;
  title: string;
  now: Rota | null;
  /** The rotas that begin later. */
  later: readonly Rota[];
  found: PlannedAgainstHad;
}

export interface RotaFound {
  pcn: SeenPcn;
  practices: readonly { code: string; name: string }[];
  posts: readonly SharedPost[];
  /** The week of today, a Monday. */
  week: IsoDate;
  /** From which Monday on weeks are compared. */
  since: IsoDate;
}

const WEEKS_BACK = 13;

/** The shared roles of a PCN, for those who see its posts; weeks of the last quarter are compared. */
export async function rotasOf(context: WorkforceContext, acting: Acting, code: string): Promise<RotaFound> {
  const pcn = await seenPcn(context, acting, code);
  const [db, today] = [context.database.as<unknown>(), context.today()];
  const image = await context.register.reader.image();
  const week = mondayOf(today);
  const since = addDays(week, -7 * WEEKS_BACK);
  const posts = await postsOf(context, { pcnCode: pcn.code, on: today });
  const { rows: rotas } = await sql<Rota>`
    select r.id, r.post_id as "postId", r.shared_by as "sharedBy", r.minutes_per_week as "minutesPerWeek", r.minutes_per_session as "minutesPerSession", r.shares, w.words as source,
      to_char(lower(r.valid), 'YYYY-MM-DD') as "from", to_char(upper(r.valid), 'YYYY-MM-DD') as "to"
    from rota r join post p on p.id = r.post_id left join words_written w on w.id = r.source_id where p.pcn_code = ${pcn.code} and upper_inf(r.recorded) order by lower(r.valid)`.execute(db);
  const { rows: had } = await sql<MinutesHad & { postId: string }>`
    select h.post_id as "postId", h.practice_code as "practiceCode", to_char(h.week, 'YYYY-MM-DD') as week, h.minutes
    from rota_had h join post p on p.id = h.post_id where p.pcn_code = ${pcn.code} and upper_inf(h.recorded) and h.week >= ${since} order by h.week, h.practice_code`.execute(db);
  return {
    pcn, week, since,
    practices: image.practicesWithin(pcn.code, today).map((practice) => ({ code: practice, name: displayName(image.nameOf(practice, today)) })),
    posts: posts.map(({ id, reference, title }) => {
      const own = rotas.filter(({ postId }) => postId === id);
      const plans = own.filter(({ to }) => to === null || to > since).map(({ from, to, shares }) => ({ from: from < since ? since : from, to, minutesByPractice: new Map(shares.map(({ practiceCode, minutes }) => [practiceCode, minutes])) }));
      return {
        postId: id, reference, title, now: own.find(({ from, to }) => from <= week && (to === null || week < to)) ?? null, later: own.filter(({ from }) => from > week),
        found: plannedAgainstHad(plans, had.filter(({ postId }) => postId === id), today),
      };
    }),
  };
}
