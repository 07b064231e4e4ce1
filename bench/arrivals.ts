import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { seeded } from './figures.ts';

/** What the generator is told on its standard input; it answers with `Answers` on standard output. */
export interface Plan {
  port: number;
  cookie: string;
  visits: Visit[];
  /** `open`: so many a second whatever the server does. `closed`: each line asks again as soon as it has its answer. */
  mode: { kind: 'open'; perSecond: number } | { kind: 'closed'; lines: number; seconds: number };
  seed: number;
}

export interface Visit {
  page: string;
  path: string;
}

export interface Answers {
  seconds: number;
  /** One for each visit that was made; `ms` counts from the moment at which it was to be made. */
  answers: { page: string; status: number | null; ms: number; bytes: number }[];
}

const LINES_MAX = 128;
const PATIENCE_MS = 30_000;
/** As behind a reverse proxy: every surgery has an address of its own, so none meets the limit on its pages. */
const SURGERIES = 200;

const agent = new Agent({ keepAlive: true, maxSockets: LINES_MAX, scheduling: 'fifo' });
const plan = JSON.parse(await text(process.stdin)) as Plan;

function visit({ page, path }: Visit, index: number, dueMs: number): Promise<Answers['answers'][number]> {
  return new Promise((resolve) => {
    let bytes = 0;
    const done = (status: number | null) => resolve({ page, status, ms: performance.now() - dueMs, bytes });
    const headers = { cookie: plan.cookie, 'accept-encoding': 'gzip', 'x-forwarded-for': `10.0.0.${1 + (index % SURGERIES)}` };
    const sent = request({ host: '127.0.0.1', port: plan.port, path, agent, headers, timeout: PATIENCE_MS }, (response) => {
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.once('end', () => done(response.statusCode ?? null)).once('error', () => done(null));
    });
    sent.once('timeout', () => sent.destroy()).once('error', () => done(null));
    sent.end();
  });
}

/** Arrivals come by chance, as people do: the gaps between them are exponential, and some come at once. */
async function openLoop(perSecond: number): Promise<Answers['answers']> {
  const random = seeded(plan.seed);
  const began = performance.now();
  let dueMs = began;
  const answers: Promise<Answers['answers'][number]>[] = [];
  for (const [index, next] of plan.visits.entries()) {
    dueMs += (-Math.log(1 - random()) * 1_000) / perSecond;
    const early = dueMs - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    // Timers round down to whole milliseconds; nothing is asked before it is due.
    while (performance.now() < dueMs) await new Promise(setImmediate);
    answers.push(visit(next, index, dueMs));
  }
  return Promise.all(answers);
}

async function closedLoop(lines: number, seconds: number): Promise<Answers['answers']> {
  const end = performance.now() + seconds * 1_000;
  const answers: Answers['answers'] = [];
  let index = 0;
  await Promise.all(
    Array.from({ length: lines }, async () => {
      while (performance.now() < end) {
        const turn = index++;
        answers.push(await visit(plan.visits[turn % plan.visits.length]!, turn, performance.now()));
      }
    }),
  );
  return answers;
}

const began = performance.now();
const answers = plan.mode.kind === 'open' ? await openLoop(plan.mode.perSecond) : await closedLoop(plan.mode.lines, plan.mode.seconds);
agent.destroy();
process.stdout.write(JSON.stringify({ seconds: (performance.now() - began) / 1_000, answers } satisfies Answers));
