import type { FigureStatus } from '#platform/explanation/working.ts';
import { STREAMS } from '../../contract/domain/figure.ts';
import type { StreamId } from '../../contract/domain/figure.ts';

/** Words of a statement that mean a stream; all must be there. */
export interface StreamWording {
  words: readonly string[];
  stream: StreamId;
  status: FigureStatus;
}

/** The words of a text, in lower case, `&` read as "and". */
export const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().replaceAll('&', ' and ').split(/[^a-z0-9]+/).filter(Boolean))];

/**
 * The stream that a description means: its own id or title, or the wording with most words of those that fit. Null where
 * none fits, or where two streams fit equally well: it is then somebody's to say, never a guess.
 */
export function streamMeant(description: string, wordings: readonly StreamWording[]): StreamId | null {
  const plain = description.trim().toLowerCase();
  const named = (Object.keys(STREAMS) as StreamId[]).find((id) => id === plain || STREAMS[id].toLowerCase() === plain);
  if (named) return named;
  const has = new Set(wordsOf(description));
  const fitting = wordings.filter(({ words }) => words.every((word) => has.has(word)));
  const most = Math.max(0, ...fitting.map(({ words }) => words.length));
  const streams = new Set(fitting.filter(({ words }) => words.length === most).map(({ stream }) => stream));
  return streams.size === 1 ? [...streams][0]! : null;
}
