/** The bodies above the practices. Their codes keep the length of real ones but cannot be issued: see the README. */

export const REGION = { code: 'XY1', ons: 'X40000001', name: 'Larkshire and the Isles' };

export const ICB = {
  code: 'XI1',
  ons: 'X54000001',
  name: 'NHS Merrowdale and Vale of Lark Integrated Care Board',
  shortName: 'NHS Merrowdale and Vale of Lark ICB',
};

export type PlaceName = 'Merrowdale' | 'Vale of Lark';
export const PLACE_NAMES: readonly PlaceName[] = ['Merrowdale', 'Vale of Lark'];

export interface SubIcbLocation {
  code: string;
  ons: string;
  name: string;
  address: readonly [string, string, string, string, string];
  postcode: string;
}

/** Each place is one sub-ICB location, the clinical commissioning group of before July 2022. */
export const SUB_ICB_LOCATIONS: Record<PlaceName, SubIcbLocation> = {
  Merrowdale: {
    code: 'XS1',
    ons: 'X38000001',
    name: `${ICB.shortName} - XS1`,
    address: ['FLEECE HOUSE', '1 WOOL MARKET', '', 'MARROWBY', 'LARKSHIRE'],
    postcode: 'ZZ1 1ZA',
  },
  'Vale of Lark': {
    code: 'XS2',
    ons: 'X38000002',
    name: `${ICB.shortName} - XS2`,
    address: ['CHANDLERS COURT', '40 ROPEWALK', '', 'LARKMINSTER', 'LARKSHIRE'],
    postcode: 'ZZ12 1ZB',
  },
};

export interface Council {
  code: string;
  name: string;
  place: PlaceName;
}

export const COUNCILS: readonly Council[] = [
  { code: 'X06000001', name: 'Merrowdale', place: 'Merrowdale' },
  { code: 'X06000002', name: 'Vale of Lark', place: 'Vale of Lark' },
];

/** The councils' region in the geographers' list, which is not the NHS's region. */
export const COUNCIL_REGION = { code: 'X12000001', name: 'Larkshire' };

export interface Trust {
  code: string;
  name: string;
  address: readonly [string, string, string, string, string];
  postcode: string;
  open: string;
  telephone: string;
}

export const TRUSTS: readonly Trust[] = [
  {
    code: 'XR1',
    name: 'LARKMINSTER AND MERROWDALE HOSPITALS NHS FOUNDATION TRUST',
    address: ['LARKMINSTER ROYAL INFIRMARY', 'INFIRMARY HILL', '', 'LARKMINSTER', ''],
    postcode: 'ZZ11 9RA',
    open: '2009-04-01',
    telephone: '01632 960901',
  },
  {
    code: 'XR2',
    name: 'LARKSHIRE COMMUNITY AND MENTAL HEALTH NHS TRUST',
    address: ['HEDGEROW HOUSE', '7 LINNET WAY', '', 'DAPPLEMERE', ''],
    postcode: 'ZZ15 9RB',
    open: '2011-04-01',
    telephone: '01632 960902',
  },
  {
    code: 'XR3',
    name: 'LARKSHIRE AND THE ISLES AMBULANCE SERVICE NHS TRUST',
    address: ['BEACON HOUSE', 'TURNPIKE PARK', '', 'QUILLBRIDGE', ''],
    postcode: 'ZZ13 9RC',
    open: '2006-07-01',
    telephone: '01632 960903',
  },
];
