import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { endlessly, seeded } from './figures.ts';
import { sharedData } from './inputs.ts';

/** The share of practices that move between two vintages, some ten times what moves in a real month. */
const MOVING = 0.005;
/** The real maps begin in March 2025; these lie before, a month apart. */
const FIRST = { year: 2023, month: 4 };

/**
 * Writes maps of patients registered that never were: the real one of March 2025 with other dates, and in each a few more
 * practices in another PCN of their sub-ICB location, and a few not yet there. Gives the paths, oldest first.
 */
export function writeMapVintages(folder: string, count: number): string[] {
  const rows = parse(readFileSync(sharedData('list-sizes', 'gp-reg-pat-prac-map_2025-03.csv')), { columns: true, bom: true }) as Record<string, string>[];
  const random = seeded(count);
  const networksOf = new Map<string, [string, string][]>();
  for (const row of rows) {
    const subIcb = row['SUB_ICB_LOCATION_CODE']!;
    networksOf.set(subIcb, [...(networksOf.get(subIcb) ?? []), [row['PCN_CODE']!, row['PCN_NAME']!]]);
  }
  const drawPractice = endlessly(rows, random);
  const changed = Math.max(1, Math.round(rows.length * MOVING));
  return Array.from({ length: count }, (_, index) => {
    for (let moved = 0; moved < changed; moved++) {
      const practice = drawPractice();
      const networks = networksOf.get(practice['SUB_ICB_LOCATION_CODE']!)!;
      [practice['PCN_CODE'], practice['PCN_NAME']] = networks[Math.floor(random() * networks.length)]!;
    }
    const absent = new Set(Array.from({ length: changed }, () => rows[Math.floor(random() * rows.length)]));
    const path = join(folder, `map_${dayOf(index)}.csv`);
    writeFileSync(path, stringify(rows.filter((row) => !absent.has(row)).map((row) => ({ ...row, EXTRACT_DATE: dayOf(index) })), { header: true }));
    return path;
  });
}

function dayOf(index: number): string {
  const months = FIRST.month - 1 + index;
  return `${FIRST.year + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
