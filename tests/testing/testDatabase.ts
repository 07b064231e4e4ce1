import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openEmbedded, openServer } from '#platform/database/index.ts';
import type { Database, Engine } from '#platform/database/index.ts';
import type { EmbeddedTemplate, ServerTemplate } from './recordTemplates.ts';

/** An empty record of one's own with every migration applied. Closing it throws it away. */
export async function testDatabase(engine: Engine): Promise<Database> {
  return engine === 'pglite' ? cloneEmbedded(await templateOf<EmbeddedTemplate>(engine)) : cloneOnServer(await templateOf<ServerTemplate>(engine));
}

async function templateOf<Template>(engine: Engine): Promise<Template> {
  const reply = await fetch(`${inject('recordTemplates')}/${engine}`);
  if (!reply.ok) throw new Error(`The template of ${engine} could not be made: ${await reply.text()}`);
  return (await reply.json()) as Template;
}

async function cloneEmbedded({ folder, clones }: EmbeddedTemplate): Promise<Database> {
  const clone = join(clones, randomUUID());
  await cp(folder, clone, { recursive: true });
  const database = await openEmbedded(clone);
  return closingAlso(database, async () => rmSync(clone, { recursive: true, force: true }));
}

async function cloneOnServer({ url, template }: ServerTemplate): Promise<Database> {
  const clone = `clone_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `create database ${clone} template ${template}`);
  const database = await openServer(url.replace(/[^/]+$/, clone));
  return closingAlso(database, () => onServer(url, `drop database ${clone} with (force)`));
}

async function onServer(url: string, script: string): Promise<void> {
  const server = await openServer(url);
  await server.runScript(script).finally(() => server.close());
}

function closingAlso(database: Database, discard: () => Promise<void>): Database {
  return {
    ...database,
    close: async () => {
      await database.close();
      await discard();
    },
  };
}
