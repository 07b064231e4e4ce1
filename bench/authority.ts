import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { migrations } from '../src/app/migrations.ts';
import { isoDate } from '../src/kernel/isoDate.ts';
import { MATTERS } from '../src/modules/governance/authorityRules.ts';
import { whoDecidesHere } from '../src/modules/governance/queries/authority.ts';
import { registerReader } from '../src/modules/register/queries/registerReader.ts';
import type { RegisterContext } from '../src/modules/register/context.ts';
import { migrate, openEmbedded, openServer } from '../src/platform/database/index.ts';
import type { Database } from '../src/platform/database/index.ts';
import { findPostgresql } from '../tests/testing/postgresqlBinaries.ts';
import { startPostgresql } from '../tests/testing/postgresqlServer.ts';
import { note, quantiles, rounded, sayFigures, seeded, setting } from './figures.ts';

/**
 * Who decides this, over a hundred thousand grants: through the product's own query, on PGlite and PostgreSQL 18, beside a
 * round trip. England's shape: 42 ICBs with four places each, places with seven networks of five practices.
 */
const GRANTS = setting('CHORUS_BENCH_GRANTS', 100_000);
const ASKED = setting('CHORUS_BENCH_ASKED', 1_000);
const SEED = 20_260_601;
const [ICBS, PLACES, NETWORKS, PRACTICES] = [42, 4, 7, 5];
const ON = isoDate('2026-06-01');
const BATCH = 5_000;

interface Bodies {
  icbs: string[];
  places: string[];
  networks: string[];
  practices: string[];
  rows: { code: string; kind: string; up: [kind: string, to: string, slot: string | null][] }[];
}

function england(): Bodies {
  const made: Bodies = { icbs: [], places: [], networks: [], practices: [], rows: [] };
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  for (let i = 0; i < ICBS; i += 1) {
    const icb = `QI${pad(i, 2)}`;
    made.icbs.push(icb);
    made.rows.push({ code: icb, kind: 'icb', up: [] });
    for (let p = 0; p < PLACES; p += 1) {
      const place = `PL-${pad(made.places.length, 3)}`;
      made.places.push(place);
      made.rows.push({ code: place, kind: 'place', up: [['part-of', icb, null]] }, { code: `E${pad(made.places.length, 8)}`, kind: 'local-authority', up: [['covers', place, null]] });
      made.rows.push({ code: `LM-${pad(made.places.length, 3)}`, kind: 'lmc', up: [['covers', place, null]] });
      for (let n = 0; n < NETWORKS; n += 1) {
        const network = `U${pad(made.networks.length, 5)}`;
        made.networks.push(network);
        made.rows.push({ code: network, kind: 'pcn', up: [['part-of', place, null]] });
        for (let q = 0; q < PRACTICES; q += 1) {
          const practice = `Y${pad(made.practices.length, 5)}`;
          made.practices.push(practice);
          made.rows.push({ code: practice, kind: 'practice', up: [['member', network, 'pcn'], ['part-of', icb, 'icb']] });
        }
      }
    }
  }
  return made;
}

async function inBatches<Row>(rows: readonly Row[], write: (text: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) await write(JSON.stringify(rows.slice(from, from + BATCH)));
}

async function plant(db: Kysely<unknown>, bodies: Bodies): Promise<void> {
  await inBatches(bodies.rows.map(({ code, kind }) => [code, kind]), (text) => sql`insert into organisation (code, kind) select one ->> 0, one ->> 1 from jsonb_array_elements(${text}::jsonb) one`.execute(db));
  await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) select code, 'Body ' || code, 'open', true, 'entered', '[2020-01-01,)', '[2020-01-01,)' from organisation`.execute(db);
  const relations = bodies.rows.flatMap(({ code, up }) => up.map(([kind, to, slot]) => [kind, code, to, slot]));
  await inBatches(relations, (text) => sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) select one ->> 0, one ->> 1, one ->> 2, one ->> 3, 'entered', '[2020-01-01,)', '[2020-01-01,)' from jsonb_array_elements(${text}::jsonb) one`.execute(db));
  const forums = [...bodies.icbs.map((code) => [`committee-${code.toLowerCase()}`, 'programme-group', code, code, 'icb-committee']), ...bodies.places.flatMap((code, index) => [[`together-${index}`, 'place-based-partnership', bodies.icbs[Math.floor(index / PLACES)]!, code, 'icb-committee'], [`leadership-${index}`, 'gp-leadership-team', code, code, 'own-members'], [`sub-${index}`, 'programme-group', code, code, 'icb-committee']])];
  await sql`insert into forum (code, kind, name, organisation_code, place_code, opened_on, entered_at, entered_by) select one ->> 0, one ->> 1, one ->> 0, one ->> 2, one ->> 3, '2020-01-01', now(), 'console:bench' from jsonb_array_elements(${JSON.stringify(forums)}::jsonb) one`.execute(db);
  await sql`insert into forum_terms (forum_code, valid, governance_form, quorum, decision_rule, meets_in_public, report_days, entered_at, entered_by) select one ->> 0, '[2020-01-01,)', one ->> 4, '{"least": 1}', '{"kind": "majority", "castingVote": null, "weighted": false}', true, 14, now(), 'console:bench' from jsonb_array_elements(${JSON.stringify(forums)}::jsonb) one`.execute(db);
}

