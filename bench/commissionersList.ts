import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { Visit } from './arrivals.ts';
import { runChorus } from './chorusProcess.ts';
import { endlessly, note, rounded, sayFigures, seeded } from './figures.ts';
import { englandFolder, sharedData } from './inputs.ts';
import { oneByOne, SEED } from './underLoad.ts';

/**
 * The commissioner's list of October 2025: its page of ever different ICBs, one after the other, beside a bare server with the same
 * bytes; and at the console for one ICB, beside a command that only starts and looks an organisation up.
 */
const MONTH = '2025-10';
const WITHIN = 'QHM';
const VISITS = 20_000;

async function prepared(data: string): Promise<string[]> {
  const system = await openSystem(readSettings({ CHORUS_DATA: data }, '/'), false);
  try {
    const { found } = await findFiles(system, [sharedData('appointments'), sharedData('quality')]);
    for (const source of found) {
      await loadFile(system, source, 'console:bench');
      await source.dispose();
    }
    const image = await system.register.reader.image();
    return image.all(system.register.today(), 'icb').filter(({ status }) => status === 'open').map(({ code }) => code);
  } finally {
    await system.close();
  }
}

async function atConsole(data: string, words: string[]) {
  const { exitCode, wallSeconds, cpuSeconds, err } = await runChorus(words, { CHORUS_DATA: data });
  if (exitCode !== 0) throw new Error(`chorus ${words.join(' ')} failed:\n${err.slice(-2_000)}`);
  return { wallSeconds, cpuSeconds };
}

const drawn = (icbs: readonly string[], seed: number): Visit[] => {
  const draw = endlessly([...icbs], seeded(seed));
  return Array.from({ length: VISITS }, () => ({ page: 'list', path: `/performance/list/${draw()}?month=${MONTH}` }));
};

const data = await englandFolder();
note('Appointments, and what is rated of practices …');
const icbs = await prepared(data);
const list = await atConsole(data, ['performance', 'list', '--within', WITHIN, '--month', MONTH, '--json']);
const bare = await atConsole(data, ['org', WITHIN, '--json']);
sayFigures({
  benchmark: 'commissionersList', month: MONTH, icbs: icbs.length,
  console: { cpuSeconds: rounded(list.cpuSeconds), wallSeconds: rounded(list.wallSeconds), startCpuSeconds: rounded(bare.cpuSeconds), startWallSeconds: rounded(bare.wallSeconds), cpuRatio: rounded(list.cpuSeconds / bare.cpuSeconds) },
  ...(await oneByOne(data, { visits: drawn(icbs, SEED), others: drawn(icbs, SEED + 1) })), target: { p95MsMax: 300 },
});
