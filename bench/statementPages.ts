import { allStatements } from '../src/modules/funding/index.ts';
import { contextsOf } from '../src/app/contexts.ts';
import { findFiles, loadFile } from '../src/app/loadFiles.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import { financialYear } from '../src/kernel/financialYear.ts';
import type { Visit } from './arrivals.ts';
import { endlessly, note, sayFigures, seeded } from './figures.ts';
import { englandFolder, sharedData } from './inputs.ts';
import { oneByOne, SEED } from './underLoad.ts';

/** A statement’s page, of ever different PCNs, practices and ICBs, and the first page about money: one after the other, as a quiet machine answers. */
const YEAR = financialYear('2025/26');
const VISITS = 20_000;

/** Loads the adjusted populations into a data folder, and draws visits from those who have a statement. */
async function prepared(data: string): Promise<{ visits: Visit[]; others: Visit[] }> {
  const settings = readSettings({ CHORUS_DATA: data }, '/');
  const system = await openSystem(settings, false);
  try {
    const { found } = await findFiles(system, [sharedData('network-contract', 'pcn_adjusted_population_2025-26.csv')]);
    for (const source of found) {
      await loadFile(system, source, 'console:bench');
      await source.dispose();
    }
    const { funding } = contextsOf(system, settings);
    const all = await allStatements(funding, { year: YEAR, knownOn: null });
    if (!all.ok) throw new Error(all.refusal.what);
    const image = await funding.register.reader.image();
    const icbs = image.all(funding.today(), 'icb').filter(({ status }) => status === 'open').map(({ code }) => code);
    return { visits: drawn({ ...all.value, icbs }, SEED), others: drawn({ ...all.value, icbs }, SEED + 1) };
  } finally {
    await system.close();
  }
}

function drawn({ pcns, practices, icbs }: { pcns: ReadonlyMap<string, unknown>; practices: ReadonlyMap<string, unknown>; icbs: readonly string[] }, seed: number): Visit[] {
  const random = seeded(seed);
  const draw = { pcn: endlessly([...pcns.keys()], random), practice: endlessly([...practices.keys()], random), icb: endlessly([...icbs], random) };
  const statement = (code: string): string => `/funding/statements/${code}?${new URLSearchParams({ year: YEAR })}`;
  const kinds = Object.keys(draw) as (keyof typeof draw)[];
  return Array.from({ length: VISITS }, (_, index) => {
    const page = [...kinds, 'money' as const][index % (kinds.length + 1)]!;
    return page === 'money' ? { page, path: '/funding' } : { page, path: statement(draw[page]()) };
  });
}

const data = await englandFolder();
note('Drawing statements …');
const visits = await prepared(data);
sayFigures({ benchmark: 'statementPages', year: YEAR, ...(await oneByOne(data, visits)), target: { p95MsMax: 20 } });