type PlantedGrant = [giverKind: string, giver: string, receiverKind: string, receiver: string, matters: string[], within: string, decision: number | null, year: number | null, onward: boolean, form: string, span: string];

/** Half from above, half from below; three in ten of them ended, a tenth yet to begin, as a record of years has. */
function grantsOf(bodies: Bodies): PlantedGrant[] {
  const random = seeded(SEED);
  const pick = <Value>(all: readonly Value[]): Value => all[Math.floor(random() * all.length)]!;
  const heldBy = (kind: string): string[] => MATTERS.all.filter((matter) => !matter.isReserved && matter.heldBy.includes(kind as never)).map(({ id }) => id);
  const [ofIcb, ofNetwork, ofPractice] = [heldBy('icb'), heldBy('pcn'), heldBy('practice')];
  const span = (): string => {
    const chance = random();
    return chance < 0.3 ? '[2022-07-01,2025-04-01)' : chance < 0.4 ? '[2027-04-01,)' : '[2024-04-01,)';
  };
  const limit = (): number | null => (random() < 0.3 ? null : Math.round(random() * 50) * 5_000_00);
  return Array.from({ length: GRANTS }, (): PlantedGrant => {
    const placeIndex = Math.floor(random() * bodies.places.length);
    const [place, icb] = [bodies.places[placeIndex]!, bodies.icbs[Math.floor(placeIndex / PLACES)]!];
    const chance = random();
    if (chance < 0.05) return ['organisation', icb, 'forum', `committee-${icb.toLowerCase()}`, [pick(ofIcb)], icb, limit(), limit(), true, 'icb-committee', span()];
    if (chance < 0.3) return ['organisation', icb, 'forum', `together-${placeIndex}`, [pick(ofIcb), pick(ofIcb)], place, limit(), limit(), true, 'icb-committee', span()];
    if (chance < 0.5) return ['forum', `together-${placeIndex}`, 'forum', `sub-${placeIndex}`, [pick(ofIcb)], place, limit(), limit(), false, 'icb-committee', span()];
    const networkIndex = placeIndex * NETWORKS + Math.floor(random() * NETWORKS);
    const network = bodies.networks[networkIndex]!;
    if (chance < 0.7) return ['organisation', network, 'forum', `leadership-${placeIndex}`, [pick(ofNetwork)], network, null, null, false, 'own-members', span()];
    const practice = bodies.practices[networkIndex * PRACTICES + Math.floor(random() * PRACTICES)]!;
    return ['organisation', practice, 'organisation', network, [pick(ofPractice)], practice, null, null, true, 'own-members', span()];
  });
}

async function plantGrants(db: Kysely<unknown>, grants: readonly PlantedGrant[]): Promise<void> {
  await inBatches(grants, (text) => sql`
    with one as (
      insert into delegation (giver_kind, giver_id, receiver_kind, receiver_id, matters, within_code, limit_decision_pence, limit_year_pence, may_delegate_onward, governance_form, valid, conditions, status, entered_at, entered_by)
      select one ->> 0, one ->> 1, one ->> 2, one ->> 3, array(select distinct jsonb_array_elements_text(one -> 4)), one ->> 5, (one ->> 6)::bigint, (one ->> 7)::bigint, (one ->> 8)::boolean, one ->> 9, (one ->> 10)::daterange, '[]', 'in-force', now(), 'console:bench'
      from jsonb_array_elements(${text}::jsonb) one returning id, matters, within_code
    ) insert into delegation_matter (within_code, matter, delegation_id) select within_code, unnest(matters), id from one`.execute(db));
}

