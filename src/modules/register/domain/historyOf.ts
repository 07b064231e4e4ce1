import { displayName } from './displayName.ts';
import type { ImageRelation, ImageVersion, RegisterImage } from './registerImage.ts';

/** One line of a body's history: plain words, in which a code stands for the body it names. */
export interface HistoryEvent {
  /** The day from which it was so; for a closing, the first day closed. */
  date: string;
  words: readonly (string | { code: string })[];
  source: string;
}

const body = (code: string): { code: string } => ({ code });
const bare = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');

const SLOT_WORDS: Record<string, string> = { pcn: 'Its PCN', 'sub-icb': 'Its sub-ICB location', icb: 'Its ICB', region: 'Its region' };

/** What happened to a body over all days, the newest first: opened, closed, renamed, moved, joined, left, merged. */
export function historyOf(image: RegisterImage, code: string): HistoryEvent[] {
  const { up, down } = image.relationsOf(code);
  const isGroup = image.kindOf(code) !== 'practice';
  const events = [
    ...lifeEvents(image.versionsOf(code)),
    ...slotEvents(up.filter(({ slot }) => slot !== null)),
    ...up.filter(({ slot }) => slot === null).flatMap((relation) => looseEvents(relation, relation.toCode, UPWARD)),
    ...down.filter(({ kind }) => kind === 'succeeds').flatMap((relation) => looseEvents(relation, relation.fromCode, DOWNWARD)),
    ...(isGroup ? memberEvents(image, code, down) : []),
  ];
  return events.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

function lifeEvents(versions: readonly ImageVersion[]): HistoryEvent[] {
  return versions.flatMap((version, index) => {
    const { from, source, name, status } = version;
    const before = versions[index - 1];
    if (from === null) return [];
    const on = (...words: HistoryEvent['words']): HistoryEvent => ({ date: from, words, source });
    if (!before) return status === 'closed' ? [] : [on(source.startsWith('patients-registered') ? 'On record from this day, as' : 'Opened, as', ` ${displayName(name)}`)];
    const events: HistoryEvent[] = [];
    if (before.status !== status) events.push(on(status === 'closed' ? 'Closed' : status === 'dormant' ? 'Became dormant: it keeps its code and has no patients of its own' : 'Opened again'));
    if (bare(before.name) !== bare(name)) events.push(on(`Renamed from ${displayName(before.name)} to ${displayName(name)}`));
    if (bare(before.postcode) !== bare(version.postcode) && version.postcode) events.push(on(`Postcode changed${before.postcode ? ` from ${before.postcode}` : ''} to ${version.postcode}`));
    return events;
  });
}

/** Of a slot a body has one at a time, so the next one is where it moved. */
function slotEvents(relations: readonly ImageRelation[]): HistoryEvent[] {
  const bySlot = new Map<string, ImageRelation[]>();
  for (const relation of relations) bySlot.set(relation.slot!, [...(bySlot.get(relation.slot!) ?? []), relation]);
  return [...bySlot].flatMap(([slot, spans]) =>
    spans.flatMap((span, index) => {
      const { from, to, toCode, source, endSource } = span;
      const [before, next] = [spans[index - 1], spans[index + 1]];
      const events: HistoryEvent[] = [];
      if (from !== null && before?.to === from) {
        if (before.toCode !== toCode) events.push({ date: from, words: ['Moved from ', body(before.toCode), ' to ', body(toCode)], source });
      } else if (from !== null) events.push({ date: from, words: [`${SLOT_WORDS[slot] ?? 'It belongs to'}: `, body(toCode)], source });
      if (to !== null && next?.from !== to) events.push({ date: to, words: ['Left ', body(toCode)], source: endSource ?? source });
      return events;
    }),
  );
}

type Ends = readonly [begins: string, ends: string];
const UPWARD: Record<ImageRelation['kind'], Ends> = {
  member: ['Became a member of ', 'Left '],
  'part-of': ['Became part of ', 'Was no longer part of '],
  'commissioned-by': ['Commissioned by ', 'No longer commissioned by '],
  covers: ['Came to cover ', 'No longer covered '],
  succeeds: ['Took the place of ', ''],
  hosts: ['Came to host ', 'No longer hosted '],
  'nominated-payee': ['Became the nominated payee of ', 'No longer the nominated payee of '],
};
const DOWNWARD: Partial<Record<ImageRelation['kind'], Ends>> = { succeeds: ['Its place was taken by ', ''], member: ['Joined by ', 'Left by '] };

function looseEvents({ kind, from, to, source, endSource }: ImageRelation, other: string, words: Partial<Record<ImageRelation['kind'], Ends>>): HistoryEvent[] {
  const [begins, ends] = words[kind] ?? ['', ''];
  return [
    ...(from !== null && begins ? [{ date: from, words: [begins, body(other)], source }] : []),
    ...(to !== null && ends ? [{ date: to, words: [ends, body(other)], source: endSource ?? source }] : []),
  ];
}

/** Who joined and left; those who were there when it began are one line. */
function memberEvents(image: RegisterImage, code: string, down: readonly ImageRelation[]): HistoryEvent[] {
  const members = down.filter(({ kind }) => kind === 'member');
  const began = image.versionsOf(code)[0]?.from ?? null;
  const founders = members.filter(({ from }) => from !== null && from === began);
  const joined = members.filter((relation) => !(founders.length > 2 && founders.includes(relation)));
  return [
    ...(founders.length > 2 ? [{ date: began!, words: [`Began with ${founders.length} members`], source: founders[0]!.source }] : []),
    ...joined.flatMap((relation) => looseEvents(relation, relation.fromCode, DOWNWARD)),
    ...founders.filter(() => founders.length > 2).flatMap((relation) => looseEvents({ ...relation, from: null }, relation.fromCode, DOWNWARD)),
  ];
}
