import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { STANDINGS } from './decision.ts';
import type { RecordedDecision } from './decision.ts';
import { isOfGeneralPractice, SECTORS } from './forum.ts';
import type { Forum, Seat } from './forum.ts';
import { londonTime as clockOf } from './londonTime.ts';
import { PURPOSES, RULINGS } from './meeting.ts';
import type { AgendaItem, Attendance, CastVote, Conflict, Meeting } from './meeting.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { Quorum } from './quorum.ts';

export interface MinutedAction {
  itemId: string | null;
  what: string;
  ownerName: string | null;
  dueOn: string;
}

/** All that minutes are made from. */
export interface MinutesFacts {
  forum: Pick<Forum, 'name' | 'kind'>;
  meeting: Meeting;
  /** As they were on the day of the meeting. */
  seats: readonly Seat[];
  attendance: readonly Attendance[];
  /** Of the whole meeting; null where no terms of reference were in force. */
  quorum: Quorum | null;
  /** In the order of the agenda. */
  items: readonly AgendaItem[];
  conflicts: readonly Conflict[];
  votes: readonly CastVote[];
  decisions: readonly RecordedDecision[];
  actions: readonly MinutedAction[];
}

/** Minutes as text: `# ` a title, `## ` a heading, `- ` a point, anything else a paragraph. */
export interface MinutesText {
  words: string;
  /** Of the private items, which the public does not get; null where there was none. */
  privateWords: string | null;
}

/** Writes minutes from what happened and from nothing else: who was there, what was declared, counted, decided, and who does what. */
export function minutesFrom(facts: MinutesFacts): MinutesText {
  const { forum, meeting } = facts;
  const numbered = numberedItems(facts.items);
  const hidden = numbered.filter(({ item }) => item.isPrivate);
  const paragraphs = [
    `# Minutes of the ${forum.name}`,
    whenAndWhere(meeting),
    ...whoWasThere(facts),
    ...(facts.quorum ? ['## Quorum', facts.quorum.says] : []),
    ...declarations(facts, numbered.filter(({ item }) => !item.isPrivate)),
    ...numbered.flatMap(({ item, number }) => (item.isPrivate ? [`## ${number}. A private item`, `Withheld from the public: ${item.privateReason ?? 'no reason is recorded'}`] : itemMinutes(facts, item, number))),
    ...otherActions(facts),
  ];
  const privately = hidden.length === 0 ? null : [
    `# Private minutes of the ${forum.name}`,
    whenAndWhere(meeting),
    ...declarations(facts, hidden),
    ...hidden.flatMap(({ item, number }) => [...itemMinutes(facts, item, number), `Private: ${item.privateReason ?? 'no reason is recorded'}`]),
  ];
  return { words: textOf(paragraphs), privateWords: privately && textOf(privately) };
}

/** The items of an agenda that stand, with the numbers by which people speak of them. */
export const numberedItems = <Item extends Pick<AgendaItem, 'withdrawnAt'>>(items: readonly Item[]): { item: Item; number: number }[] =>
  items.filter(({ withdrawnAt }) => withdrawnAt === null).map((item, index) => ({ item, number: index + 1 }));

/** Points stand under one another, everything else apart. */
const textOf = (paragraphs: readonly string[]): string =>
  paragraphs.map((paragraph, index) => `${index === 0 ? '' : isPoint(paragraph) && isPoint(paragraphs[index - 1]!) ? '\n' : '\n\n'}${paragraph}`).join('');
const isPoint = (paragraph: string): boolean => paragraph.startsWith('- ');

/** What somebody wrote, on one line: a line of its own could pass for a heading. */
const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();

function whenAndWhere({ day, startsAt, endsAt, openedAt, endedAt, place, isPublic }: Meeting): string {
  const times = `${clockOf(openedAt ?? startsAt)} to ${clockOf(endedAt ?? endsAt)}`;
  return `${sayDate(day)}, ${times}${place ? `, ${oneLine(place)}` : ''}. ${isPublic ? 'Held in public.' : 'Not held in public.'}`;
}

const nameOf = (name: string | null): string => name ?? 'a person whose name was erased';

function whoWasThere({ forum, seats, attendance }: MinutesFacts): string[] {
  const of = (seatId: string, status: Attendance['status']) => attendance.filter((one) => one.seatId === seatId && one.status === status);
  const titleOf = (seat: Seat): string => `${seat.title} (${SECTORS[seat.sector]})`;
  const present = seats.flatMap((seat) => of(seat.id, 'present').map((one) => `- ${titleOf(seat)}: ${nameOf(one.name)}${one.capacity === 'deputy' ? ', deputy' : ''}${stay(one)}`));
  const apologies = seats.flatMap((seat) => of(seat.id, 'apologies').map((one) => `- ${titleOf(seat)}: ${nameOf(one.name)}`));
  const unfilled = seats
    .filter((seat) => of(seat.id, 'present').length === 0)
    .map((seat) => `- ${titleOf(seat)}: ${seat.holder ? 'nobody came' : 'vacant'}${isOfGeneralPractice(seat, forum) ? ', so this part of general practice had no voice' : ''}`);
  return [
    '## Present', ...(present.length > 0 ? present : ['Nobody is recorded as present.']),
    ...(apologies.length > 0 ? ['## Apologies', ...apologies] : []),
    ...(unfilled.length > 0 ? ['## Seats that nobody filled', ...unfilled] : []),
  ];
}

