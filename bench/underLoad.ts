import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Answers, Plan, Visit } from './arrivals.ts';
import { freePort, serveChorus, startServer } from './chorusProcess.ts';
import type { Served } from './chorusProcess.ts';
import { median, note, quantiles, rounded, setting } from './figures.ts';
import { repository, scratchFolder } from './inputs.ts';
import { signIn } from './signedIn.ts';

/** How quick pages are when people arrive by chance, and how many at the most; beside a bare server with the same bytes. */
export const PER_SECOND = setting('CHORUS_BENCH_PER_SECOND', 100);
export const SECONDS = setting('CHORUS_BENCH_SECONDS', 30);
const SATURATED_SECONDS = Math.min(10, SECONDS);
const SATURATED_ROUNDS = 3;
const LINES = 16;
export const SEED = 20_251_101;
const OWN = fileURLToPath(new URL('.', import.meta.url));

/** The generator is a process of its own: it must not wait for the server, nor the server for it. */
async function arrive(plan: Plan): Promise<Answers> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(OWN, 'arrivals.ts')], { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'], timeout: 10 * 60_000 });
  child.stdin.end(JSON.stringify(plan));
  const said = await text(child.stdout);
  if (!said) throw new Error('The generator of visits ended without a word.');
  return JSON.parse(said) as Answers;
}

async function openLoop(served: Served, bare: Served, cookie: string, visits: Visit[]) {
  note(`${visits.length} visits at ${PER_SECOND} a second, to Chorus and then to a bare server …`);
  const arrivals = { cookie, mode: { kind: 'open', perSecond: PER_SECOND }, seed: SEED } as const;
  const cpuBefore = served.cpuSeconds();
  const { seconds, answers } = await arrive({ ...arrivals, port: served.port, visits });
  const cpu = served.cpuSeconds();
  const failed = answers.filter((answer) => answer.status !== 200);
  const times = quantiles(answers.map((answer) => answer.ms));
  const reference = quantiles((await arrive({ ...arrivals, port: bare.port, visits: ofBare(visits) })).answers.map((answer) => answer.ms));
  return {
    arrivals: 'by chance (exponential gaps)',
    perSecond: PER_SECOND,
    seconds: rounded(seconds),
    ...times,
    bareP50Ms: reference.p50Ms,
    bareP95Ms: reference.p95Ms,
    p95Ratio: rounded(times.p95Ms / reference.p95Ms),
    failures: failed.length,
    failed: failed.slice(0, 5).map(({ page, status }) => ({ page, status })),
    serverCpuMsPerPage: cpu === null || cpuBefore === null ? null : rounded(((cpu - cpuBefore) * 1_000) / answers.length),
    byPage: Object.fromEntries(pagesOf(visits).map((page) => [page, quantiles(answers.filter((answer) => answer.page === page).map((answer) => answer.ms))])),
    target: { p95MsMax: 50, failures: 0 },
  };
}

/** The bare server has one answer of each page. */
const ofBare = (visits: Visit[]): Visit[] => visits.map(({ page }) => ({ page, path: `/${page}` }));

/** How many pages a second when each line asks again at once; beside it a bare server with the same bytes. */
async function saturated(served: Served, bare: Served, cookie: string, visits: Visit[]) {
  const rateOf = async (port: number, asked: Visit[]): Promise<number> => {
    const { seconds, answers } = await arrive({ port, cookie, visits: asked, mode: { kind: 'closed', lines: LINES, seconds: SATURATED_SECONDS }, seed: SEED });
    const failed = answers.find((answer) => answer.status !== 200);
    if (failed) throw new Error(`A page failed at the saturated rate: ${failed.page} ${failed.status}`);
    return answers.length / seconds;
  };
  note(`As many as it can, ${SATURATED_ROUNDS} times ${SATURATED_SECONDS} s, beside the bare server …`);
  const rates: number[] = [];
  const bareRates: number[] = [];
  for (let round = 0; round < SATURATED_ROUNDS; round++) {
    rates.push(await rateOf(served.port, visits));
    bareRates.push(await rateOf(bare.port, ofBare(visits)));
  }
  return { lines: LINES, pagesPerSecond: rounded(median(rates)), barePerSecond: rounded(median(bareRates)), rateRatio: rounded(median(rates) / median(bareRates), 4) };
}

