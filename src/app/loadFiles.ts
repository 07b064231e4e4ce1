import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { findSources, openSources, patientIdentifierHeader } from '#platform/intake/index.ts';
import type { IntakeSource } from '#platform/intake/index.ts';
import { commit, discard, prepare, recognise } from '#platform/publications/index.ts';
import type { Dataset, GeoJsonLayer, LoadReport, Prepared, Recognised } from '#platform/publications/index.ts';
import type { System } from './system.ts';

/** A table of a file that was recognised, ready to be checked. */
export interface FoundSource {
  label: string;
  recognised: Recognised;
  paths: string[];
  bytes: number;
  /** The day that it speaks of, as whoever loads it says. */
  statedDay?: IsoDate | undefined;
  dispose(): Promise<void>;
}

/** What pointing at some paths found: what can be loaded, in the order of loading, and what cannot. */
export interface Findings {
  found: FoundSource[];
  refused: { label: string; refusal: Refusal }[];
}

/** Opens every file and says what each is, by its content. Nothing is loaded. The caller disposes of what was found. */
export async function findFiles(system: System, paths: string[], onFile: (label: string, share: number) => void = () => {}): Promise<Findings> {
  const findings: Findings = { found: [], refused: [] };
  for (const file of await findSources(paths)) {
    if (file.refusal) {
      findings.refused.push({ label: file.label, refusal: file.refusal });
      continue;
    }
    // Of an archive all files are found before any is kept: a broken one refuses them all.
    const opened: IntakeSource[] = [];
    try {
      for await (const source of openSources(file, system.folder.work, { onProgress: (done, total) => onFile(file.label, total ? done / total : 1) })) opened.push(source);
      const ofFile: FoundSource[] = [];
      for (const source of opened) ofFile.push(await foundIn(system, source));
      findings.found.push(...ofFile);
    } catch (error) {
      for (const source of opened) await source.dispose();
      if (!(error instanceof Refused)) throw error;
      findings.refused.push({ label: file.label, refusal: error.refusal });
    }
  }
  const place = (dataset: Dataset) => system.datasets.indexOf(dataset);
  findings.found.sort((a, b) => place(a.recognised.dataset) - place(b.recognised.dataset) || (a.label < b.label ? -1 : 1));
  return findings;
}

async function foundIn(system: System, source: IntakeSource): Promise<FoundSource> {
  const { label, bytes } = source;
  refusePatientHeadings(source);
  if (source.kind === 'geojson') return mapLayerIn(system, source);
  const recognised = recognise(source.tables, system.datasets);
  if (!recognised.ok) throw new Refused(recognised.refusal);
  return { label, bytes, recognised: recognised.value, paths: source.tables.map((table) => table.csvPath), dispose: () => source.dispose() };
}

function refusePatientHeadings({ tables }: IntakeSource): void {
  const heading = tables.flatMap((table) => table.firstRows[0] ?? []).find(patientIdentifierHeader);
  if (heading === undefined) return;
  throw new Refused({
    code: 'patient-data',
    what: `The column "${heading}" names patients’ identifiers. Chorus holds no records about patients.`,
    todo: 'Do not load this file. Delete it if you should not have it, and tell whoever sent it.',
  });
}

/** A map layer's areas as a table, so that they are checked and held like everything else. */
async function mapLayerIn(system: System, source: IntakeSource): Promise<FoundSource> {
  for (const dataset of system.datasets) {
    const rowsByTable = dataset.fromGeoJson?.(source.geojson as GeoJsonLayer);
    if (!rowsByTable) continue;
    const paths: string[] = [];
    const candidates = [];
    for (const table of dataset.tables) {
      const headings = table.columns.map((column) => column.name);
      const path = join(system.folder.work, `${randomUUID()}.csv`);
      const file = createWriteStream(path);
      file.end(stringify([headings, ...rowsByTable[table.name]!]));
      await finished(file);
      paths.push(path);
      candidates.push({ name: table.name, firstRows: [headings] });
    }
    const recognised = recognise(candidates, [dataset]);
    if (recognised.ok) return { label: source.label, bytes: source.bytes, recognised: recognised.value, paths, dispose: () => source.dispose() };
  }
  throw new Refused({ code: 'unknown-file', what: 'This map layer is none that Chorus knows.', todo: 'Chorus reads the boundaries of sub-ICB locations and of integrated care boards, as the Office for National Statistics publishes them.' });
}

export interface LoadStep {
  /** 0 to 1. */
  done: number;
  note: string;
}

/** Loads one found file: all of it, or none. */
export async function loadFile(system: System, found: FoundSource, by: string, onStep: (step: LoadStep) => void = () => {}): Promise<LoadReport> {
  try {
    onStep({ done: 0.1, note: 'checking' });
    const prepared = await prepareFound(system, found, by);
    onStep({ done: 0.6, note: `writing ${prepared.publication.rowsKept.toLocaleString('en-GB')} rows` });
    const report = await commit(system.loadContext(by), prepared);
    onStep({ done: 1, note: 'done' });
    return report;
  } catch (error) {
    throw isFullDisk(error) ? new Refused({ code: 'disk-full', what: 'The disk is full. Nothing of this file was kept.', where: system.folder.path, todo: 'Free some space and load the file again.' }) : error;
  }
}

/** As Node, DuckDB and PostgreSQL each say it. */
const isFullDisk = (error: unknown): boolean => error instanceof Error && ((error as NodeJS.ErrnoException).code === 'ENOSPC' || /no space left|disk (is )?full/i.test(error.message));

/** Checks one found file without loading it; `discard` it afterwards. */
export const prepareFound = (system: System, found: FoundSource, by: string): Promise<Prepared> =>
  prepare(system.loadContext(by), basename(found.label), found.recognised, found.paths, found.statedDay ?? null);

export const discardPrepared = (system: System, prepared: Prepared): void => discard({ statisticsFolder: system.folder.statistics }, prepared);
