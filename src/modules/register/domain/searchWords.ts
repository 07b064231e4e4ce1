/** A text as the search compares it: capital words without accents, apostrophes or punctuation. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .toUpperCase()
    .replaceAll('&', ' AND ')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
  return plain === '' ? [] : plain.split(' ');
}

/** How many slips are forgiven in a word of this length: none in a short one, where a slip makes another word. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many slips lie between what was typed and a word: a letter wrong, missing, too many, or two changed about. The word
 * may go on after what was typed. Gives `most + 1` for anything farther off.
 */
export function slipsBetween(typed: string, word: string, most: number): number {
  const width = Math.min(word.length, typed.length + most);
  let beforeLast: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= width; column += 1) {
      const isSame = typed[row - 1] === word[column - 1];
      let slips = Math.min(last[column - 1]! + (isSame ? 0 : 1), last[column]! + 1, current[column - 1]! + 1);
      const isChangedAbout = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (isChangedAbout) slips = Math.min(slips, beforeLast[column - 2]! + 1);
      current.push(slips);
      if (slips < least) least = slips;
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(most + 1, ...last);
}

/** Whether two codes of one length differ in one sign, or in two neighbours changed about: as mistyped. */
export function isOneSlipApart(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.slice(at + 1) === other.slice(at + 1)) return at < one.length;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
