import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Acting, PerformanceContext } from '../../context.ts';
import { commissionsFor, keepsFiguresOf, worksIn } from '../../whoseFigures.ts';
import type { ApprovedRebase } from '../domain/chartedSeries.ts';
import { organisationOfSeries } from '../domain/rebasing.ts';
import type { RebasingState } from '../domain/rebasing.ts';

export interface Rebasing {
  id: string;
  seriesId: string;
  /** The first period of the new baseline. */
  at: IsoDate;
  state: RebasingState;
  proposedOn: IsoDate;
  /** Null where its writer was erased. */
  proposedWhy: string | null;
  approvedOn: IsoDate | null;
  approvedWhy: string | null;
  withdrawnOn: IsoDate | null;
  withdrawnWhy: string | null;
}

/** Who may propose a new baseline for a chart, and who may approve or withdraw one. */
export interface RebasingRights {
  proposes: boolean;
  approves: boolean;
}

type Image = Awaited<ReturnType<PerformanceContext['register']['reader']['image']>>;

/** Every new baseline of a chart, withdrawn ones included, in the order of their beginning. */
export async function rebasesOf(db: Kysely<unknown>, seriesId: string): Promise<readonly Rebasing[]> {
  const { rows } = await sql<Rebasing>`
    select r.id, r.series_id as "seriesId", to_char(r.begins_on, 'YYYY-MM-DD') as at, r.state, to_char(r.proposed_at, 'YYYY-MM-DD') as "proposedOn", p.words as "proposedWhy",
      to_char(r.approved_at, 'YYYY-MM-DD') as "approvedOn", a.words as "approvedWhy", to_char(r.withdrawn_at, 'YYYY-MM-DD') as "withdrawnOn", w.words as "withdrawnWhy"
    from rebasing r join words_written p on p.id = r.proposed_words_id left join words_written a on a.id = r.approved_words_id left join words_written w on w.id = r.withdrawn_words_id
    where r.series_id = ${seriesId} order by r.begins_on, r.proposed_at, r.id`.execute(db);
  return rows;
}

/** What the charts with these names use: the approved baselines of each, in one question. */
export async function approvedRebases(db: Kysely<unknown>, seriesIds: readonly string[]): Promise<ReadonlyMap<string, readonly ApprovedRebase[]>> {
  const { rows } = await sql<{ seriesId: string; at: IsoDate; reason: string | null }>`
    select r.series_id as "seriesId", to_char(r.begins_on, 'YYYY-MM-DD') as at, w.words as reason
    from rebasing r left join words_written w on w.id = r.approved_words_id
    where r.state = 'approved' and r.series_id = any(${[...seriesIds]}::text[]) order by r.begins_on`.execute(db);
  const bySeries = new Map<string, ApprovedRebase[]>();
  for (const { seriesId, at, reason } of rows) bySeries.set(seriesId, [...(bySeries.get(seriesId) ?? []), { at, reason }]);
  return bySeries;
}

/** A practice's people propose for it; who keeps the figures of its PCN approves. Charts of larger bodies are their commissioner's. */
export async function rebasingRights(db: Kysely<unknown>, image: Image, acting: Acting, seriesId: string, day: IsoDate): Promise<RebasingRights> {
  const code = organisationOfSeries(seriesId);
  const kind = code === null ? null : image.kindOf(code);
  if (code === null || kind === null) return { proposes: false, approves: false };
  if (kind !== 'pcn' && kind !== 'practice') {
    const commissions = await commissionsFor(db, image, acting, code, day);
    return { proposes: commissions, approves: commissions };
  }
  const pcn = kind === 'pcn' ? code : image.inSlot(code, 'pcn', day);
  const approves = pcn !== null && pcn !== undefined && (await keepsFiguresOf(db, acting, pcn, day));
  return { approves, proposes: approves || (kind === 'practice' && (await worksIn(db, image, acting, code, day))) };
}