function stay({ from, until }: Attendance): string {
  if (from && until) return `, from ${clockOf(from)} to ${clockOf(until)}`;
  if (from) return `, from ${clockOf(from)}`;
  return until ? `, until ${clockOf(until)}` : '';
}

function declarations({ conflicts, seats }: MinutesFacts, numbered: readonly { item: AgendaItem; number: number }[]): string[] {
  const lines = numbered.flatMap(({ item, number }) =>
    conflicts.filter(({ itemId }) => itemId === item.id).map(({ name, seatId, words, ruling }) => {
      const seat = seats.find(({ id }) => id === seatId)?.title ?? 'a seat';
      const said = words ? `: ${oneLine(words)}` : '';
      const ruled = ruling ? `${nameOf(ruling.ruledByName)} ruled: ${RULINGS[ruling.ruling]}.` : 'Nobody ruled on it.';
      return `- Item ${number}: ${nameOf(name)} (${seat})${said}${/[.!?]$/.test(said) ? '' : '.'} ${ruled}`;
    }),
  );
  return lines.length > 0 ? ['## Interests declared', ...lines] : [];
}

function itemMinutes(facts: MinutesFacts, item: AgendaItem, number: number): string[] {
  const decision = facts.decisions.find((one) => one.itemId === item.id);
  const actions = facts.actions.filter((one) => one.itemId === item.id);
  return [
    `## ${number}. ${oneLine(item.title)}`,
    `${sentenceCase(PURPOSES[item.purpose])}${item.amountPence === null ? '' : `, ${sayPounds(item.amountPence)}`}.`,
    ...(decision ? decisionMinutes(facts, item, decision) : [item.closedAt ? 'Discussed; nothing was decided.' : 'Not reached.']),
    ...actions.map(sayAction),
  ];
}

/** A mandate’s limits are confidential to general practice; minutes go to everybody. */
export const OUTSIDE_MANDATE = 'it was agreed outside a mandate, the limits of which are confidential to general practice.';

export const OUTCOMES = { agreed: 'Agreed', 'not-agreed': 'Not agreed', 'referred-up': 'Referred up', deferred: 'Deferred' } as const;

function decisionMinutes({ votes, seats }: MinutesFacts, item: AgendaItem, decision: RecordedDecision): string[] {
  const cast = votes.filter((vote) => vote.itemId === item.id && vote.replacedAt === null);
  const of = (choice: CastVote['choice']): string => cast.filter((vote) => vote.choice === choice).map((vote) => seats.find(({ id }) => id === vote.seatId)?.title ?? 'a seat').join(', ');
  const bySeat = ([['For', 'for'], ['Against', 'against'], ['Abstaining', 'abstain']] as const).flatMap(([label, choice]) => (of(choice) ? [`${label}: ${of(choice)}.`] : []));
  return [
    `${OUTCOMES[decision.outcome]}: ${oneLine(decision.decided)}`,
    `Reasons: ${oneLine(decision.reasons)}`,
    ...(decision.voteResult ? [`Vote: ${decision.voteResult.says} ${bySeat.join(' ')}`.trim()] : []),
    `Standing: ${STANDINGS[decision.standing]}.`,
    ...decision.findings.filter(({ isMet }) => !isMet).map(({ check, says }) => `- ${sentenceCase(check)}: ${check === 'mandate' ? OUTSIDE_MANDATE : oneLine(says)}`),
    ...decision.owed.map(({ findingIndex, says }) => `- Owed before it is acted on: ${decision.findings[findingIndex]?.check === 'mandate' ? 'ratification by those who gave the mandate.' : oneLine(says)}`),
  ];
}

function otherActions({ actions, items }: MinutesFacts): string[] {
  const others = actions.filter(({ itemId }) => !items.some(({ id }) => id === itemId));
  return others.length > 0 ? ['## Other actions', ...others.map(sayAction)] : [];
}

const sayAction = ({ what, ownerName, dueOn }: MinutedAction): string => `- Action: ${nameOf(ownerName)}, by ${sayDate(dueOn)}: ${oneLine(what)}`;

export interface MinutesBlock {
  kind: 'title' | 'heading' | 'points' | 'paragraph';
  lines: string[];
}

/** Reads minutes for a page or a PDF; whatever somebody typed comes out as one of four things. */
export function readMinutes(words: string): MinutesBlock[] {
  const blocks: MinutesBlock[] = [];
  let isApart = true;
  for (const line of words.split(/\r?\n/)) {
    const [, mark = '', text = ''] = /^(# |## |- )?(.*)$/.exec(line.trimEnd())!;
    const kind = ({ '# ': 'title', '## ': 'heading', '- ': 'points' } as const)[mark] ?? 'paragraph';
    const last = blocks.at(-1);
    if (text === '') isApart = true;
    else if (last && !isApart && last.kind === kind && (kind === 'points' || kind === 'paragraph')) last.lines.push(text);
    else blocks.push({ kind, lines: [text] });
    if (text !== '') isApart = false;
  }
  return blocks;
}
