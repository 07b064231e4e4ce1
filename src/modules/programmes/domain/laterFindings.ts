import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import type { Difference } from './difference.ts';
import type { Evidence, MeasureEvidence } from './evidence.ts';
import { ANCHORS } from './fact.ts';
import type { AnchorKind } from './fact.ts';
import { atRisk, met, notYet } from './judged.ts';
import type { Judge, Judged } from './judged.ts';
import type { NextForm } from './step.ts';
import { count, percent } from './firstFindings.ts';

export const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Told, not only planned, and heard by those who were asked. */
export const communication: Judge = ({ communications, day }, { figures: { heardShare } }) => {
  const delivered = communications.filter(({ deliveredOn }) => deliveredOn !== null);
  const overdue = communications.filter(({ due, deliveredOn }) => deliveredOn === null && due < day);
  if (communications.length === 0) return notYet('Nothing is planned to tell anybody.', 'Plan whom to tell, how, and on which day.', 'communication');
  if (delivered.length === 0 && overdue.length === 0) return notYet(`${count(communications.length, 'message')} planned, none told yet; the first is due ${sayDate(earliest(communications.map(({ due }) => due)))}.`, 'Tell it on that day, and note that you did.', 'delivered');
  const lateBy = delivered.map(({ due, deliveredOn }) => daysBetween(due, deliveredOn!)).filter((days) => days > 0);
  const late = lateBy.length > 0 ? `, ${lateBy.length} of them late, by ${count(Math.max(...lateBy), 'day')}${lateBy.length > 1 ? ' at most' : ''}` : '';
  const heard = delivered.flatMap((one) => (one.heard ? [one.heard] : []));
  const [asked, could] = [heard.reduce((sum, one) => sum + one.asked, 0), heard.reduce((sum, one) => sum + one.couldSay, 0)];
  const sum = `${communications.length} planned, ${delivered.length} told${late}, ${heard.length} followed by asking who had heard${asked > 0 ? `: ${could} of ${asked} could say what will be different (${percent(could / asked)})` : ''}.`;
  if (overdue.length > 0) return atRisk([sum, `${count(overdue.length, 'message')} should have been told by now, the oldest since ${sayDate(earliest(overdue.map(({ due }) => due)))}.`], 'Tell what is overdue, or withdraw it with a reason.', 'delivered');
  if (asked === 0) return atRisk([sum, 'Nobody was asked whether they had heard.'], 'Ask a few people at each practice what will be different.', 'heard');
  if (could / asked < heardShare) return atRisk([sum, `${percent(heardShare)} is the least.`], 'Tell it again, in other words and another way; once is never enough.', 'communication');
  return met(sum);
};

const earliest = (days: readonly IsoDate[]): IsoDate => [...days].sort()[0]!;

/** Each has an owner, and none stands for longer than the rule allows. */
export const obstacles: Judge = ({ obstacles: all, day }, { figures: { obstacleDaysMost } }) => {
  if (all.length === 0) return notYet('Nobody has written down what stands in the way.', 'Ask the team what stands in the way, and write each thing down with who will see to it.', 'obstacle');
  const open = all.filter(({ resolvedOn }) => resolvedOn === null).map((one) => ({ ...one, age: daysBetween(one.since, day) }));
  const [ownerless, old] = [open.filter(({ hasOwner }) => !hasOwner), open.filter(({ age }) => age > obstacleDaysMost)];
  const sum = `${count(all.length, 'obstacle')} written down, ${all.length - open.length} out of the way${open.length > 0 ? `; the oldest of the rest stands for ${count(Math.max(...open.map(({ age }) => age)), 'day')}` : ''}.`;
  if (ownerless.length > 0) return atRisk([sum, `${ownerless.length} ${ownerless.length === 1 ? 'has' : 'have'} no owner.`], 'Agree who sees to what has no owner: write it down again with their name, and withdraw the one without.', 'obstacle');
  if (old.length > 0) return atRisk([sum, `${old.length} ${old.length === 1 ? 'stands' : 'stand'} for longer than ${obstacleDaysMost} days.`], 'Take the oldest to who can remove it.', 'resolved');
  return met(sum);
};

