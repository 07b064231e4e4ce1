import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Stream } from '../contractRules.ts';
import type { Figure, FigureValue, StreamId } from './figure.ts';
import { exactValue, inOrder } from './figureEntry.ts';

/** Figures changed to see what would follow: by whom, and why. */
export interface Overlay {
  author: string;
  intent: string;
  figures: readonly OverlaidFigure[];
}

export interface OverlaidFigure {
  figure: string;
  from: IsoDate;
  to: IsoDate | null;
  value: string;
}

/** The rules with an overlay laid over them: its values hold in their spans, whatever was known; all else stays. */
export function withOverlay(streams: ReadonlyMap<StreamId, Stream>, overlay: Overlay): Result<ReadonlyMap<StreamId, Stream>> {
  const figures = new Map([...streams.values()].flatMap((stream) => stream.figures).map((figure) => [figure.id, figure]));
  for (const one of overlay.figures) {
    const figure = figures.get(one.figure);
    if (!figure) return refuse({ code: 'figure-unknown', what: `The rules have no figure “${one.figure.slice(0, 60)}”.`, where: one.figure, todo: 'bin/chorus funding rates lists them.' });
    const value = exactValue(one.value, figure);
    if (!value.ok) return refuse({ ...value.refusal, where: one.figure });
    figures.set(one.figure, laidOver(figure, { ...one, value: value.value }, overlay));
  }
  return ok(new Map([...streams].map(([id, stream]) => [id, { ...stream, figures: stream.figures.map((figure) => figures.get(figure.id)!) }])));
}

function laidOver(figure: Figure, { from, to, value }: OverlaidFigure, { author, intent }: Overlay): Figure {
  const within = figure.values.filter((one) => one.from >= from && (to === null || one.from < to));
  // Known from the first, so that it holds whatever day is asked what was known on.
  const published = figure.values.reduce((first, one) => (one.published < first ? one.published : first), from);
  const changed: FigureValue = { from, to, published, value, status: 'unverified', source: { title: `What if: ${intent}`, address: '', locator: `changed by ${author}` } };
  const after = to === null ? [] : within.filter((one) => (one.to === null || one.to > to) && !within.some((later) => later.from > one.from && later.published <= one.published)).map((one) => ({ ...one, from: to }));
  return { ...figure, values: inOrder([...figure.values.filter((one) => !within.includes(one)), changed, ...after]) };
}
