import type { PlaceName } from './bodies.ts';
import { PRACTICES } from './practices.ts';
import type { Practice } from './practices.ts';
import { DISAGREEMENT, JOINING, MERGER, MOVE, RENAMING, SPLIT } from './stories.ts';

export interface Pcn {
  code: string;
  place: PlaceName;
  open: string;
  close?: string;
  address: readonly [string, string, string, string, string];
  postcode: string;
  /** Its name on a day. */
  nameOn: (day: string) => string;
  /** The practice that receives the PCN's money. */
  nominatedPayee: string;
}

const always = (name: string) => () => name;

export const PCNS: readonly Pcn[] = [
  pcn('XU001', 'Merrowdale', always('UPPER MERROW PCN'), 'XX001'),
  pcn('XU002', 'Merrowdale', (day) => (day < RENAMING.on ? RENAMING.from : RENAMING.to), 'XX007'),
  pcn('XU003', 'Merrowdale', always('BURDOCKMOOR PCN'), 'XX012'),
  pcn('XU004', 'Merrowdale', always('SALTWHISTLE COAST PCN'), 'XX017'),
  { ...pcn('XU005', 'Vale of Lark', always('LARKMINSTER PCN'), 'XX023'), close: SPLIT.lastDay },
  pcn('XU006', 'Vale of Lark', always('QUILLBRIDGE AND NIBWORTH PCN'), 'XX032'),
  pcn('XU007', 'Vale of Lark', always('DAPPLEMERE PCN'), 'XX039'),
  { ...pcn('XU008', 'Vale of Lark', always('MINSTER AND INFIRMARY HILL PCN'), 'XX023'), open: SPLIT.on },
  { ...pcn('XU009', 'Vale of Lark', always('LARKMINSTER QUAYSIDE PCN'), 'XX027'), open: SPLIT.on },
];

function pcn(code: string, place: PlaceName, nameOn: Pcn['nameOn'], nominatedPayee: string): Pcn {
  const payee = PRACTICES.find((practice) => practice.code === nominatedPayee);
  if (!payee) throw new Error(`${code} pays a practice that the sample does not have: ${nominatedPayee}.`);
  const address = [payee.name, payee.street, '', payee.town.name, ''] as const;
  return { code, place, open: '2019-07-01', address, postcode: payee.postcode, nameOn, nominatedPayee };
}

export function pcnOf(code: string): Pcn {
  const found = PCNS.find((one) => one.code === code);
  if (!found) throw new Error(`The sample has no PCN ${code}.`);
  return found;
}

/** A practice's time as a core member of a PCN; no `end` while it lasts. */
export interface Membership {
  practice: Practice;
  pcn: string;
  start: string;
  end?: string;
}

/** Every membership that ever was, as the ePCN file tells it. */
export const MEMBERSHIPS: readonly Membership[] = PRACTICES.flatMap(membershipsOf);

function membershipsOf(practice: Practice): Membership[] {
  if (practice.code === JOINING.practice) return [{ practice, pcn: JOINING.pcn, start: JOINING.on }];
  if (!practice.firstPcn) return [];
  const first: Membership = { practice, pcn: practice.firstPcn, start: '2019-07-01' };
  if (practice.code === MOVE.practice) {
    return [{ ...first, end: '2024-06-30' }, { practice, pcn: MOVE.to, start: MOVE.on }];
  }
  if (practice.code === MERGER.closes) return [{ ...first, end: MERGER.lastDay }];
  if (practice.firstPcn !== SPLIT.ends) return [first];
  const next = Object.entries(SPLIT.into).find(([, members]) => members.includes(practice.code));
  if (!next) throw new Error(`The split of ${SPLIT.ends} leaves ${practice.code} without a PCN.`);
  return [{ ...first, end: SPLIT.lastDay }, { practice, pcn: next[0], start: SPLIT.on }];
}

/** The PCN in which the patients-registered map shows a practice on a day; null where it shows none. */
export function mappedPcnOf(practice: Practice, day: string): Pcn | null {
  if (practice.code === DISAGREEMENT.practice) return pcnOf(DISAGREEMENT.inMap);
  const membership = MEMBERSHIPS.find(
    (one) => one.practice === practice && one.start <= day && day <= (one.end ?? '9999-12-31'),
  );
  return membership ? pcnOf(membership.pcn) : null;
}

/** The last day of a practice, where it has closed. */
export const closeOf = (practice: Practice): string | undefined =>
  practice.code === MERGER.closes ? MERGER.lastDay : undefined;

export const practicesOpenOn = (day: string): Practice[] =>
  PRACTICES.filter((practice) => practice.open <= day && day <= (closeOf(practice) ?? '9999-12-31'));
