import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChorus } from './chorusProcess.ts';
import { note } from './figures.ts';

export const repository = fileURLToPath(new URL('..', import.meta.url));

/** The folder of published files: beside the checkout, or where CHORUS_SHARED says. */
export function sharedData(...parts: string[]): string {
  const path = join(process.env['CHORUS_SHARED'] ?? join(repository, '..', 'shared'), 'data', ...parts);
  if (!existsSync(path)) throw new Error(`There is no ${path}. Set CHORUS_SHARED to the folder that holds data/ with the published files.`);
  return path;
}

/** What makes England: every organisation file, every list of patients, the geography. */
export const englandPaths = (): string[] => ['organisations', 'list-sizes', 'geography'].map((folder) => sharedData(folder));

/** A folder of this run's own, gone with the process. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `chorus-bench-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A data folder of England of this run's own: a copy of CHORUS_BENCH_ENGLAND where that names a loaded one that nobody holds,
 * otherwise of one that is made once and kept in `tmp/bench/england`.
 */
export async function englandFolder(): Promise<string> {
  const given = process.env['CHORUS_BENCH_ENGLAND'];
  const kept = given ?? join(repository, 'tmp', 'bench', 'england');
  if (!existsSync(join(kept, 'statistics'))) {
    if (given) throw new Error(`${given} is no data folder.`);
    await makeEngland(kept);
  }
  const copy = join(scratchFolder('england'), 'data');
  cpSync(kept, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  return copy;
}

/** Made under another name and renamed, so that one that was broken off is never taken for England. */
async function makeEngland(folder: string): Promise<void> {
  note(`Loading England once, into ${folder} …`);
  mkdirSync(join(folder, '..'), { recursive: true });
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  const ended = await runChorus(['load', ...englandPaths(), '--json'], { CHORUS_DATA: part });
  if (ended.exitCode > 1) throw new Error(`England could not be loaded:\n${ended.err.slice(-2_000)}`);
  renameSync(part, folder);
}
