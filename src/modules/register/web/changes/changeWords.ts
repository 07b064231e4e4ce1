import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import { CHANGE_EVENTS } from '../../domain/changes.ts';
import type { Change, ChangeEvent } from '../../domain/changes.ts';

/** Each event as a person says it. */
export const EVENT_WORDS: Record<ChangeEvent, string> = {
  opened: 'Opened',
  closed: 'Closed',
  renamed: 'Renamed',
  'moved-pcn': 'Moved to another PCN',
  'moved-icb': 'Moved to another ICB',
  'moved-sub-icb': 'Moved to another sub-ICB location',
  merged: 'Merged into another',
  recoded: 'Given a new code',
};

export interface EventCount {
  event: ChangeEvent;
  count: number;
  /** Most first: "61 GP practices", "1 primary care network". */
  kinds: string[];
}

/** How often each event came, in the order of `CHANGE_EVENTS`; events that did not come are left out. */
export function countEvents(changes: readonly Change[]): EventCount[] {
  return CHANGE_EVENTS.flatMap((event) => {
    const byKind = new Map<OrganisationKind, number>();
    for (const change of changes) if (change.event === event) byKind.set(change.kind, (byKind.get(change.kind) ?? 0) + 1);
    if (byKind.size === 0) return [];
    const kinds = [...byKind].sort((a, b) => b[1] - a[1]);
    return [{ event, count: kinds.reduce((sum, [, count]) => sum + count, 0), kinds: kinds.map(([kind, count]) => sayKind(kind, count)) }];
  });
}

const sayKind = (kind: OrganisationKind, count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? ORGANISATION_KINDS[kind].label : ORGANISATION_KINDS[kind].plural}`;
