import type { Constituent } from './canvass.ts';
import type { RegisterOnDay } from './constituents.ts';

/** What the map did after a canvass was opened. None of it changes the canvass; the page says it. */
export interface ChangesSince {
  /** In another PCN now, or in none: its answer counts where it was asked. */
  moved: { constituent: Constituent; toPcn: string | null }[];
  closed: Constituent[];
  /** Opened in the place, or came to it: not asked. */
  joined: string[];
}

export function changesSince(register: RegisterOnDay, placeCode: string, constituents: readonly Constituent[], day: string): ChangesSince {
  const practices = constituents.filter(({ kind }) => kind === 'practice');
  const asked = new Set(practices.map(({ code }) => code));
  const closed = practices.filter(({ code }) => (register.at(code, day)?.status ?? 'closed') === 'closed');
  const isClosed = new Set(closed);
  return {
    moved: practices.flatMap((constituent) => {
      const toPcn = register.inSlot(constituent.code, 'pcn', day);
      return toPcn === constituent.pcnCode || isClosed.has(constituent) ? [] : [{ constituent, toPcn }];
    }),
    closed,
    joined: register.practicesWithin(placeCode, day).filter((code) => !asked.has(code)).sort(),
  };
}
