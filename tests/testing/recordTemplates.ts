import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, openEmbedded, openServer } from '#platform/database/index.ts';
import { migrations } from '#app/migrations.ts';
import { findPostgresql } from './postgresqlBinaries.ts';
import { startPostgresql } from './postgresqlServer.ts';
import type { PostgresqlServer } from './postgresqlServer.ts';
import { roomForTests } from './roomForTests.ts';
import { makeSampleTemplate } from './sampleTemplate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the templates can be asked for: `GET /made`, `GET /pglite`, `GET /postgresql` and `GET /sample`. */
    recordTemplates: string;
    /** Why there is no PostgreSQL here; empty where there is. */
    noPostgresql: string;
  }
}

export interface EmbeddedTemplate {
  /** The data folder to copy. */
  folder: string;
  /** Where the copies go. */
  clones: string;
}

export interface ServerTemplate {
  /** The server's own database, from which others are made. */
  url: string;
  template: string;
}

/**
 * Runs once before all tests. A record with every migration applied takes seconds to make and a moment to copy, so each
 * engine gets one template; it is made when a test first asks, so that a run without a database does not wait for one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(roomForTests(), 'chorus-tests-'));
  process.env['TMPDIR'] = scratchIn(folder);
  const postgresql = findPostgresql();
  if (!postgresql.ok) sayWithoutPostgresql(postgresql.reason);

  let server: PostgresqlServer | undefined;
  const made = once(() => makeRecord(join(folder, 'made')));
  const embedded = once(async () => makeEmbeddedTemplate(folder, await made()));
  const served = once(async () => {
    if (!postgresql.ok) throw new Error(postgresql.reason);
    server = await startPostgresql(postgresql.native, folder);
    return makeServerTemplate(server.url);
  });

  const makers: Record<string, () => Promise<unknown>> = { '/made': made, '/pglite': embedded, '/postgresql': served, '/sample': once(() => makeSampleTemplate(folder)) };
  const door = createServer((request, reply) => {
    // A test asks once; a line kept open would be closed under the next one that asks while a template is being made.
    reply.setHeader('connection', 'close');
    const make = makers[request.url ?? ''] ?? (() => Promise.reject(new Error(`There is no template ${request.url}`)));
    make().then(
      (template) => reply.end(JSON.stringify(template)),
      (error: unknown) => reply.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('recordTemplates', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  project.provide('noPostgresql', postgresql.ok ? '' : postgresql.reason);

  return async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Where a test, or a program that it starts, puts down what it needs for a while; it is swept with the rest. */
function scratchIn(folder: string): string {
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  // What tsx translated before is found again there: it is looked for by the user's number, which only some systems have.
  const user = process.geteuid?.();
  if (user === undefined) return scratch;
  const translated = join(tmpdir(), `tsx-${user}`);
  mkdirSync(translated, { recursive: true });
  symlinkSync(translated, join(scratch, `tsx-${user}`));
  return scratch;
}

/** A laptop may lack PostgreSQL; where the result counts for others, a missing engine is a failure. */
function sayWithoutPostgresql(reason: string): void {
  if (process.env.CI) throw new Error(`The tests on PostgreSQL cannot run, and in CI they must: ${reason}`);
  process.stderr.write(`Tests on PostgreSQL are skipped: ${reason}\n`);
}

/** An embedded record without a table of ours. */
async function makeRecord(folder: string): Promise<string> {
  await (await openEmbedded(folder)).close();
  return folder;
}

async function makeEmbeddedTemplate(folder: string, made: string): Promise<EmbeddedTemplate> {
  const template: EmbeddedTemplate = { folder: join(folder, 'template'), clones: join(folder, 'clones') };
  mkdirSync(template.clones);
  await cp(made, template.folder, { recursive: true });
  const database = await openEmbedded(template.folder);
  await migrate(database, migrations);
  await database.close();
  return template;
}

async function makeServerTemplate(url: string): Promise<ServerTemplate> {
  const template = 'chorus_template';
  const server = await openServer(url);
  await server.runScript(`create database ${template}`);
  await server.close();
  const database = await openServer(url.replace(/[^/]+$/, template));
  await migrate(database, migrations);
  await database.close();
  return { url, template };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
