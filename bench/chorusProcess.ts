import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CHORUS = fileURLToPath(new URL('../bin/chorus', import.meta.url));
const TELL_USAGE = fileURLToPath(new URL('./tellUsage.cjs', import.meta.url));
const COMMAND_MAX_MS = 15 * 60_000;
const START_MAX_MS = 2 * 60_000;

export interface Ended {
  exitCode: number;
  out: string;
  err: string;
  wallSeconds: number;
  cpuSeconds: number;
  peakMiB: number;
}

/** The environment of a child: ours without what would lead it to another system. */
function environmentOf(settings: Record<string, string>): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', ...settings };
  for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'HOST', 'PORT', 'TRUST_PROXY']) if (!(name in settings)) environment[name] = '';
  return environment;
}

/** Runs `bin/chorus` as a child and says what it printed and what it used. */
export async function runChorus(words: string[], settings: Record<string, string>): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'chorus-bench-usage-'));
  const usageFile = join(folder, 'usage.json');
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ['--require', TELL_USAGE, CHORUS, ...words], { env: environmentOf({ ...settings, CHORUS_BENCH_USAGE: usageFile }), stdio: ['ignore', 'pipe', 'pipe'], timeout: COMMAND_MAX_MS });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const wallSeconds = (performance.now() - started) / 1_000;
    if (exitCode === null) throw new Error(`chorus ${words[0]} did not end by itself:\n${said.err.slice(-2_000)}`);
    const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
    return { exitCode, ...said, wallSeconds, cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6, peakMiB: usage.maxRSS / 1_024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Served {
  port: number;
  /** From its start to the first answer of each path that was waited for, in the order given. */
  firstAnswersMs: number[];
  /** Seconds on the processor so far; null where the machine does not tell. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

/** Starts a server as a child and waits until it answers 200 on each path, one after the other. */
export async function startServer(nodeArguments: string[], settings: Record<string, string>, port: number, paths: string[]): Promise<Served> {
  const started = performance.now();
  const child = spawn(process.execPath, nodeArguments, { env: environmentOf(settings), stdio: ['ignore', 'ignore', 'pipe'] });
  const stopAlso = () => void child.kill('SIGKILL');
  process.once('exit', stopAlso);
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const stop = async (): Promise<void> => {
    process.removeListener('exit', stopAlso);
    await endOf(child);
  };
  try {
    const firstAnswersMs: number[] = [];
    for (const path of paths) {
      while ((await statusOf(port, path)) !== 200) {
        if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${said}`);
        if (performance.now() - started > START_MAX_MS) throw new Error(`The server did not answer ${path} in ${START_MAX_MS / 1_000} s:\n${said}`);
        await pause(5);
      }
      firstAnswersMs.push(performance.now() - started);
    }
    return { port, firstAnswersMs, cpuSeconds: () => cpuSecondsOf(child.pid!), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `bin/chorus serve` over a data folder, on a free port of 127.0.0.1. */
export async function serveChorus(data: string, paths: string[], settings: Record<string, string> = {}, nodeArguments: string[] = []): Promise<Served> {
  const port = await freePort();
  return startServer([...nodeArguments, CHORUS, 'serve'], { CHORUS_DATA: data, HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, ...settings }, port, paths);
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(impatience);
}

const statusOf = (port: number, path: string): Promise<number | null> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? null)).once('error', () => resolve(null));
    }).once('error', () => resolve(null));
  });

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Linux counts in hundredths of a second, user and system after the name in brackets. */
function cpuSecondsOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}
