import type { PlaceName } from './bodies.ts';
import { rowsWithFewQuotes } from './publishedText.ts';

/** Bodies that nobody publishes. A system types them in, or loads them from a CSV like this one. */
export const LOCAL_CODES = {
  merrowdale: 'XF-PL1',
  valeOfLark: 'XF-PL2',
  merrowdalePartnership: 'XF-PB1',
  valeOfLarkPartnership: 'XF-PB2',
  federation: 'XF-GF1',
  lmc: 'XF-LM1',
  collaborative: 'XF-PC1',
  carePartnership: 'XF-IP1',
  healthwatch: 'XF-HW1',
  voluntaryBody: 'XF-VS1',
} as const;

export const PLACE_CODES: Record<PlaceName, string> = {
  Merrowdale: LOCAL_CODES.merrowdale,
  'Vale of Lark': LOCAL_CODES.valeOfLark,
};

export const PARTNERSHIP_CODES: Record<PlaceName, string> = {
  Merrowdale: LOCAL_CODES.merrowdalePartnership,
  'Vale of Lark': LOCAL_CODES.valeOfLarkPartnership,
};

const BODIES = [
  [LOCAL_CODES.merrowdale, 'place', 'Merrowdale', '', '2019-04-01', ''],
  [LOCAL_CODES.valeOfLark, 'place', 'Vale of Lark', '', '2019-04-01', ''],
  [LOCAL_CODES.merrowdalePartnership, 'place-based-partnership', 'Merrowdale Health and Care Partnership', 'ZZ1 1ZA', '2022-07-01', ''],
  [LOCAL_CODES.valeOfLarkPartnership, 'place-based-partnership', 'Vale of Lark Together', 'ZZ12 1ZB', '2022-07-01', ''],
  [LOCAL_CODES.federation, 'gp-federation', 'Larkshire GP Federation', 'ZZ11 2ZF', '2014-10-01', ''],
  [LOCAL_CODES.lmc, 'lmc', 'Larkshire Local Medical Committee', 'ZZ11 3ZL', '1948-07-05', ''],
  [LOCAL_CODES.collaborative, 'provider-collaborative', 'Larkshire Provider Collaborative', 'ZZ11 9RA', '2021-10-01', ''],
  [LOCAL_CODES.carePartnership, 'integrated-care-partnership', 'Merrowdale and Vale of Lark Integrated Care Partnership', 'ZZ12 1ZB', '2022-07-01', ''],
  [LOCAL_CODES.healthwatch, 'healthwatch', 'Healthwatch Larkshire', 'ZZ11 4ZH', '2013-04-01', ''],
  [LOCAL_CODES.voluntaryBody, 'voluntary-sector-body', 'Larkshire Voluntary Action', 'ZZ15 4ZV', '1996-04-01', ''],
] as const;

export const localBodies = (): string =>
  rowsWithFewQuotes([['code', 'kind', 'name', 'postcode', 'open', 'close'], ...BODIES], '\n');
