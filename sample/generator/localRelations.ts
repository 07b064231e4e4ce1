import { COUNCILS, ICB, PLACE_NAMES, TRUSTS } from './bodies.ts';
import { LOCAL_CODES, PARTNERSHIP_CODES, PLACE_CODES } from './localBodies.ts';
import { PCNS, closeOf } from './networks.ts';
import { PRACTICES } from './practices.ts';
import { rowsWithFewQuotes } from './publishedText.ts';
import { JOINING, MERGER, SPLIT } from './stories.ts';

type Relation = 'member' | 'part-of' | 'commissioned-by' | 'covers' | 'succeeds' | 'hosts' | 'nominated-payee';
type Row = readonly [from: string, relation: Relation, to: string, start: string, end: string];

const ICB_BEGAN = '2022-07-01';

/** Two practices never joined the federation, and the newest has not joined yet. */
const OUTSIDE_FEDERATION = ['XX015', 'XX034', JOINING.practice];

/** Relations that nobody publishes, each read from left to right: a place is `part-of` the ICB. */
export function localRelations(): string {
  const rows: Row[] = [
    ...PLACE_NAMES.map((place): Row => [PLACE_CODES[place], 'part-of', ICB.code, ICB_BEGAN, '']),
    ...PCNS.map(({ code, place, open, close }): Row => [code, 'part-of', PLACE_CODES[place], open, close ?? '']),
    ...COUNCILS.map(({ code, place }): Row => [code, 'covers', PLACE_CODES[place], '2019-04-01', '']),
    ...PLACE_NAMES.map((place): Row => [PARTNERSHIP_CODES[place], 'covers', PLACE_CODES[place], ICB_BEGAN, '']),
    ...PLACE_NAMES.map((place): Row => [LOCAL_CODES.lmc, 'covers', PLACE_CODES[place], '2019-04-01', '']),
    ...PLACE_NAMES.map((place): Row => [LOCAL_CODES.healthwatch, 'covers', PLACE_CODES[place], '2019-04-01', '']),
    [LOCAL_CODES.carePartnership, 'covers', ICB.code, ICB_BEGAN, ''],

    [ICB.code, 'member', LOCAL_CODES.carePartnership, ICB_BEGAN, ''],
    ...COUNCILS.map(({ code }): Row => [code, 'member', LOCAL_CODES.carePartnership, ICB_BEGAN, '']),
    [LOCAL_CODES.voluntaryBody, 'member', LOCAL_CODES.carePartnership, ICB_BEGAN, ''],
    ...COUNCILS.map(({ code, place }): Row => [code, 'member', PARTNERSHIP_CODES[place], ICB_BEGAN, '']),
    ...TRUSTS.map(({ code, open }): Row => [code, 'member', LOCAL_CODES.collaborative, later(open, '2021-10-01'), '']),
    ...PRACTICES.filter(({ code }) => !OUTSIDE_FEDERATION.includes(code)).map((practice): Row =>
      [practice.code, 'member', LOCAL_CODES.federation, '2014-10-01', closeOf(practice) ?? '']),

    ...TRUSTS.map(({ code }): Row => [code, 'commissioned-by', ICB.code, ICB_BEGAN, '']),
    [LOCAL_CODES.federation, 'commissioned-by', ICB.code, '2022-10-01', ''],

    [LOCAL_CODES.federation, 'hosts', 'XU002', '2020-04-01', ''],
    [LOCAL_CODES.federation, 'hosts', 'XU007', '2021-04-01', ''],

    ...PCNS.map(({ code, nominatedPayee, open, close }): Row =>
      [nominatedPayee, 'nominated-payee', code, open, close ?? '']),

    ...Object.keys(SPLIT.into).map((code): Row => [code, 'succeeds', SPLIT.ends, SPLIT.on, '']),
    [MERGER.into, 'succeeds', MERGER.closes, MERGER.on, ''],
  ];
  return rowsWithFewQuotes([['from_code', 'relation', 'to_code', 'start', 'end'], ...rows], '\n');
}

const later = (one: string, other: string): string => (one > other ? one : other);
