import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';

type Make = (options: { dataDir: string }) => Promise<PGlite>;

const make = PGlite.create.bind(PGlite) as Make;
let made: Promise<string> | undefined;

async function folderOfMade(): Promise<string> {
  const reply = await fetch(`${inject('recordTemplates')}/made`);
  if (!reply.ok) throw new Error(`The record could not be made: ${await reply.text()}`);
  return (await reply.json()) as string;
}

/**
 * This file is imported for what it does: where a test's own process would make an embedded record from nothing, which is
 * five seconds of work, it begins with a copy of one just made. Programs that a test starts make theirs as everybody's do.
 */
const create: Make = async (options) => {
  if (!existsSync(join(options.dataDir, 'PG_VERSION'))) await cp(await (made ??= folderOfMade()), options.dataDir, { recursive: true });
  return make(options);
};
Object.assign(PGlite, { create });
