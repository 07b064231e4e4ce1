import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, serveChorus, startServer } from './chorusProcess.ts';
import { median, note, rounded, sayFigures, setting } from './figures.ts';
import { englandFolder } from './inputs.ts';

/** From starting the process, on a folder of England that was served before, to its first pages; beside a bare server's start. */
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 5);
const OWN = fileURLToPath(new URL('.', import.meta.url));
/** The practice of the README's first hour. */
const PATHS = ['/', '/organisations/A81001'];

interface Start {
  homeMs: number;
  organisationMs: number;
  cpuMs: number | null;
}

async function chorusStart(data: string): Promise<Start> {
  const served = await serveChorus(data, PATHS);
  const cpuSeconds = served.cpuSeconds();
  await served.stop();
  return { homeMs: served.firstAnswersMs[0]!, organisationMs: served.firstAnswersMs[1]!, cpuMs: cpuSeconds === null ? null : cpuSeconds * 1_000 };
}

async function bareStart(): Promise<number> {
  const port = await freePort();
  const served = await startServer([join(OWN, 'bareServer.cjs')], { PORT: String(port) }, port, ['/']);
  await served.stop();
  return served.firstAnswersMs[0]!;
}

const data = await englandFolder();
note('The first start, which is not counted …');
await chorusStart(data);
note(`${ROUNDS} more …`);
const starts: Start[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  starts.push(await chorusStart(data));
  bare.push(await bareStart());
}
const middle = (of: (start: Start) => number) => rounded(median(starts.map(of)));
sayFigures({
  benchmark: 'start',
  rounds: ROUNDS,
  firstPageMs: middle((start) => start.homeMs),
  firstOrganisationMs: middle((start) => start.organisationMs),
  slowestOrganisationMs: rounded(Math.max(...starts.map((start) => start.organisationMs))),
  cpuMs: starts.some((start) => start.cpuMs === null) ? null : middle((start) => start.cpuMs!),
  bareFirstAnswerMs: rounded(median(bare)),
  ratio: rounded(median(starts.map((start) => start.homeMs)) / median(bare)),
  target: { firstPageMsMax: 3_000 },
});
