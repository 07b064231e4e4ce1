import { join } from 'node:path';
import { sql } from 'kysely';
import { isoDate, toIsoDate } from '../src/kernel/isoDate.ts';
import { migrations } from '../src/app/migrations.ts';
import { verifyAudit } from '../src/platform/audit/audit.ts';
import { migrate, openEmbedded } from '../src/platform/database/index.ts';
import type { Database } from '../src/platform/database/index.ts';
import type { RegisterContext } from '../src/modules/register/context.ts';
import { registerReader } from '../src/modules/register/queries/registerReader.ts';
import { answerCanvass } from '../src/modules/voice/commands/answerCanvass.ts';
import { openCanvass } from '../src/modules/voice/commands/openCanvass.ts';
import type { VoiceContext } from '../src/modules/voice/context.ts';
import type { AnswerChoice } from '../src/modules/voice/domain/canvass/canvass.ts';
import { rollUpOf } from '../src/modules/voice/queries/canvassRollUp.ts';
import { endlessly, note, quantiles, rounded, sayFigures, seeded, setting } from './figures.ts';
import { scratchFolder } from './inputs.ts';

/**
 * A canvass of as many practices as England has, in PCNs as large as England's: opened, with a mail to somebody at each;
 * answered by all, each answer authorised, stored and audited in a transaction of its own; rolled up. Codes and people are
 * invented. Beside it as many bare rows, each in a transaction of its own, in the same record.
 */
const PRACTICES = setting('CHORUS_BENCH_PRACTICES', 6_200);
const PRACTICES_A_PCN = 4.8;
const ROUNDS = setting('CHORUS_BENCH_ROUNDS', 5);
const NOW = new Date('2026-06-01T09:00:00Z');
const CHOICES: AnswerChoice[] = ['support', 'support', 'support', 'conditions', 'conditions', 'neutral', 'object', 'block'];

const practices = Array.from({ length: PRACTICES }, (_, index) => {
  const code = `Z${String(index).padStart(5, '0')}`;
  return { code, pcn: `UZ${String(Math.floor(index / PRACTICES_A_PCN)).padStart(4, '0')}`, person: `person-${code}`, list: 4_000 + ((index * 7_919) % 12_000) };
});

async function plant(database: Database): Promise<void> {
  const pcns = [...new Set(practices.map(({ pcn }) => pcn))];
  const bodies = [['PL-1', 'place', 'England'], ['GF-1', 'gp-federation', 'A federation'], ...pcns.map((code) => [code, 'pcn', `PCN ${code}`]), ...practices.map(({ code }) => [code, 'practice', `Practice ${code}`])];
  const relations = [...pcns.map((pcn) => ['part-of', pcn, 'PL-1', null]), ...practices.map(({ code, pcn }) => ['member', code, pcn, 'pcn'])];
  const cells = (rows: unknown[]) => sql`jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as one`;
  const db = database.as();
  await sql`insert into organisation (code, kind) select one ->> 0, one ->> 1 from ${cells(bodies)}`.execute(db);
  await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) select one ->> 0, one ->> 2, 'open', true, 'entered', '[2000-01-01,)', '[2020-01-01,)' from ${cells(bodies)}`.execute(db);
  await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) select one ->> 0, one ->> 1, one ->> 2, one ->> 3, 'entered', '[2022-07-01,)', '[2022-07-01,)' from ${cells(relations)}`.execute(db);
  const people = practices.map(({ code, person }) => [person, code]);
  await sql`insert into person (id, made_at) select one ->> 0, '2024-01-01' from ${cells(people)}`.execute(db);
  await sql`insert into person_details (person_id, name, email, salt) select id, id, lower(id) || '@example.org', 'salt' from person`.execute(db);
  await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) select one ->> 0, one ->> 0, 'practice-manager', one ->> 1, '[2024-01-01,)', '[2024-01-01,)' from ${cells(people)}`.execute(db);
  await sql`insert into forum (code, kind, name, organisation_code, place_code, opened_on, entered_at, entered_by) values ('team', 'gp-leadership-team', 'Team', 'GF-1', 'PL-1', '2024-04-01', '2024-04-01', 'bench')`.execute(db);
  await sql`create table bare_row (id bigint generated always as identity primary key, organisation_code text not null, choice text not null, at timestamptz not null)`.execute(db);
}

async function draft(database: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into question (place_code, forum_code, title, asks, decision_type, state, made_at, made_by) values ('PL-1', 'team', 'Shall we?', 'Shall we?', 'ordinary', 'drafted', ${NOW.toISOString()}, 'bench') returning id`.execute(database.as());
  return rows[0]!.id;
}

