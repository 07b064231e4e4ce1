import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sayDate } from '#kernel/isoDate.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import { overdueDatasets } from '#register';
import type { System } from '../system.ts';
import { fine, sayCount, warn, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const PUT_BACK = 'Restore a backup into an empty system, or put this one file back from a backup (it is under statistics/ there).';

/** Whether every publication's Parquet is there, can be read and has the rows it should; and how old the news is. */
export async function statisticsFindings(system: System): Promise<Finding[]> {
  const publications = await publicationsHeld(system.database.as());
  if (publications.length === 0) return [warn('statistics', 'Nothing is loaded yet.', 'Load what the NHS publishes: chorus load FOLDER.')];
  const broken = await brokenFiles(system, publications);
  const tables = publications.flatMap((publication) => publication.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const whole = fine('statistics', `${sayCount(publications.length, 'publication')} in ${sayCount(tables.length, 'Parquet file')}, ${sayCount(rows, 'row')}: all there.`);
  return [...(broken.length ? broken : [whole]), ...orphanFindings(system, tables.map(({ path }) => path)), ...(system.isSample ? [] : [await ageFinding(system)])];
}

async function brokenFiles({ statistics, folder }: System, publications: Publication[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { dataset, asOf, tables } of publications) {
    for (const { path, rows } of tables) {
      const file = join(folder.statistics, path);
      const of = `${dataset}${asOf ? ` of ${sayDate(asOf)}` : ''}`;
      if (!existsSync(file)) {
        findings.push(wrong('statistics', `${of}: its file is missing (${file}).`, PUT_BACK));
        continue;
      }
      try {
        const [read] = await statistics.rows<{ count: number }>(`SELECT CAST(count(*) AS INTEGER) AS count FROM (SELECT * FROM read_parquet(${literal(file)}))`);
        if (read!.count !== rows) findings.push(wrong('statistics', `${of}: its file has ${sayCount(read!.count, 'row')} where ${rows.toLocaleString('en-GB')} were loaded (${file}).`, PUT_BACK));
      } catch (error) {
        findings.push(wrong('statistics', `${of}: its file cannot be read (${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}).`, PUT_BACK));
      }
    }
  }
  return findings;
}

function orphanFindings({ folder }: System, named: string[]): Finding[] {
  const known = new Set(named);
  const orphans = readdirSync(folder.statistics, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder.statistics, join(entry.parentPath, entry.name)))
    .filter((path) => !known.has(path));
  if (orphans.length === 0) return [];
  const own = orphans.filter((path) => /\.parquet(\.part)?$/.test(path));
  return [
    ...(own.length ? [warn('statistics', `${sayCount(own.length, 'file')} that no publication names, such as ${own[0]}.`, 'Nothing need be done: a load is under way, or one was killed, and the next start sweeps them.')] : []),
    ...(own.length < orphans.length ? [warn('statistics', `${sayCount(orphans.length - own.length, 'file')} that Chorus did not put there, such as ${orphans.find((path) => !own.includes(path))}.`, 'Move them away: the folder is Chorus’s own.')] : []),
  ];
}

async function ageFinding({ datasets, register }: System): Promise<Finding> {
  const overdue = await overdueDatasets(register, datasets);
  if (overdue.length === 0) return fine('age', 'The newest of each regular publication is held, or nearly.');
  const [titles, one] = [overdue.map(({ title }) => title).join('; '), overdue.length === 1];
  return warn('age', `Of ${sayCount(overdue.length, 'publication')} a newer one is likely out: ${titles}.`, `Download ${one ? 'it' : 'them'} (the Data page says where) and load ${one ? 'it' : 'them'}.`);
}
