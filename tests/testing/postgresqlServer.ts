import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface PostgresqlServer {
  url: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** For tests only: nothing of it need survive, so it never waits for the disk. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB', 'autovacuum=off', 'unix_socket_directories='];

/**
 * Waits beside the server and stops it when its own standard input ends: when told to, and also when the tests are
 * killed, so that no server outlives them.
 */
const KEEPER = '"$@" & server=$!; read -r _; kill -INT $server; wait $server';

/** A PostgreSQL server of its own on a free port of 127.0.0.1, its files in `folder`. */
export async function startPostgresql(native: string, folder: string): Promise<PostgresqlServer> {
  const home = join(folder, 'postgresql');
  mkdirSync(home);
  const account = await accountFor(native, folder, home);
  const data = join(home, 'data');
  await run(
    join(account.native, 'bin', 'initdb'),
    ['-D', data, '--username=chorus', '--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8'],
    { cwd: home, ...account.ids },
  );

  const port = await freePort();
  const log = join(folder, 'postgresql.log');
  const server = spawn(
    'sh',
    ['-c', KEEPER, 'sh', join(account.native, 'bin', 'postgres'), '-D', data, '-h', '127.0.0.1', '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])],
    { stdio: ['pipe', openSync(log, 'a'), openSync(log, 'a')], cwd: home, ...account.ids },
  );
  const url = `postgresql://chorus@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, log);
  return { url, stop: () => stop(server) };
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `nobody`, with a copy of the binaries: the repository may lie
 * where `nobody` cannot look.
 */
async function accountFor(native: string, folder: string, home: string): Promise<{ native: string; ids: { uid?: number; gid?: number } }> {
  if (process.getuid?.() !== 0) return { native, ids: {} };
  const copy = join(home, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const idOf = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout);
  const ids = { uid: await idOf('-u'), gid: await idOf('-g') };
  await run('chown', ['-R', `${ids.uid}:${ids.gid}`, home]);
  // `nobody` must be able to pass through the folder of this run, not to read it.
  await run('chmod', ['711', folder]);
  return { native: copy, ids };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilItAnswers(url: string, log: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      // Not yet.
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`The PostgreSQL server for the tests did not answer in ${PATIENCE_MS / 1000} s:\n${readFileSync(log, 'utf8')}`);
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.stdin?.end();
  await ended;
}
