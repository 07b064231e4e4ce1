import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refused } from '#kernel/result.ts';
import { digestOf, headOf, inflated, readBytes, takeText, watched } from './byteStreams.ts';
import { contentKind, emptyFile } from './contentKind.ts';
import { isBystander, unreadable, type FoundFile } from './findSources.ts';
import { defaultIntakeLimits, InflateBudget, type IntakeLimits } from './inflateBudget.ts';
import type { IntakeSource } from './intakeSource.ts';
import { notAWorkbook, textSource } from './textSource.ts';
import { WorkFiles } from './workFiles.ts';
import { isWorkbook, openZip, type ZipArchive } from './zipArchive.ts';

export interface OpenOptions {
  limits?: Partial<IntakeLimits>;
  /** Bytes of the file read so far, of its size on disk. */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** Papers that travel in an archive beside the data they describe. */
const PAPER_NAME = /\.(?:pdf|docx?|odt|rtf|html?|pptx?|png|jpe?g|gif|svg|xml|url)$/i;

interface Job {
  label: string;
  budget: InflateBudget;
  workFolder: string;
  onBytes: (bytes: number) => void;
}

/**
 * Opens a found file and gives its sources: one, or one for each file in a zip. Each stays valid until its
 * `dispose`. Throws `Refused`, with nothing left behind, for a file that is broken, harmful or not data.
 */
export async function* openSources(file: FoundFile, workFolder: string, options: OpenOptions = {}): AsyncGenerator<IntakeSource> {
  if (file.refusal) throw new Refused(file.refusal);
  try {
    const { size } = await stat(file.path);
    let done = 0;
    const job: Job = {
      label: file.label,
      budget: new InflateBudget(file.label, size, { ...defaultIntakeLimits, ...options.limits }),
      workFolder,
      onBytes: (bytes) => options.onProgress?.((done = Math.min(size, done + bytes)), size),
    };
    yield* sourcesOf(file.path, job);
    options.onProgress?.(size, size);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused({ ...unreadable(error), where: file.label });
  }
}

async function* sourcesOf(path: string, job: Job): AsyncGenerator<IntakeSource> {
  const kind = contentKind(await headOf(path), job.label);
  if (kind === 'text') return yield await plainText(path, job);
  if (kind === 'gzip') return yield await gzippedText(path, job);
  const zip = await openZip(path, job.label, job.budget);
  try {
    if (isWorkbook(zip)) yield await workbook(path, job);
    else yield* entriesOf(zip, job);
  } finally {
    zip.close();
  }
}

async function plainText(path: string, job: Job): Promise<IntakeSource> {
  return withWorkFiles(job, async (work) => {
    const taken = await takeText(watched(readBytes(path), (chunk) => job.onBytes(chunk.length)));
    return { ...(await textSource(path, job.label, baseName(job.label), taken, work)), sha256: taken.sha256, bytes: taken.bytes };
  });
}

async function gzippedText(path: string, job: Job): Promise<IntakeSource> {
  return withWorkFiles(job, async (work) => {
    const sha256 = digestOf(path);
    // Awaited below; a refusal in between must not leave it unhandled.
    sha256.catch(() => undefined);
    const { size } = await stat(path);
    const packed = watched(readBytes(path), (chunk) => job.onBytes(chunk.length));
    const spool = await work.create('.csv');
    try {
      const taken = await takeText(inflated(packed, 'gzip', job.budget, job.label), spool);
      const head = await headOf(spool.path);
      if (contentKind(head, job.label) !== 'text') throw nested(job.label);
      return { ...(await textSource(spool.path, job.label, baseName(job.label), taken, work)), sha256: await sha256, bytes: size };
    } finally {
      await spool.close();
    }
  });
}

async function workbook(path: string, job: Job): Promise<IntakeSource> {
  // exceljs takes a while to load, and most runs never meet a workbook.
  const { workbookTables } = await import('./workbookSource.ts');
  return withWorkFiles(job, async (work) => {
    const { size } = await stat(path);
    const sha256 = await digestOf(path, job.onBytes);
    return { kind: 'xlsx', tables: await workbookTables(path, job.label, job.budget, work), encoding: 'utf-8', sha256, bytes: size };
  });
}

async function* entriesOf(zip: ZipArchive, job: Job): AsyncGenerator<IntakeSource> {
  if (zip.entries.some((entry) => entry.fileName === 'xl/workbook.bin') || /\.xlsx$/i.test(job.label)) throw notAWorkbook(job.label);
  const entries = zip.entries.filter(({ fileName }) => {
    const parts = fileName.split('/');
    return !fileName.endsWith('/') && !parts.some(isBystander) && !PAPER_NAME.test(fileName);
  });
  if (entries.length === 0) {
    throw new Refused({
      code: 'no-data-in-archive',
      what: 'The archive holds no file of data.',
      where: job.label,
      todo: 'Load an archive that holds .csv or .xlsx files.',
    });
  }
  for (const entry of entries) {
    const inner: Job = { ...job, label: `${job.label} » ${printable(entry.fileName)}`, onBytes: () => undefined };
    const spools = new WorkFiles(job.workFolder);
    try {
      const spool = await spools.create('');
      try {
        for await (const chunk of zip.bytesOf(entry, inner.label, job.onBytes)) await spool.write(chunk);
      } finally {
        await spool.close();
      }
      yield await innerSource(spool.path, inner, spools);
    } catch (error) {
      await spools.removeAll();
      throw error;
    }
  }
}

/** A file out of an archive may be text, gzipped text or a workbook, but no archive again. */
async function innerSource(path: string, job: Job, spools: WorkFiles): Promise<IntakeSource> {
  const head = await headOf(path);
  if (head.length === 0) throw emptyFile(job.label);
  if (contentKind(head, job.label) === 'zip') {
    const zip = await openZip(path, job.label, job.budget);
    zip.close();
    if (!isWorkbook(zip)) throw nested(job.label);
  }
  for await (const source of sourcesOf(path, job)) {
    return { ...source, dispose: async () => void (await Promise.all([source.dispose(), spools.removeAll()])) };
  }
  throw new Error(`No source came of ${job.label}`);
}

/** Gives a source its temporary files, which go when it is disposed of or never came to be. */
async function withWorkFiles(
  job: Job,
  make: (work: WorkFiles) => Promise<Omit<IntakeSource, 'label' | 'dispose'>>,
): Promise<IntakeSource> {
  const work = new WorkFiles(job.workFolder);
  try {
    return { ...(await make(work)), label: job.label, dispose: () => work.removeAll() };
  } catch (error) {
    await work.removeAll();
    throw error;
  }
}

const nested = (label: string) =>
  new Refused({
    code: 'archive-in-archive',
    what: 'An archive lies inside the archive.',
    where: label,
    todo: 'Unpack the outer one and load what is in it.',
  });

const baseName = (label: string) => basename(label.split(' » ').at(-1)!).replace(/(?:\.(?:csv|txt|xlsx?|geojson|json))?(?:\.gz)?$/i, '');

/** An archive's names are shown to a person, so they must not be able to move the terminal's cursor. */
const printable = (name: string) => name.replace(/\p{C}/gu, '�');