/** By the clock, and of this process's own computing, which a busy machine stretches less. */
async function secondsOf(work: () => Promise<unknown>): Promise<{ clock: number; computing: number }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: rounded((performance.now() - started) / 1000), computing: rounded((user + system) / 1e6) };
}

const database = await openEmbedded(join(scratchFolder('canvass'), 'record'));
try {
  await migrate(database, migrations);
  note(`Planting ${PRACTICES} practices …`);
  await plant(database);
  const register = {
    database,
    reader: registerReader(database.as()),
    populations: { registered: async () => ({ kind: 'registered', asOf: '2026-04-01', source: 'invented/2026-04-01', byPractice: new Map(practices.map(({ code, list }) => [code, list])) }) },
  } as unknown as RegisterContext;
  const context = { database, register, now: () => NOW, today: () => toIsoDate(NOW), publicUrl: 'https://chorus.example', siteName: 'Chorus' } as unknown as VoiceContext;
  await register.reader.image();
  const questionId = await draft(database);
  const console_ = { by: 'console:bench', personId: null, permissions: new Set(['voice.lead']) };
  const draw = endlessly(CHOICES, seeded(20_260_601));

  let canvassId = '';
  const openSeconds = await secondsOf(async () => {
    canvassId = await openCanvass(context, console_, { questionId, closesOn: isoDate('2026-06-15') });
  });
  note('Answering …');
  const times: number[] = [];
  const answerSeconds = await secondsOf(async () => {
    for (const { code, person } of practices) {
      const choice = draw();
      const words = choice === 'support' || choice === 'neutral' ? undefined : `Only with a bus from stop ${code.slice(-1)}.`;
      const started = performance.now();
      await answerCanvass(context, { by: person, personId: person, permissions: new Set(['voice.answer']) }, { canvassId, organisationCode: code, choice, words, way: 'signed-in' });
      times.push(performance.now() - started);
    }
  });
  const rollUps: number[] = [];
  let answered = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    answered = (await rollUpOf(context, canvassId)).coverage.practicesAnswered;
    rollUps.push(performance.now() - started);
  }
  const bareSeconds = await secondsOf(async () => {
    for (const { code } of practices) {
      await database.inTransaction((transaction) => sql`insert into bare_row (organisation_code, choice, at) values (${code}, 'support', ${NOW.toISOString()})`.execute(transaction));
    }
  });
  const verdict = await verifyAudit(database.as());
  if (answered !== PRACTICES || !verdict.isIntact) throw new Error(`${answered} of ${PRACTICES} answers counted; the audit chain ${verdict.isIntact ? 'is whole' : 'is broken'}.`);
  sayFigures({
    benchmark: 'canvass',
    engine: 'pglite',
    practices: PRACTICES,
    openSeconds,
    answerSeconds,
    answers: quantiles(times),
    rollUps: quantiles(rollUps),
    totalSeconds: rounded(openSeconds.clock + answerSeconds.clock + rollUps[0]! / 1000),
    bareRowsSeconds: bareSeconds,
    ratio: rounded(answerSeconds.computing / bareSeconds.computing),
    target: { totalSecondsMax: 10, rollUpMsMax: 200 },
  });
} finally {
  await database.close();
}
