import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '#kernel/result.ts';
import { findSources, openSources, type IntakeSource, type OpenOptions } from '../index.ts';

export interface Taken extends Omit<IntakeSource, 'dispose'> {
  /** The text of each table's file. */
  texts: string[];
  /** The table stands in the file that was given, uncopied. */
  isUncopied: boolean;
}

/** Takes in a file of these bytes and disposes of it; fails if anything is left in the work folder, or the file is gone. */
export async function intakeOf(name: string, bytes: Buffer | string, options: OpenOptions = {}): Promise<Taken[]> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-test-'));
  try {
    const path = join(folder, name);
    const work = join(folder, 'work');
    await writeFile(path, bytes);
    const [file] = await findSources([path]);
    const taken: Taken[] = [];
    let fault: unknown = null;
    try {
      for await (const source of openSources(file!, work, options)) {
        const texts = await Promise.all(source.tables.map((table) => readFile(table.csvPath, 'utf8')));
        taken.push({ ...source, texts, isUncopied: source.tables[0]?.csvPath === path });
        await source.dispose();
      }
    } catch (error) {
      fault = error;
    }
    const left = await readdir(work).catch(() => []);
    if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
    if (fault !== null) throw fault instanceof Error ? fault : new Error(String(fault));
    if (!(await readFile(path)).equals(Buffer.from(bytes as string))) throw new Error('The original was changed');
    return taken;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The code of the refusal that taking in these bytes ends in; fails when there is none, or it leaves the reader without a next step. */
export async function refusalOf(name: string, bytes: Buffer | string, options: OpenOptions = {}) {
  try {
    await intakeOf(name, bytes, options);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { what, where, todo } = error.refusal;
    if (!what || !where?.includes(name) || !todo) throw new Error(`An incomplete refusal: ${error.message}`);
    return error.refusal;
  }
  throw new Error('Nothing was refused');
}
