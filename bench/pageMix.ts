import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, seeded } from './figures.ts';

/** How often each page comes in the mix, in a hundred. */
export const MIX = {
  home: 10,
  search: 20,
  england: 5,
  icb: 5,
  subIcb: 5,
  pcn: 15,
  practice: 20,
  peopleServed: 8,
  history: 7,
  changesInPcn: 5,
} as const;

export type MixPage = keyof typeof MIX;

/** So many visits, of ever different organisations: none comes twice before all of its kind have come. */
export async function drawVisits(data: string, count: number, seed: number): Promise<Visit[]> {
  const system = await openSystem(readSettings({ CHORUS_DATA: data }, data), false);
  try {
    const image = await system.register.reader.image();
    const open = (kind: 'icb' | 'sub-icb-location' | 'pcn' | 'practice') => image.all(system.register.today(), kind).filter(({ status }) => status === 'open');
    const random = seeded(seed);
    const draw = { icb: endlessly(open('icb'), random), subIcb: endlessly(open('sub-icb-location'), random), pcn: endlessly(open('pcn'), random), practice: endlessly(open('practice'), random) };
    const pathOf: Record<MixPage, () => string> = {
      home: () => '/',
      search: () => `/search?${new URLSearchParams({ q: withSlip(draw.practice().name, random) }).toString()}`,
      england: () => '/england',
      icb: () => `/organisations/${draw.icb().code}`,
      subIcb: () => `/organisations/${draw.subIcb().code}`,
      pcn: () => `/organisations/${draw.pcn().code}`,
      practice: () => `/organisations/${draw.practice().code}`,
      peopleServed: () => `/organisations/${draw.practice().code}/people-served`,
      history: () => `/organisations/${draw.practice().code}/history`,
      changesInPcn: () => `/changes?from=2025-03-01&to=2025-11-01&within=${draw.pcn().code}`,
    };
    const pages = Object.entries(MIX).flatMap(([page, share]) => Array.from({ length: share }, () => page as MixPage));
    const nextPage = endlessly(pages, random);
    return Array.from({ length: count }, () => {
      const page = nextPage();
      return { page, path: pathOf[page]() };
    });
  } finally {
    await system.close();
  }
}

/** Two letters change places, as they do under a hurried hand. */
function withSlip(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, Math.min(name.length, 10) - 2));
  return `${name.slice(0, at)}${name.charAt(at + 1)}${name.charAt(at)}${name.slice(at + 2)}`.toLowerCase();
}
