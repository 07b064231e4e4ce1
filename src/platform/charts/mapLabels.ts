import type { Box, Spot } from './planarShape.ts';

/** A name that wants a place on a map, and the spots where its middle could stand, best first. */
export interface LabelWish {
  key: string;
  name: string;
  isEmphasised: boolean;
  spots: readonly Spot[];
  /** Which edge of the text stands at the spot. */
  anchor?: 'start' | 'middle' | 'end';
}

export interface PlacedLabel {
  key: string;
  lines: readonly string[];
  x: number;
  /** The baseline of the first line. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  isEmphasised: boolean;
  /** Fits only where the map is wide and its text small. */
  isWideOnly: boolean;
}

/** Text sizes in drawing units, as in charts.css: on a phone, and where the map is wide. */
const NARROW_SIZE = 14;
const WIDE_SIZE = 9.5;
export const LABEL_LINE_HEIGHT = 1.1;
/** A generous mean width of a letter, as a share of the text size. */
const LETTER_WIDTH = 0.54;
const LINE_LETTERS_MAX = 17;
const LINES_MAX = 3;

/**
 * Gives each wish a place where it covers no other label and no obstacle, in the order given. Those that find none
 * at the phone's text size try again at the wide size; those that find none at all are left out.
 */
export function placeLabels(wishes: readonly LabelWish[], obstacles: readonly Box[], frame: Box): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const taken: Box[] = [...obstacles];
  for (const size of [NARROW_SIZE, WIDE_SIZE]) {
    for (const wish of wishes) {
      if (placed.some(({ key }) => key === wish.key)) continue;
      const lines = breakName(wish.name);
      if (lines.length > LINES_MAX) continue;
      for (const anchor of wish.anchor ? [wish.anchor] : (['middle'] as const)) {
        const spot = wish.spots.find((at) => isFree(boxOfLabel(at, lines, size, anchor), taken, frame));
        if (!spot) continue;
        taken.push(boxOfLabel(spot, lines, size, anchor));
        const height = lines.length * size * LABEL_LINE_HEIGHT;
        placed.push({ key: wish.key, lines, x: spot[0], y: spot[1] - height / 2 + size * 0.85, anchor, isEmphasised: wish.isEmphasised, isWideOnly: size === WIDE_SIZE });
        break;
      }
    }
  }
  return placed;
}

export function breakName(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LINE_LETTERS_MAX) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function boxOfLabel([x, y]: Spot, lines: readonly string[], size: number, anchor: PlacedLabel['anchor']): Box {
  const width = Math.max(...lines.map((line) => line.length)) * size * LETTER_WIDTH;
  const height = lines.length * size * LABEL_LINE_HEIGHT;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}

const isFree = (box: Box, taken: readonly Box[], frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom &&
  !taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
