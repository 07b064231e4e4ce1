import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { CHORUS, settingsFor } from '../../testing/sampleTemplate.ts';

/** A server of ours that listens, started as a person starts it. */
export interface RunningChorus {
  /** What it printed when it was ready. */
  said: string;
  /** Without a slash at the end. */
  address: string;
  /** What it logged of itself going wrong. */
  faults(): string[];
  /** Stops it as Ctrl-C does; gives its exit code. */
  stop(): Promise<number | null>;
}

/** `bin/chorus serve` on a data folder, in a process of its own; `more` are settings that this one has. */
export async function startChorus(data: string, more: Record<string, string> = {}): Promise<RunningChorus> {
  const process_ = spawn(process.execPath, [CHORUS, 'serve'], { env: { ...process.env, ...settingsFor(data, { PORT: String(await freePort()), ...more }) }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => process_.once('exit', (code, signal) => {
    if (signal) complained += `Ended by ${signal}.`;
    resolve(code);
  }));
  let said = '';
  let complained = '';
  process_.stderr.on('data', (piece: Buffer) => (complained += piece.toString()));
  const address = await new Promise<string>((resolve, reject) => {
    process_.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      // The address is one line of several; the sentence after it ends them.
      const found = /Open\s+(http:\/\/\S+)\n(.*\n)*\n?$/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then((code) => reject(new Error(`chorus serve ended with ${code}:\n${said}${complained}`)));
  });
  return {
    address,
    get said() {
      return said;
    },
    faults: () => complained.split('\n').filter((line) => /"level":[56]0|^\S*Error/.test(line)),
    async stop() {
      process_.kill('SIGTERM');
      return ended;
    },
  };
}

/** Runs another command to its end, beside the server or without one. */
export async function runChorus(data: string, words: string[]): Promise<{ exitCode: number | null; out: string; err: string }> {
  const process_ = spawn(process.execPath, [CHORUS, ...words], { env: { ...process.env, ...settingsFor(data) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  process_.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  process_.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const exitCode = await new Promise<number | null>((resolve) => process_.once('close', resolve));
  return { exitCode, out, err };
}

/** A port that nobody listens at just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