/** A win that was measured, in time, with none overdue. */
export const shortTermWins: Judge = ({ wins, plannedWins, startedOn, day }, { figures: { firstWinMonthsMost } }) => {
  if (wins.length === 0 && plannedWins.length > 0) return notYet(`Without a figure and a day yet: ${sayList(plannedWins.map((title) => `“${title}”`))}.`, `Say how much “${plannedWins[0]}” is to come to, and by which day.`, 'win');
  if (wins.length === 0) return notYet('No first win is planned.', 'Plan one that practices will notice soon, with a figure and a day.', 'win');
  const isWon = ({ reached, improvement, target }: Evidence['wins'][number]): boolean => reached !== null && (improvement === 'increase' ? reached.value >= target : reached.value <= target);
  const [won, short] = [wins.filter(isWon), wins.filter((win) => win.reached !== null && !isWon(win))];
  const overdue = wins.filter(({ reached, due }) => reached === null && due < day);
  const facts = [
    ...won.map(({ title, unit, target, reached }) => `“${title}”: ${reached!.value} ${unit} on ${sayDate(reached!.on)}, for ${target} aimed at.`),
    ...short.map(({ title, unit, target, reached }) => `“${title}” came to ${reached!.value} ${unit} on ${sayDate(reached!.on)}; ${target} was aimed at.`),
    ...overdue.map(({ title, due }) => `“${title}” was due ${sayDate(due)}, and nobody has said that it came.`),
  ];
  const lastDay = addMonths(startedOn, firstWinMonthsMost);
  if (overdue.length > 0) return atRisk(facts, 'Note what came of it, or plan a win that will come.', 'win-reached');
  if (won.some(({ reached }) => reached!.on <= lastDay)) return met(...facts);
  if (won.length > 0) return atRisk([...facts, `It came later than ${firstWinMonthsMost} months after the start.`], 'Plan the next win nearer.', 'win');
  if (short.length > 0) return atRisk(facts, 'Plan a smaller win that will come, and tell everybody when it does.', 'win');
  const first = earliest(wins.map(({ due }) => due));
  if (first > lastDay) return atRisk([`The first of ${count(wins.length, 'win')} is due ${sayDate(first)}, more than ${firstWinMonthsMost} months after the start.`], 'Plan a win that comes sooner.', 'win');
  return notYet(`${count(wins.length, 'win')} planned, none reached; the first is due ${sayDate(first)}.`, 'Note its figure when it comes.', 'win-reached');
};

function addMonths(day: IsoDate, months: number): IsoDate {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}-${day.slice(8)}` as IsoDate;
}

/** The chart of at least one measure holds, and none is worse. */
export const notDeclaringVictory: Judge = ({ measures, closedOn }, { figures: { holdsForPoints } }) => {
  const early = closedOn === null ? [] : [`It was closed on ${sayDate(closedOn)}.`];
  const look = 'Keep going and look again when the next figure is in.';
  if (measures.length === 0) return judged([], 'There is no measure, so nobody can know that the change holds.', 'Add a measure with its baseline, target and day.', 'measure');
  const isCounted = measures.some(({ series }) => series.kind === 'entered');
  const said = measures.map((measure) => sayChange(measure, holdsForPoints));
  const changes = measures.map(({ difference }) => difference.change);
  if (changes.includes('worse')) return atRisk([...said, ...early], 'Find out what made it worse before anything is added.', 'obstacle');
  if (changes.includes('better')) return met(...said);
  if (changes.includes('faded')) return atRisk([...said, ...early], 'Find out what ended the change: it was there.', 'obstacle');
  if (changes.every((change) => change === 'no-figures')) return judged(said, null, isCounted ? 'Enter the first month’s figure.' : 'Wait for the first month that is published after the start.', isCounted ? 'figure' : null);
  return judged(said, null, changes.includes('none') ? 'Ask what is done otherwise than before: the figures are what they were.' : look, changes.includes('none') ? 'obstacle' : isCounted ? 'figure' : null);

  /** Without evidence it is not yet; called done without evidence it is a risk. */
  function judged(facts: string[], fact: string | null, says: string, form: NextForm | null): Judged {
    const because = fact === null ? facts : [fact, ...facts];
    return closedOn === null ? { state: 'not-yet', because, next: { says, form } } : atRisk([...because, ...early], says, form);
  }
};

/** What a measure did since the start, in one sentence with its numbers. */
export function sayChange({ title, unit, difference }: Pick<MeasureEvidence, 'title' | 'unit' | 'difference'>, holdsForPoints: number): string {
  const { change, from, fromIs, better, pointsSince, latest } = difference;
  const began = `${fromIs === 'baseline' ? 'the baseline' : 'the mean before the start'} of ${sayFigure(from)} ${unit}`;
  const now = latest ? `${sayFigure(latest.value)} in ${sayMonth(latest.month)}` : '';
  const words: Record<Difference['change'], string> = {
    'no-figures': 'has no figure since the start',
    'too-early': `has ${pointsSince} of ${holdsForPoints} figures that it takes to tell; the newest is ${now}`,
    none: `has not changed: ${better} of the last ${holdsForPoints} figures in a row are better than ${began}; the newest is ${now}`,
    better: `holds: the last ${better} figures in a row are better than ${began}; the newest is ${now}`,
    faded: `was better for ${holdsForPoints} figures and more, and is so no longer; the newest is ${now}`,
    worse: `is worse: the last ${holdsForPoints} figures or more are worse than ${began}; the newest is ${now}`,
  };
  return `“${title}” ${words[change]}.`;
}

export const sayFigure = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });

/** Each of the three ways in which it outlasts those who began it. */
export const anchoring: Judge = ({ anchors }) => {
  const lacking = (Object.keys(ANCHORS) as AnchorKind[]).filter((kind) => !anchors.includes(kind));
  const words = (kinds: readonly AnchorKind[]): string => sayList(kinds.map((kind) => ANCHORS[kind].toLowerCase()));
  if (anchors.length === 0) return notYet('It is in nobody’s routine, induction or succession.', 'Write down where in the routine it stands.', 'anchor');
  if (lacking.length === 0) return met(`It is anchored ${words(anchors)}.`);
  return atRisk([`It is anchored ${words(anchors)}.`, `It is not yet anchored ${words(lacking)}.`], `Anchor it ${ANCHORS[lacking[0]!].toLowerCase()}.`, 'anchor');
};