async function plantDecisions(db: Kysely<unknown>, bodies: Bodies): Promise<void> {
  const rows = bodies.places.flatMap((place, index) => Array.from({ length: 40 }, (_, count) => [`together-${index}`, `2026-0${4 + (count % 2)}-1${count % 9}`, MATTERS.all.filter(({ heldBy }) => heldBy.includes('icb'))[count % 20]!.id, 1_000_00, place]));
  await inBatches(rows, (text) => sql`insert into decision (forum_code, taken_on, way, matter, amount_pence, within_code, outcome, decided, reasons, standing, findings, recorded_at, recorded_by)
    select one ->> 0, (one ->> 1)::date, 'outside', one ->> 2, (one ->> 3)::bigint, one ->> 4, 'agreed', 'It', 'So', 'stands', '[]', now(), 'console:bench' from jsonb_array_elements(${text}::jsonb) one`.execute(db));
}

async function measured(database: Database, bodies: Bodies) {
  const db = database.as<unknown>();
  const register = { reader: registerReader(db) } as RegisterContext;
  const random = seeded(SEED + 1);
  const pick = <Value>(all: readonly Value[]): Value => all[Math.floor(random() * all.length)]!;
  // The places of all kinds that people ask about: mostly places and networks, some practices.
  const question = () => ({ matter: pick(MATTERS.all).id, amountPence: Math.round(random() * 100_000_00), withinCode: random() < 0.5 ? pick(bodies.places) : random() < 0.6 ? pick(bodies.networks) : pick(bodies.practices), on: ON });
  const found: Record<string, number> = {};
  const ask = async (): Promise<void> => {
    const result = await whoDecidesHere({ database, register }, question());
    const outcome = result.ok ? result.value.authority.outcome : result.refusal.code;
    found[outcome] = (found[outcome] ?? 0) + 1;
  };
  const timed = async (work: () => Promise<unknown>): Promise<number[]> => {
    const times: number[] = [];
    for (let count = 0; count < ASKED; count += 1) {
      const started = performance.now();
      await work();
      times.push(performance.now() - started);
    }
    return times;
  };
  // The first ones compile the code and fill the server's memory.
  for (let count = 0; count < 200; count += 1) await ask();
  for (const key of Object.keys(found)) delete found[key];
  const reference = quantiles(await timed(() => sql`select 1`.execute(db)));
  const before = process.cpuUsage();
  const answers = quantiles(await timed(ask));
  const { user, system } = process.cpuUsage(before);
  // Of this process's own computing, which a busy machine does not stretch; the embedded record computes in it too.
  return { roundTrip: reference, whoDecides: { ...answers, meanComputingMs: rounded((user + system) / 1000 / ASKED), p95Ratio: rounded(answers.p95Ms / reference.p95Ms) }, found };
}

async function planted(database: Database, bodies: Bodies): Promise<void> {
  await migrate(database, migrations);
  await plant(database.as(), bodies);
  await plantGrants(database.as(), grantsOf(bodies));
  await plantDecisions(database.as(), bodies);
  await database.runScript('analyze');
}

const folder = mkdtempSync(join(tmpdir(), 'chorus-bench-authority-'));
const postgresql = findPostgresql();
const server = postgresql.ok ? await startPostgresql(postgresql.native, folder) : null;
try {
  const bodies = england();
  const figures: Record<string, unknown> = {};
  const engines: [name: string, open: () => Promise<Database>][] = [['pglite', () => openEmbedded(join(folder, 'record'))]];
  if (server) engines.push(['postgresql', () => openServer(server.url)]);
  for (const [name, open] of engines) {
    note(`${name}: planting ${GRANTS} grants …`);
    const database = await open();
    try {
      await planted(database, bodies);
      note(`${name}: asking …`);
      figures[name] = await measured(database, bodies);
    } finally {
      await database.close();
    }
  }
  sayFigures({ benchmark: 'authority', grants: GRANTS, asked: ASKED, organisations: bodies.rows.length, ...figures, postgresqlMissing: postgresql.ok ? null : postgresql.reason, target: { p95MsMax: 5 } });
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
