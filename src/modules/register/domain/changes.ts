import { dayBefore } from '#kernel/isoDate.ts';
import { bareName } from './bareName.ts';
import type { OrganisationKind } from './organisationKind.ts';
import type { ImageRelation, ImageVersion, RegisterImage } from './registerImage.ts';

export const CHANGE_EVENTS = ['opened', 'closed', 'renamed', 'moved-pcn', 'moved-icb', 'moved-sub-icb', 'merged', 'recoded'] as const;
export type ChangeEvent = (typeof CHANGE_EVENTS)[number];

export interface Change {
  /** The day from which it was so; for a closing the last day open, where a publication gives it. */
  date: string;
  event: ChangeEvent;
  code: string;
  name: string;
  kind: OrganisationKind;
  /** Before and after: names for a renaming, codes for a move, a merger or a recoding; null for none. */
  from: string | null;
  to: string | null;
  source: string;
}

const MOVES: Record<string, ChangeEvent> = { pcn: 'moved-pcn', icb: 'moved-icb', 'sub-icb': 'moved-sub-icb' };

/**
 * What happened after the day `from` up to the day `to`, found by comparing how things stood: of all England, or of what
 * was within a body on either day. `seriesStart` is the day of the first map held, which begins everything and so tells of no beginning.
 */
export function changesBetween(image: RegisterImage, from: string, to: string, seriesStart: string | null, within?: string): Change[] {
  const codes = within === undefined ? image.codes() : codesWithin(image, within, from, to);
  const recoded = recodings(image, from, to);
  const changes: Change[] = [];
  for (const code of codes) {
    const kind = image.kindOf(code);
    if (kind) changes.push(...changesOf(image, code, kind, { from, to, seriesStart, recoded }));
  }
  return changes.sort((a, b) => (a.date !== b.date ? (a.date < b.date ? -1 : 1) : a.event !== b.event ? (a.event < b.event ? -1 : 1) : a.code < b.code ? -1 : 1));
}

interface Window {
  from: string;
  to: string;
  seriesStart: string | null;
  /** By the old code of a body that only got a new one: the new. */
  recoded: Map<string, string>;
}

const isIn = (day: string | null, { from, to }: { from: string; to: string }): day is string => day !== null && day > from && day <= to;

function changesOf(image: RegisterImage, code: string, kind: OrganisationKind, window: Window): Change[] {
  const versions = image.versionsOf(code);
  const { up, down } = image.relationsOf(code);
  const on = (date: string, event: ChangeEvent, before: string | null, after: string | null, source: string): Change => ({
    date, event, code, kind, name: image.nameOf(code, date), from: before, to: after, source,
  });
  const changes: Change[] = [];
  const [succession, ...others] = down.filter((relation) => relation.kind === 'succeeds' && isIn(relation.from, window));
  const isRecoded = succession !== undefined && isRecoding(image, succession);
  // Of a body with several heirs it can be said only that it closed and they opened: it was split.
  if (succession?.from && others.length === 0) changes.push(on(succession.from, isRecoded ? 'recoded' : 'merged', code, succession.fromCode, succession.source));
  const isNewCode = up.some((relation) => relation.kind === 'succeeds' && isIn(relation.from, window) && isRecoding(image, relation));
  changes.push(...lifeEvents(versions, window, on, { isRecoded, isNewCode }));
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    if (before && isIn(version.from, window) && bareName(before.name) !== bareName(version.name)) changes.push(on(version.from, 'renamed', before.name, version.name, version.source));
  }
  changes.push(...moves(up, versions, window, on));
  return changes;
}

type MakeChange = (date: string, event: ChangeEvent, before: string | null, after: string | null, source: string) => Change;

