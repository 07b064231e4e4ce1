import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { FundingContext } from '../context.ts';
import { contractStreams } from './contractRules.ts';
import type { Stream } from './contractRules.ts';
import type { FigureValue, StreamId } from './domain/figure.ts';
import { inOrder } from './domain/figureEntry.ts';
import type { FigureEntry } from './domain/figureEntry.ts';
import { withOverlay } from './domain/overlay.ts';
import type { Overlay } from './domain/overlay.ts';

/** A value that somebody entered. */
export interface EnteredFigure extends Omit<FigureEntry, 'isReadInDocument'> {
  id: string;
  status: 'confirmed' | 'unverified';
  enteredAt: string;
  enteredBy: string;
  withdrawnAt: string | null;
}

/** What was entered, by figure and date; what was withdrawn is there for those who ask. */
export async function enteredFigures(db: Kysely<unknown>, { withWithdrawn = false } = {}): Promise<readonly EnteredFigure[]> {
  const { rows } = await sql<EnteredFigure>`
    select id, figure, holds_from::text as "from", holds_to::text as "to", published::text as published, value, source_title as "sourceTitle", source_address as "sourceAddress",
      locator, status, to_char(entered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "enteredAt", entered_by as "enteredBy",
      to_char(withdrawn_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "withdrawnAt"
    from figure_entered where withdrawn_at is null or ${withWithdrawn} order by figure, holds_from, published, entered_at`.execute(db);
  return rows;
}

const asValue = ({ from, to, published, value, status, sourceTitle, sourceAddress, locator }: EnteredFigure): FigureValue => ({ from, to, published, value, status, source: { title: sourceTitle, address: sourceAddress, locator } });

/** The streams with what was entered among their figures' values. What is of no figure any more stays out. */
export function withEntered(streams: ReadonlyMap<StreamId, Stream>, entered: readonly EnteredFigure[]): ReadonlyMap<StreamId, Stream> {
  if (entered.length === 0) return streams;
  const valuesOf = (id: string): FigureValue[] => entered.filter(({ figure }) => figure === id).map(asValue);
  return new Map([...streams].map(([id, stream]) => [id, { ...stream, figures: stream.figures.map((figure) => ({ ...figure, values: inOrder([...figure.values, ...valuesOf(figure.id)]) })) }]));
}

/** Every stream with its figures as they are in force: the rules' files, what was entered, and what an overlay changes. Throws `Refused` for an overlay that does not fit. */
export async function figuresInForce({ database }: Pick<FundingContext, 'database'>, { overlay }: { overlay?: Overlay | null } = {}): Promise<ReadonlyMap<StreamId, Stream>> {
  const streams = withEntered(contractStreams(), await enteredFigures(database.as()));
  if (!overlay) return streams;
  const laid = withOverlay(streams, overlay);
  if (!laid.ok) throw new Refused(laid.refusal);
  return laid.value;
}
