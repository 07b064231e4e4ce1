import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openEmbedded, openServer } from '#platform/database/index.ts';
import type { Database, Engine } from '#platform/database/index.ts';
import { freshRecord, makeEmptyAgain } from './emptyAgain.ts';
import type { FreshRecord } from './emptyAgain.ts';
import type { EmbeddedTemplate, ServerTemplate } from './recordTemplates.ts';

/** A record that tests have one after the other. */
interface Kept {
  open(): Promise<Database>;
  rest(database: Database): Promise<void>;
  discard(database: Database): Promise<void>;
}

/** The records of this worker that no test has just now: to empty one takes a tenth of the work of copying another. */
const atRest: Record<Engine, Kept[]> = { pglite: [], postgresql: [] };
/** Every copy of a template is the same. */
const fresh: Partial<Record<Engine, Promise<FreshRecord>>> = {};

/** An empty record of one's own with every migration applied. Closing it gives it back. */
export async function testDatabase(engine: Engine): Promise<Database> {
  const kept = atRest[engine].pop() ?? (engine === 'pglite' ? await cloneEmbedded(await templateOf<EmbeddedTemplate>(engine)) : await cloneOnServer(await templateOf<ServerTemplate>(engine)));
  const database = await kept.open();
  const asItWas = await (fresh[engine] ??= freshRecord(database));
  let isClosed = false;
  return {
    ...database,
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      if (!(await makeEmptyAgain(database, asItWas))) return kept.discard(database);
      await kept.rest(database);
      atRest[engine].push(kept);
    },
  };
}

async function templateOf<Template>(engine: Engine): Promise<Template> {
  const reply = await fetch(`${inject('recordTemplates')}/${engine}`);
  if (!reply.ok) throw new Error(`The template of ${engine} could not be made: ${await reply.text()}`);
  return (await reply.json()) as Template;
}

async function cloneEmbedded({ folder, clones }: EmbeddedTemplate): Promise<Kept> {
  const clone = join(clones, randomUUID());
  await cp(folder, clone, { recursive: true });
  const database = await openEmbedded(clone);
  return {
    open: async () => database,
    rest: async () => {},
    discard: async () => {
      await database.close();
      rmSync(clone, { recursive: true, force: true });
    },
  };
}

async function cloneOnServer({ url, template }: ServerTemplate): Promise<Kept> {
  const clone = `clone_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `create database ${clone} template ${template}`);
  return {
    open: () => openServer(url.replace(/[^/]+$/, clone)),
    // Its connections go, with what they have locked and prepared.
    rest: (database) => database.close(),
    discard: async (database) => {
      await database.close();
      await onServer(url, `drop database ${clone} with (force)`);
    },
  };
}

async function onServer(url: string, script: string): Promise<void> {
  const server = await openServer(url);
  await server.runScript(script).finally(() => server.close());
}
