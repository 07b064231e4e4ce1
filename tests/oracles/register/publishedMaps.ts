import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/**
 * The published files read the plainest way there is, sharing nothing with the code that loads them: what it finds is
 * held against what Chorus says.
 */
export interface MapRow {
  practice: string;
  name: string;
  pcn: string;
  pcnName: string;
  subIcb: string;
  icb: string;
}

type Row = Record<string, string>;

function rowsOf(path: string): Row[] {
  const bytes = readFileSync(path);
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true }) as Row[];
}

const fileOf = (folder: string, what: string, month: string): string => {
  const name = readdirSync(folder).find((one) => one.includes(what) && one.includes(month));
  if (!name) throw new Error(`There is no ${what} of ${month} in ${folder}`);
  return join(folder, name);
};

export function mapOf(shared: string, month: string): Map<string, MapRow> {
  const rows = rowsOf(fileOf(join(shared, 'list-sizes'), 'prac-map', month));
  return new Map(rows.map((row) => [row.PRACTICE_CODE!, { practice: row.PRACTICE_CODE!, name: row.PRACTICE_NAME!, pcn: row.PCN_CODE!, pcnName: row.PCN_NAME!, subIcb: row.SUB_ICB_LOCATION_CODE!, icb: row.ICB_CODE! }]));
}

/** Patients by practice. */
export function listsOf(shared: string, month: string): Map<string, number> {
  const rows = rowsOf(fileOf(join(shared, 'list-sizes'), 'prac-all', month));
  return new Map(rows.filter((row) => row.SEX === 'ALL' && row.AGE === 'ALL').map((row) => [row.CODE!, Number(row.NUMBER_OF_PATIENTS)]));
}

export const distinct = (map: Map<string, MapRow>, what: 'pcn' | 'subIcb' | 'icb'): Set<string> => new Set([...map.values()].map((row) => row[what]).filter((code) => code !== 'U'));

/** Practices in both maps that stand elsewhere in the second. */
export const movedBetween = (before: Map<string, MapRow>, after: Map<string, MapRow>, what: 'pcn' | 'subIcb' | 'icb'): string[] =>
  [...after.values()].filter((row) => before.has(row.practice) && before.get(row.practice)![what] !== row[what]).map(({ practice }) => practice).sort();

/** Networks whose name in the second map is another than in the first, but for case and punctuation. */
export function renamedNetworks(before: Map<string, MapRow>, after: Map<string, MapRow>): string[] {
  const bare = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const names = (map: Map<string, MapRow>) => new Map([...map.values()].map(({ pcn, pcnName }) => [pcn, bare(pcnName)]));
  const then = names(before);
  return [...names(after)].filter(([code, name]) => code !== 'U' && then.has(code) && then.get(code) !== name).map(([code]) => code).sort();
}

export const onlyIn = (one: Iterable<string>, other: { has(code: string): boolean }): string[] => [...one].filter((code) => !other.has(code)).sort();
