import type { PlaceName } from './bodies.ts';
import { TOWNS } from './towns.ts';
import type { Town } from './towns.ts';

export interface Practice {
  code: string;
  name: string;
  street: string;
  town: Town;
  postcode: string;
  telephone: string;
  /** The first day it was open. */
  open: string;
  /** The PCN that it joined first, where there is one. */
  firstPcn: string | null;
  /** Patients registered on 1 April 2024. */
  patients: number;
  clinicalSystem: 'TPP' | 'EMIS';
}

export const placeOf = (practice: Practice): PlaceName => practice.town.place;

type Row = readonly [code: string, name: string, street: string, town: keyof typeof TOWNS, patients: number, open?: string];

const ROWS: Record<string, readonly Row[]> = {
  XU001: [
    ['XX001', 'WOOL MARKET SURGERY', '3 WOOL MARKET', 'marrowby', 9800],
    ['XX002', 'MARROWBY MEDICAL CENTRE', 'STATION YARD', 'marrowby', 7400],
    ['XX003', 'DR PETTIGREW-OAKES AND PARTNERS', '18 BELLFOUNDER STREET', 'marrowby', 5100],
    ['XX004', 'THE WHIN BUSH PRACTICE', 'WHIN LANE', 'curlewgate', 11200],
    ['XX005', 'CURLEWGATE SURGERY', 'THE GREEN', 'curlewgate', 3900],
    ['XX006', 'HIGH PASTURES PRACTICE', 'DROVERS ROAD', 'curlewgate', 6600, '1991-10-01'],
  ],
  XU002: [
    ['XX007', 'BRINDLEFELL GROUP PRACTICE', 'FELL ROAD', 'brindlefell', 8900],
    ['XX008', 'SLATE ROW SURGERY', '11 SLATE ROW', 'brindlefell', 6200],
    ['XX009', 'THE OLD FORGE, BRINDLEFELL', 'ANVIL COURT', 'brindlefell', 4300],
    ['XX010', 'TARNSIDE MEDICAL PRACTICE', 'FERRY LANE', 'tarnfettle', 7700],
    ['XX011', 'BEAUPRÉ SURGERY', '2 MILL RACE', 'tarnfettle', 2800, '1986-04-01'],
  ],
  XU003: [
    ['XX012', 'BURDOCKMOOR HEALTH CENTRE', 'CARDERS WAY', 'burdockmoor', 12400],
    ['XX013', 'THE TEASEL PRACTICE', 'CARDERS WAY', 'burdockmoor', 8100],
    ['XX014', 'SHEPHERDS GATE SURGERY', '5 SHEPHERDS GATE', 'burdockmoor', 5600],
    ['XX015', 'OATHERAM SURGERY', 'CHAPEL STREET', 'oatheram', 3400],
    ['XX016', 'KILN HOUSE PRACTICE', 'KILN LANE', 'oatheram', 6900],
  ],
  XU004: [
    ['XX017', 'SALTWHISTLE HARBOUR PRACTICE', '1 NETMAKERS QUAY', 'saltwhistle', 10900],
    ['XX018', 'SEAHOLLY MEDICAL CENTRE', 'SEAHOLLY ROAD', 'saltwhistle', 8600],
    ['XX019', 'THE LIGHTHOUSE PRACTICE', 'LAMP STREET', 'cocklewyke', 7200],
    ['XX020', 'DR FOTHERBY-QUILL', '9 LAMP STREET', 'cocklewyke', 4100],
    ['XX021', 'COCKLEWYKE SURGERY', 'STRAND ROAD', 'cocklewyke', 9300],
    ['XX022', 'SAMPHIRE HOUSE SURGERY', '27 SALTERS PATH', 'cocklewyke', 5500, '2002-07-01'],
  ],
  XU005: [
    ['XX023', 'MINSTER YARD MEDICAL CENTRE', '4 MINSTER YARD', 'larkminster', 14800],
    ['XX024', 'INFIRMARY HILL PRACTICE', '22 INFIRMARY HILL', 'larkminster', 12600],
    ['XX025', 'THE LINNETS SURGERY', 'LINNET CRESCENT', 'larkminster', 9900],
    ['XX026', 'COPPERSMITH STREET PRACTICE', '60 COPPERSMITH STREET', 'larkminster', 11300],
    ['XX027', 'QUAYSIDE HEALTH CENTRE', '40 ROPEWALK', 'larkminsterQuay', 16400],
    ['XX028', 'LARKMINSTER STUDENT HEALTH CENTRE', 'ACADEMY WALK', 'larkminsterQuay', 13200, '1998-09-01'],
    ['XX029', 'CAPSTAN SURGERY', '8 CAPSTAN ROW', 'larkminsterQuay', 8700],
    ['XX030', 'THE SAILMAKERS PRACTICE', '15 SAILMAKERS LANE', 'larkminsterQuay', 6100],
    ['XX031', 'ORCHARD WHARF SURGERY', 'ORCHARD WHARF', 'larkminsterQuay', 10500, '2008-04-01'],
  ],
  XU006: [
    ['XX032', 'QUILLBRIDGE MEDICAL PRACTICE', '1 INKWELL STREET', 'quillbridge', 9200],
    ['XX033', 'THE PARCHMENT WORKS SURGERY', 'VELLUM ROAD', 'quillbridge', 7800],
    ['XX034', 'GOOSE GREEN HOUSE', 'GOOSE GREEN', 'quillbridge', 11900],
    ['XX035', 'DR ADEBAYO-FINCH AND PARTNERS', '33 INKWELL STREET', 'quillbridge', 6400],
    ['XX036', 'NIBWORTH HEALTH CENTRE', 'STANDISH ROAD', 'nibworth', 8300],
    ['XX037', 'THE OLD SCHOOLROOM SURGERY', 'SLATE LANE', 'nibworth', 5200],
    ['XX038', 'BLOTTERS END PRACTICE', 'BLOTTERS END', 'nibworth', 7100, '1993-04-01'],
  ],
  XU007: [
    ['XX039', 'DAPPLEMERE SURGERY', '12 MERE STREET', 'dapplemere', 10200],
    ['XX040', 'THE FARRIERS MEDICAL CENTRE', 'FARRIERS YARD', 'dapplemere', 8800],
    ['XX041', 'SKEWBALD LANE PRACTICE', 'SKEWBALD LANE', 'dapplemere', 6700],
    ['XX042', 'BRIDLEWAY HEALTH CENTRE', 'BRIDLEWAY', 'dapplemere', 12100],
    ['XX043', 'TUPPENNY CROSS MEDICAL PRACTICE', '2 TOLLGATE', 'tuppennyCross', 7500],
    ['XX044', 'THE MARKET PUMP SURGERY', 'PUMP SQUARE', 'tuppennyCross', 4900],
    ['XX045', 'DR OYELARAN AND DR WREN', '71 TOLLGATE', 'tuppennyCross', 9400],
  ],
  none: [['XX046', 'MERESIDE GARDEN VILLAGE PRACTICE', '1 KINGFISHER PARADE', 'dapplemere', 4600, '2023-07-03']],
};

/** The letters that the second half of a postcode may hold. */
const INWARD_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';

export const PRACTICES: readonly Practice[] = Object.entries(ROWS).flatMap(([pcn, rows]) =>
  rows.map(([code, name, street, town, patients, open]) => ({
    code,
    name,
    street,
    town: TOWNS[town],
    postcode: postcodeOf(code, TOWNS[town]),
    telephone: `01632 960${code.slice(2)}`,
    open: open ?? '1974-04-01',
    firstPcn: pcn === 'none' ? null : pcn,
    patients,
    clinicalSystem: Number(code.slice(2)) % 5 < 3 ? 'TPP' : 'EMIS',
  })),
);

/** A postcode of its own for each practice, so that no two are mistaken for one building. */
function postcodeOf(code: string, town: Town): string {
  const number = Number(code.slice(2));
  const letters = INWARD_LETTERS[number % 20]! + INWARD_LETTERS[(number * 7) % 20]!;
  return `${town.postcodeDistrict} ${1 + (number % 9)}${letters}`;
}

export function practiceOf(code: string): Practice {
  const practice = PRACTICES.find((one) => one.code === code);
  if (!practice) throw new Error(`The sample has no practice ${code}.`);
  return practice;
}
