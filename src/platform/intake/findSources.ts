import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Refusal } from '#kernel/result.ts';

/** A file that may hold data, or the refusal that says why it does not. */
export interface FoundFile {
  path: string;
  /** The path as the person gave it, or the folder they gave and the way down from it. */
  label: string;
  bytes: number;
  refusal?: Refusal;
}

/** `.xls` is let through so that its content can say what it is: many are CSV or web pages under that name. */
const DATA_NAME = /\.(?:csv|txt|gz|zip|xlsx|xls|geojson|json)$/i;

/** Files that describe data, or that an operating system leaves behind. */
export const isBystander = (name: string) => name.startsWith('.') || name === '__MACOSX' || /^readme(?:\.|$)|\.md$|^thumbs\.db$|^desktop\.ini$/i.test(name);

/**
 * Lists the files that the paths hold, folders all the way down in order of name, each file once. What cannot be
 * data is listed with its refusal, so that the others can still be loaded.
 */
export async function findSources(paths: string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  for (const path of paths) await look(path, found, seen);
  return found;
}

async function look(path: string, found: FoundFile[], seen: Set<string>): Promise<void> {
  const refuse = (refusal: Omit<Refusal, 'where'>, bytes = 0) => {
    found.push({ path, label: path, bytes, refusal: { ...refusal, where: path } });
  };
  try {
    // A folder can hold a link to itself or to one above it.
    const real = await realpath(path);
    if (seen.has(real)) return;
    seen.add(real);

    const facts = await stat(path);
    if (facts.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !isBystander(name)).sort();
      for (const name of names) await look(join(path, name), found, seen);
    } else if (!facts.isFile()) {
      refuse({ code: 'not-a-file', what: 'This is neither a file nor a folder.', todo: 'Point at the file itself.' });
    } else if (!DATA_NAME.test(basename(path))) {
      refuse(
        {
          code: 'unknown-kind-of-file',
          what: 'This is not a kind of file that Chorus reads.',
          todo: 'Load .csv, .csv.gz, .zip, .xlsx or .geojson files.',
        },
        facts.size,
      );
    } else {
      found.push({ path, label: path, bytes: facts.size });
    }
  } catch (error) {
    refuse(unreadable(error));
  }
}

/** What the operating system's complaint means; rethrows what is no complaint of its. */
export function unreadable(error: unknown): Omit<Refusal, 'where'> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { code: 'no-such-file', what: 'There is no such file or folder.', todo: 'Check the path.' };
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'may-not-read', what: 'This account may not read it.', todo: 'Give the account that runs Chorus the right to read it.' };
  }
  if (code === 'EIO' || code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    return { code: 'cannot-read', what: `It cannot be read (${code}).`, todo: 'Check the path, or copy the file elsewhere and load the copy.' };
  }
  throw error;
}
