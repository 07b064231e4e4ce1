import { countedOn } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import { BASES } from '../../contract/domain/figure.ts';
import { countedMonths } from './closedPractices.ts';
import type { Inherited } from './closedPractices.ts';
import type { LackingPractice } from './statement.ts';
import type { YearFacts } from './yearFacts.ts';
import type { PcnYear } from './pcnStatement.ts';

/** How many practices a note names before it only counts the rest. */
const NAMED_MAX = 12;

/** What a reader must know of a PCN's statement: a part of a year, members that came and went, practices that a publication lacks. */
export function notesOfPcn(facts: YearFacts, pcn: PcnYear, lacking: readonly LackingPractice[]): string[] {
  const inherited = countedMonths(facts.inherited, pcn.months).map((counted) => counted?.inherited ?? []);
  const changes = [...partOfYear(facts, pcn), ...changesOfMembers(facts, pcn), ...inheritedNotes(facts, inherited), ...withoutHeirNotes(facts, lacking)];
  return [...changes, ...(changes.length ? [ruleUsed(facts)] : []), ...lackingNotes(facts, lacking.filter(({ closedOn }) => closedOn === undefined))];
}

export const ruleUsed = ({ year }: YearFacts): string => `The rule used: each month is paid for the members on its first day, each with its patients at ${sayDate(countedOn(year))}, so that a member which joins or leaves takes its patients with it. Those of a practice that closed count with the one that took its place, where the register knows it. The contract’s words on a change in mid-year are not held: this rule is Chorus’s own.`;

function partOfYear({ days }: YearFacts, { code, months }: PcnYear): string[] {
  const open = months.flatMap((members, month) => (members ? [month] : []));
  if (open.length === 12) return [];
  if (open.length === 0) return [`${code} had no members on the first day of any month of the year.`];
  return [`${code} had members in ${open.length} of the year’s 12 months, the first from ${sayDate(days[open[0]!]!)}: this statement is for ${open.length === 1 ? 'that month' : 'those months'}.`];
}

function changesOfMembers({ days, nameOf }: YearFacts, { months }: PcnYear): string[] {
  const notes: string[] = [];
  const say = (codes: readonly string[], did: string, month: number): void => {
    if (codes.length === 0) return;
    const named = codes.slice(0, NAMED_MAX).map((code) => `${nameOf(code)} (${code})`).join(', ');
    notes.push(`${did} from ${sayDate(days[month]!)}: ${named}${codes.length > NAMED_MAX ? ` and ${codes.length - NAMED_MAX} more` : ''}.`);
  };
  for (let month = 1; month < 12; month += 1) {
    const [before, after] = [months[month - 1], months[month]];
    if (!before || !after || before === after) continue;
    say(after.filter((code) => !before.includes(code)), 'Joined', month);
    say(before.filter((code) => !after.includes(code)), 'No longer a member', month);
  }
  return notes;
}

/** Each closed practice once, with the day from which its patients count with the one that took its place. */
export function inheritedNotes({ days, nameOf }: Pick<YearFacts, 'days' | 'nameOf'>, months: readonly (readonly Inherited[])[]): string[] {
  const said = new Map<string, string>();
  for (const [month, inherited] of months.entries()) {
    for (const { code, heir } of inherited) {
      const key = `${code} ${heir}`;
      if (!said.has(key)) said.set(key, `${nameOf(code)} (${code}) closed and ${nameOf(heir)} (${heir}) took its place: its patients count here from ${sayDate(days[month]!)}.`);
    }
  }
  return [...said.values()];
}

function withoutHeirNotes({ nameOf }: YearFacts, lacking: readonly LackingPractice[]): string[] {
  const closed = new Map(lacking.flatMap(({ practice, closedOn }) => (closedOn === undefined ? [] : [[practice, closedOn] as const])));
  return [...closed].map(([code, day]) => `${nameOf(code)} (${code}) was closed from ${sayDate(day)}, and the register does not know which practice took its place: from then on its patients are in no line.`);
}

/** Each practice once for each publication that lacks it, however many of its counts that has. */
function lackingNotes({ nameOf }: YearFacts, lacking: readonly LackingPractice[]): string[] {
  const bases = new Map<string, LackingPractice[]>();
  for (const one of lacking) bases.set(`${one.practice} ${one.source}`, [...(bases.get(`${one.practice} ${one.source}`) ?? []), one]);
  return [...bases.values()].map((own) => `${nameOf(own[0]!.practice)} (${own[0]!.practice}) is not in ${own[0]!.source}: its ${sayList(own.map(({ basis }) => BASES[basis]))} are in no line.`);
}