/** The same bytes from a server that does nothing else. */
async function startBare(samples: Awaited<ReturnType<typeof sampleAnswers>>): Promise<Served> {
  const file = join(scratchFolder('pages'), 'pages.json');
  writeFileSync(file, JSON.stringify(samples));
  const port = await freePort();
  return startServer([join(OWN, 'bareServer.cjs'), file], { PORT: String(port) }, port, [`/${Object.keys(samples)[0]!}`]);
}

/** One answer of each page as it comes over the wire, for the bare server to send. */
async function sampleAnswers(port: number, cookie: string, visits: Visit[]): Promise<Record<string, { headers: Record<string, string>; body: string }>> {
  const samples: Record<string, { headers: Record<string, string>; body: string }> = {};
  for (const page of pagesOf(visits)) {
    const { path } = visits.find((visit) => visit.page === page)!;
    const response = await new Promise<IncomingMessage>((resolve, reject) => get({ host: '127.0.0.1', port, path, headers: { cookie, 'accept-encoding': 'gzip' } }, resolve).once('error', reject));
    const body = await buffer(response);
    const headers = Object.fromEntries(Object.entries(response.headers).flatMap(([name, value]) => (typeof value === 'string' && !['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name) ? [[name, value]] : [])));
    samples[page] = { headers, body: body.toString('base64') };
  }
  return samples;
}

/**
 * Asks for one page after the other, nobody else being there: what each kind of page takes by itself, beside a bare server with the
 * same bytes. Nobody is signed in.
 */
export async function oneByOne(data: string, { visits, others }: { visits: Visit[]; others: Visit[] }) {
  const profile = process.env['CHORUS_BENCH_PROFILE'];
  const served = await serveChorus(data, ['/'], { TRUST_PROXY: '1' }, profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
  const alone = { cookie: '', seed: SEED, mode: { kind: 'closed', lines: 1, seconds: SECONDS } } as const;
  try {
    await arrive({ ...alone, port: served.port, visits: others, mode: { ...alone.mode, seconds: Math.min(10, SECONDS) } });
    const bare = await startBare(await sampleAnswers(served.port, '', visits));
    try {
      const cpuBefore = served.cpuSeconds();
      const { answers } = await arrive({ ...alone, port: served.port, visits });
      const cpu = served.cpuSeconds();
      const { answers: reference } = await arrive({ ...alone, port: bare.port, visits: ofBare(visits), mode: { ...alone.mode, seconds: Math.min(5, SECONDS) } });
      const failed = answers.filter(({ status }) => status !== 200);
      const byPage = pagesOf(visits).map((page) => {
        const [ours, theirs] = [answers, reference].map((all) => quantiles(all.filter((answer) => answer.page === page).map(({ ms }) => ms)));
        return [page, { ...ours!, bareP50Ms: theirs!.p50Ms, bareP95Ms: theirs!.p95Ms, p95Ratio: rounded(ours!.p95Ms / theirs!.p95Ms) }];
      });
      const serverCpuMsPerPage = cpu === null || cpuBefore === null ? null : rounded(((cpu - cpuBefore) * 1_000) / answers.length);
      return { asked: answers.length, failures: failed.length, failed: failed.slice(0, 5).map(({ page, status }) => ({ page, status })), serverCpuMsPerPage, byPage: Object.fromEntries(byPage) as Record<string, unknown> };
    } finally {
      await bare.stop();
    }
  } finally {
    await served.stop();
  }
}

const pagesOf = (visits: readonly Visit[]): string[] => [...new Set(visits.map(({ page }) => page))];

/** Serves a data folder and puts it under load, as the person whose sign-in link it is. `others` are for warming and for the saturated rate. */
export async function underLoad(data: string, token: string, { visits, others }: { visits: Visit[]; others: Visit[] }) {
  const profile = process.env['CHORUS_BENCH_PROFILE'];
  const served = await serveChorus(data, ['/'], { TRUST_PROXY: '1' }, profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
  try {
    const cookie = await signIn(served.port, token);
    // A short while of other pages, so that the code is compiled when it counts.
    await arrive({ port: served.port, cookie, visits: others, mode: { kind: 'closed', lines: 4, seconds: Math.min(5, SECONDS) }, seed: SEED });
    const bare = await startBare(await sampleAnswers(served.port, cookie, visits));
    try {
      return { openLoop: await openLoop(served, bare, cookie, visits), saturated: await saturated(served, bare, cookie, others) };
    } finally {
      await bare.stop();
    }
  } finally {
    await served.stop();
  }
}
