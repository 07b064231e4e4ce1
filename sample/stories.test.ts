import { describe, expect, it } from 'vitest';
import {
  bytesOf, distinct, epcnSheet, epraccur, LAST, listOf, MAP_MONTHS, mapOf, pcnInMap,
  published, rowsOf, totalsOf,
} from './readBack.ts';

describe('the stories are in the files', () => {
  it('moves High Pastures from Upper Merrow to Burdockmoor in July 2024', async () => {
    expect(MAP_MONTHS.map((month) => pcnInMap('XX006', month))).toEqual(['XU001', 'XU003', 'XU003', 'XU003', 'XU003']);
    const partner = (await epcnSheet('PCN Core Partner Details')).filter((row) => row[0] === 'XX006');
    expect(partner.map((row) => [row[4], row[8], row[9]])).toEqual([
      ['XU001', '20190701', '20240630'],
      ['XU003', '20240701', null],
    ]);
  });

  it('merges Dr Fotherby-Quill into the Lighthouse, whose list grows by exactly the other list', () => {
    expect(listOf('XX019', '2025-04') - listOf('XX019', '2025-03')).toBe(listOf('XX020', '2025-03'));
    expect(totalsOf('2025-04').map((row) => row.CODE)).not.toContain('XX020');
    const rowIn = (month: string) => epraccur(month).find((row) => row[0] === 'XX020')!;
    expect([rowIn('2024-04')[11], rowIn('2024-04')[12], rowIn('2024-04')[16]]).toEqual(['', 'A', '']);
    expect([rowIn(LAST)[11], rowIn(LAST)[12], rowIn(LAST)[16]]).toEqual(['20250331', 'C', '20250331']);
  });

  it('splits Larkminster into two PCNs in October 2025, with no practice lost', async () => {
    const membersIn = (month: string, pcns: string[]) =>
      mapOf(month).filter((row) => pcns.includes(row.PCN_CODE!)).map((row) => row.PRACTICE_CODE);
    expect(membersIn('2025-10', ['XU008', 'XU009'])).toEqual(membersIn('2025-04', ['XU005']));
    expect(membersIn('2025-10', ['XU005'])).toEqual([]);
    const pcns = await epcnSheet('PCNDetails');
    const datesOf = (code: string) => pcns.find((row) => row[0] === code)!.slice(4, 6);
    expect(datesOf('XU005')).toEqual(['20190701', '20250930']);
    expect(datesOf('XU008')).toEqual(['20251001', '']);
    expect(datesOf('XU009')).toEqual(['20251001', '']);
  });

  it('renames Brindlefell PCN in January 2026', () => {
    const nameIn = (month: string) => distinct(mapOf(month).filter((row) => row.PCN_CODE === 'XU002').map((row) => row.PCN_NAME));
    expect(nameIn('2025-10')).toEqual(['BRINDLEFELL PCN']);
    expect(nameIn(LAST)).toEqual(['BRINDLEFELL AND TARNFETTLE PCN']);
  });

  it('leaves Mereside Garden Village in no PCN until July 2025', () => {
    expect(MAP_MONTHS.map((month) => pcnInMap('XX046', month))).toEqual(['U', 'U', 'U', 'XU007', 'XU007']);
    expect(mapOf('2024-04').find((row) => row.PCN_CODE === 'U')!.PCN_NAME).toBe('Unallocated');
  });

  it('gives every practice coordinates but Shepherds Gate, each inside its own place', () => {
    const known = rowsOf(published('geography/practice_coordinates.csv'));
    const knownCodes = known.map((row) => row.PRACTICE_CODE);
    expect(mapOf('2024-04').map((row) => row.PRACTICE_CODE).filter((code) => !knownCodes.includes(code))).toEqual(['XX014']);
    const boundaries = JSON.parse(published('geography/sub_icb_apr2023.geojson')) as {
      features: { properties: { code: string }; geometry: { coordinates: [number, number][][] } }[];
    };
    for (const { PRACTICE_CODE, LON, LAT } of known) {
      const subIcb = mapOf('2024-04').find((row) => row.PRACTICE_CODE === PRACTICE_CODE)!.ONS_SUB_ICB_LOCATION_CODE;
      const around = boundaries.features.filter(({ geometry }) => isInside(geometry.coordinates[0]!, Number(LON), Number(LAT)));
      expect(around.map(({ properties }) => properties.code)).toEqual([subIcb]);
    }
  });

  it('has the ePCN file and the map disagree over Blotters End, and over nothing else', async () => {
    const inEpcn = new Map((await epcnSheet('PCN Core Partner Details')).slice(1).filter((row) => row[9] === null).map((row) => [row[0], row[4]]));
    const differing = mapOf(LAST).filter((row) => inEpcn.get(row.PRACTICE_CODE!) !== row.PCN_CODE);
    expect(differing.map((row) => [row.PRACTICE_CODE, row.PCN_CODE, inEpcn.get(row.PRACTICE_CODE!)])).toEqual([['XX038', 'XU007', 'XU006']]);
  });

  it('writes its maps as differently as the real ones are written', () => {
    const bytes = (month: string) => bytesOf(`published/list-sizes/gp-reg-pat-prac-map_${month}.csv`);
    expect(MAP_MONTHS.map((month) => mapOf(month)[0]!.EXTRACT_DATE)).toEqual(['01APR2024', '01Oct2024', '2025-04-01', '01Oct2025', '01Apr2026']);
    expect(bytes('2024-10').includes(Buffer.from('BEAUPR\u00c9 SURGERY', 'latin1'))).toBe(true);
    expect(MAP_MONTHS.filter((month) => bytes(month).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))).toEqual(['2025-10']);
    expect(MAP_MONTHS.filter((month) => bytes(month).includes('\r\n'))).toEqual(['2026-04']);
  });
});

function isInside(ring: [number, number][], x: number, y: number): boolean {
  const crossings = ring.slice(1).filter(([toX, toY], index) => {
    const [fromX, fromY] = ring[index]!;
    return fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
  });
  return crossings.length % 2 === 1;
}
