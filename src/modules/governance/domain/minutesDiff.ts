export interface DiffLine {
  change: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many pairs of lines two versions are shown one after the other: comparing them would keep a reader waiting. */
const PAIRS_MAX = 4_000_000;

/** What changed between two versions, line by line, with as few changes as can be; empty lines are left out. */
export function minutesDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length * now.length > PAIRS_MAX) return [...old.map((text): DiffLine => ({ change: 'removed', text })), ...now.map((text): DiffLine => ({ change: 'added', text }))];
  const common = commonFrom(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ change: 'same', text: old[i]! });
      i += 1;
      j += 1;
    } else if (i < old.length && (j === now.length || common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push({ change: 'removed', text: old[i++]! });
    else lines.push({ change: 'added', text: now[j++]! });
  }
  return lines;
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trimEnd()).filter((line) => line !== '');

/** How many lines two versions have in common from each pair of lines on. */
function commonFrom(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) table[i]![j] = old[i] === now[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  }
  return table;
}