function lifeEvents(versions: ImageVersion[], window: Window, on: MakeChange, { isRecoded, isNewCode }: { isRecoded: boolean; isNewCode: boolean }): Change[] {
  const events: Change[] = [];
  const isKnownToClose = versions.some((version) => version.status === 'closed');
  const isOpen = (version: ImageVersion | undefined) => version !== undefined && version.status !== 'closed';
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    if (version.status === 'closed' && isOpen(before) && version.from !== null) {
      // The organisation files give the last day open; a map only the first day without it.
      const date = version.source.startsWith('patients-registered') ? version.from : dayBefore(version.from);
      if (isIn(date, window) && !isRecoded) events.push(on(date, 'closed', null, null, version.source));
    } else if (before?.isListed && !version.isListed && !isKnownToClose && isIn(version.from, window) && !isRecoded) {
      events.push(on(version.from, 'closed', null, null, version.source));
    }
    const isFirstDayOpen = isOpen(version) && !isOpen(before) && !(version.from === window.seriesStart && version.source.startsWith('patients-registered'));
    const isNewlyListed = version.isListed && !before?.isListed && before !== undefined && version.from !== window.seriesStart && !versions.slice(0, index).some((one) => one.isListed);
    if (isIn(version.from, window) && (isFirstDayOpen || isNewlyListed) && !isNewCode && !events.some((event) => event.event === 'opened')) {
      events.push(on(version.from, 'opened', null, null, version.source));
    }
  }
  return events;
}

function moves(up: ImageRelation[], versions: ImageVersion[], window: Window, on: MakeChange): Change[] {
  const events: Change[] = [];
  for (const [slot, event] of Object.entries(MOVES)) {
    const spans = up.filter((relation) => relation.slot === slot);
    for (const [index, span] of spans.entries()) {
      const before = spans[index - 1];
      const isContinued = before !== undefined && before.to === span.from;
      if (isIn(span.from, window) && (!isContinued || before.toCode !== span.toCode)) {
        // With its own beginning, or with the first map that lists it, it did not move: it was nowhere before.
        const isBorn = before === undefined && (span.from === window.seriesStart || versions[0]?.from === span.from || versions.find((version) => version.isListed)?.from === span.from);
        // Where one new code took the place of one old, nobody moved.
        const isRename = isContinued && window.recoded.get(before.toCode) === span.toCode;
        if (!isBorn && !isRename) events.push(on(span.from, event, isContinued ? before.toCode : null, span.toCode, span.source));
      }
      const next = spans[index + 1];
      const isLeftWithout = isIn(span.to, window) && next?.from !== span.to && versions.some((version) => version.from !== null && version.from <= span.to! && (version.to === null || version.to > span.to!) && version.isListed && version.status !== 'closed');
      if (isLeftWithout) events.push(on(span.to!, event, span.toCode, null, span.endSource ?? span.source));
    }
  }
  return events;
}

function recodings(image: RegisterImage, from: string, to: string): Map<string, string> {
  const recoded = new Map<string, string>();
  for (const succession of image.successions) if (isIn(succession.from, { from, to }) && isRecoding(image, succession)) recoded.set(succession.toCode, succession.fromCode);
  return recoded;
}

/** One new code in the place of one old: the body is the same. Several old ones in one new, or one in an older: a merger. */
function isRecoding(image: RegisterImage, { fromCode, toCode, from }: ImageRelation): boolean {
  if (from === null || image.kindOf(toCode) === 'practice') return false;
  const inherited = image.relationsOf(fromCode).up.filter((relation) => relation.kind === 'succeeds' && relation.from === from);
  const heirs = image.relationsOf(toCode).down.filter((relation) => relation.kind === 'succeeds' && relation.from === from);
  const isNew = !image.versionsOf(fromCode).some((version) => version.isListed && version.from !== null && version.from < from);
  return inherited.length === 1 && heirs.length === 1 && isNew;
}

function codesWithin(image: RegisterImage, within: string, from: string, to: string): Set<string> {
  const codes = new Set<string>([within]);
  for (const day of [from, to]) {
    for (const practice of image.practicesWithin(within, day)) {
      codes.add(practice);
    }
    const queue = [within];
    for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
      for (const { organisation } of image.children(current, day)) {
        if (codes.has(organisation.code)) continue;
        codes.add(organisation.code);
        if (organisation.kind !== 'practice') queue.push(organisation.code);
      }
    }
  }
  // A practice that came from or went to elsewhere, and one that closed between the days, are in it on one of them or were listed in it.
  return codes;
}
