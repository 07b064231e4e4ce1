import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openServer } from '#platform/database/index.ts';
import type { ServerTemplate } from './recordTemplates.ts';

/** A database with nothing in it, on the tests' PostgreSQL; by its address, as `DATABASE_URL` gives it. */
export async function emptyServerDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const reply = await fetch(`${inject('recordTemplates')}/postgresql`);
  if (!reply.ok) throw new Error(`There is no PostgreSQL: ${await reply.text()}`);
  const { url } = (await reply.json()) as ServerTemplate;
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `create database ${name}`);
  return { url: url.replace(/[^/]+$/, name), drop: () => onServer(url, `drop database ${name} with (force)`) };
}

async function onServer(url: string, script: string): Promise<void> {
  const server = await openServer(url);
  await server.runScript(script).finally(() => server.close());
}
