import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { openServer } from '../src/platform/database/index.ts';
import { readSettings } from '../src/app/settings.ts';
import { openSystem } from '../src/app/system.ts';
import type { RegisterContext } from '../src/modules/register/context.ts';
import { findPostgresql } from '../tests/testing/postgresqlBinaries.ts';
import { startPostgresql } from '../tests/testing/postgresqlServer.ts';
import type { PostgresqlServer } from '../tests/testing/postgresqlServer.ts';
import { runChorus } from './chorusProcess.ts';
import { endlessly, note, quantiles, rounded, sayFigures, seeded, setting } from './figures.ts';
import { englandFolder, scratchFolder } from './inputs.ts';
import { writeMapVintages } from './mapVintages.ts';

/**
 * Any organisation with its members, as at any date: as the product asks (its picture of the register in memory) and straight
 * from the tables, on both engines; and how that grows with the vintages of the map that are held.
 */
const ASKED = setting('CHORUS_BENCH_ASKED', 1_000);
const VINTAGES = (process.env['CHORUS_BENCH_VINTAGES'] ?? '5,10,20').split(',').map(Number);
/** What England is loaded from holds three. */
const REAL_VINTAGES = 3;
const FIRST_DAY = Date.UTC(2023, 3, 1);
const LAST_DAY = Date.UTC(2026, 0, 1);
const DAY_MS = 24 * 60 * 60_000;
const SEED = 20_250_415;

interface Question {
  code: string;
  day: string;
}

/** By chance: of all organisations, so mostly practices; or of those that have hundreds of members. */
async function questionsOf({ reader }: RegisterContext, kind?: 'icb'): Promise<Question[]> {
  const image = await reader.image();
  const random = seeded(SEED);
  const draw = endlessly([...image.codes()].filter((code) => kind === undefined || image.kindOf(code) === kind).sort(), random);
  return Array.from({ length: ASKED }, () => ({
    code: draw(),
    day: new Date(FIRST_DAY + Math.floor(random() * ((LAST_DAY - FIRST_DAY) / DAY_MS)) * DAY_MS).toISOString().slice(0, 10),
  }));
}

async function timesOf(questions: Question[], ask: (question: Question) => Promise<number>) {
  const times: number[] = [];
  let found = 0;
  for (const question of questions) {
    const started = performance.now();
    found += await ask(question);
    times.push(performance.now() - started);
  }
  return { ...quantiles(times), found };
}

/** As pages, commands and the API ask. Gives how many organisations were found. */
const throughTheProduct = ({ reader }: RegisterContext) => async ({ code, day }: Question): Promise<number> => {
  const image = await reader.image();
  return (image.at(code, day) ? 1 : 0) + image.children(code, day).length;
};

/** The members are found first and then looked up one by one, whatever the planner has learned of the tables. */
const straight = (database: Kysely<unknown>, knownAt: string) => async ({ code, day }: Question): Promise<number> => {
  const { rows } = await sql<{ code: string }>`
    with member as materialized (
      select from_code as code, kind, slot from relation
      where to_code = ${code} and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz
      union all select ${code}, null, null
    )
    select member.code, member.kind, member.slot, v.name, v.status from member, lateral (
      select name, status from organisation_version
      where code = member.code and valid @> ${day}::date and recorded @> ${knownAt}::timestamptz offset 0
    ) v`.execute(database);
  return rows.length;
};

async function measured(settings: Record<string, string>) {
  const system = await openSystem(readSettings(settings, '/'), false);
  try {
    const { register, database } = system;
    const tables = straight(database.as(), new Date().toISOString());
    const product = throughTheProduct(register);
    const any = await questionsOf(register);
    const large = await questionsOf(register, 'icb');
    // The first ones compile the code and fill the server's memory.
    for (const question of [...any.slice(0, 100), ...large.slice(0, 50)]) {
      await tables(question);
      await product(question);
    }
    const reference = await timesOf(any, async () => (await sql`select 1`.execute(database.as())).rows.length);
    const bothWays = async (questions: Question[]) => {
      const times = { product: await timesOf(questions, product), straightSql: await timesOf(questions, tables) };
      if (times.product.found !== times.straightSql.found) throw new Error(`The two ways differ: ${times.product.found} and ${times.straightSql.found} organisations found.`);
      const withRatio = <Times extends { p95Ms: number }>(one: Times) => ({ ...one, p95Ratio: rounded(one.p95Ms / reference.p95Ms) });
      return { product: withRatio(times.product), straightSql: withRatio(times.straightSql) };
    };
    const counted = await sql<{ versions: number; relations: number }>`
      select (select count(*)::int from organisation_version) as versions, (select count(*)::int from relation) as relations`.execute(database.as());
    return { ...counted.rows[0]!, roundTrip: reference, anyOrganisation: await bothWays(any), icbs: await bothWays(large) };
  } finally {
    await system.close();
  }
}

/** The same system on a PostgreSQL server, by way of a backup. */
async function onServer(server: PostgresqlServer, data: string, folder: string, vintages: number) {
  const name = `bench_${vintages}`;
  const control = await openServer(server.url);
  await control.runScript(`create database ${name}`).finally(() => control.close());
  const settings = { CHORUS_DATA: join(folder, name), DATABASE_URL: server.url.replace(/[^/]+$/, name) };
  const backup = join(folder, `${name}.backup`);
  await mustRun(['backup', backup], { CHORUS_DATA: data });
  await mustRun(['restore', backup], settings);
  const database = await openServer(settings.DATABASE_URL);
  await database.runScript('analyze').finally(() => database.close());
  return measured(settings);
}

async function mustRun(words: string[], settings: Record<string, string>) {
  const ended = await runChorus(words, settings);
  if (ended.exitCode !== 0) throw new Error(`chorus ${words[0]} failed:\n${ended.out}${ended.err}`);
  return ended;
}

const folder = scratchFolder('as-at');
const data = await englandFolder();
const maps = join(folder, 'maps');
mkdirSync(maps);
const generated = writeMapVintages(maps, Math.max(0, Math.max(...VINTAGES) - REAL_VINTAGES));
const postgresql = findPostgresql();
const server = postgresql.ok ? await startPostgresql(postgresql.native, folder) : null;
const growth = [];
try {
  let held = REAL_VINTAGES;
  for (const vintages of VINTAGES) {
    const more = generated.slice(held - REAL_VINTAGES, vintages - REAL_VINTAGES);
    note(`${vintages} vintages: loading ${more.length} more …`);
    const loaded = more.length ? await mustRun(['load', ...more, '--json'], { CHORUS_DATA: data }) : null;
    held = Math.max(held, vintages);
    note('Asking PGlite, then PostgreSQL …');
    growth.push({
      vintages,
      loadSecondsPerVintage: loaded && rounded(loaded.wallSeconds / more.length),
      loadPeakMiB: loaded && Math.round(loaded.peakMiB),
      pglite: await measured({ CHORUS_DATA: data }),
      postgresql: server ? await onServer(server, data, folder, vintages) : null,
    });
  }
} finally {
  await server?.stop();
}
sayFigures({ benchmark: 'as-at', asked: ASKED, growth, postgresqlMissing: postgresql.ok ? null : postgresql.reason, target: { p95MsMax: 5 } });
