import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import type { actingOf } from '#platform/web/acting.ts';
import { eraseWordsOf } from '#platform/words/words.ts';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import { closeProgramme } from './commands/closeProgramme.ts';
import { recordFact } from './commands/recordFact.ts';
import { startProgramme } from './commands/startProgramme.ts';
import { withdrawFact } from './commands/withdrawFact.ts';
import type { NewFact } from './domain/fact.ts';
import { sayClosing } from './sayProgramme.ts';
import { describeProgramme } from './queries/describeProgramme.ts';
import { programmeOf, programmesOf } from './queries/programmes.ts';
import { programmeTasks } from './queries/programmeTasks.ts';
import { inventedProgrammes } from './testing/inventedProgrammes.ts';
import type { InventedProgrammes, PersonKey } from './testing/inventedProgrammes.ts';

const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });
const on = isoDate;
const MEASURE: NewFact<'measure'> = { kind: 'measure', on: on('2026-01-05'), detail: { title: 'Home visits', unit: 'visits', series: { kind: 'entered' }, improvement: 'decrease', baseline: 100, target: 60, targetOn: on('2026-12-31') } };

onBothEngines('programmes', (engine) => {
  let database: Database;
  let place: InventedProgrammes;
  let id: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedProgrammes(database);
  });
  beforeEach(async () => {
    place.setNow('2026-06-01');
    id = await start('cara');
  });
  afterAll(() => database.close());

  const start = (by: PersonKey, organisationCode = 'UZ001', more = {}) => startProgramme(place.programmes, place.acting(by), { organisationCode, title: 'Visiting team', pattern: 'visiting-team', startedOn: on('2025-10-01'), vision: 'A team visits you at home. You are seen sooner.', ...more });
  const record = (fact: NewFact, by: PersonKey = 'cara') => recordFact(place.programmes, place.acting(by), { programmeId: id, fact });
  const stateOf = async (step: string, by: PersonKey = 'cara') => (await programmeOf(place.programmes, place.acting(by), id)).steps.find((one) => one.step === step)!;
  const leader = (organisationCode: string, name: string, personId: string | null = null): NewFact => ({ kind: 'leader', on: on('2026-05-01'), detail: { organisationCode }, name, personId });
  const figure = (measure: number, month: number, value: number) => record({ kind: 'figure', aboutId: measure, on: on(`2026-0${month}-01`), detail: { value } });

  test.each<[PersonKey, string]>([['colin', 'UZ001'], ['mina', 'UZ001'], ['ivy', 'UZ001'], ['adam', 'UZ001'], ['pat', 'UZ001'], ['cara', 'PL-1'], ['cara', 'ZZA01']])('are not started by %s for %s', async (by, code) => {
    await expect(start(by, code)).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('of a place are started by its lead, and seen by those who work in it', async () => {
    const ofPlace = await start('pat', 'PL-1');
    for (const by of ['cara', 'mina', 'maud', 'paul'] as const) expect((await programmeOf(place.programmes, place.acting(by), ofPlace)).rights).toEqual({ sees: true, keeps: false });
    await expect(programmeOf(place.programmes, place.acting('ivy'), ofPlace)).rejects.toMatchObject(refusal('not-allowed'));
  });

  test.each<[string, object, string]>([
    ['without a name', { title: ' ' }, 'title-missing'], ['from a pattern that is not there', { pattern: 'miracle' }, 'pattern-unknown'], ['years ahead', { startedOn: on('2028-01-01') }, 'day-ahead'],
    ['with a vision without end', { vision: 'x'.repeat(2_001) }, 'too-long'],
  ])('are not started %s', async (_, more, code) => {
    await expect(start('cara', 'UZ001', more)).rejects.toMatchObject(refusal(code));
  });

  test('are seen by those of the PCN and the lead of its place, and by nobody else', async () => {
    for (const by of ['cara', 'mina', 'petra', 'pat'] as const) expect((await programmesOf(place.programmes, place.acting(by))).map((one) => one.id)).toContain(id);
    for (const by of ['colin', 'paul', 'ivy', 'adam', 'lena'] as const) {
      expect((await programmesOf(place.programmes, place.acting(by))).map((one) => one.id)).not.toContain(id);
      await expect(programmeOf(place.programmes, place.acting(by), id)).rejects.toMatchObject(refusal('not-allowed'));
    }
    await expect(programmeOf(place.programmes, place.acting('cara'), 'P999999')).rejects.toMatchObject(refusal('programme-not-found'));
  });

  test('are kept by who holds the role at the PCN alone', async () => {
    for (const by of ['mina', 'petra', 'pat', 'colin', 'ivy'] as const) await expect(record(MEASURE, by)).rejects.toMatchObject(refusal('not-allowed'));
  });

  test.each<[string, NewFact, string, string]>([
    ['a measure without a baseline', { ...MEASURE, detail: { ...MEASURE.detail, baseline: Number.NaN } }, 'baseline-missing', 'without a baseline'],
    ['a target that is no better', { ...MEASURE, detail: { ...MEASURE.detail, target: 120 } }, 'target-is-no-better', 'The target of 120 is not below the baseline of 100.'],
    ['a target before the start', { ...MEASURE, detail: { ...MEASURE.detail, targetOn: on('2025-09-01') } }, 'target-before-start', '1 September 2025'],
    ['an indicator', { ...MEASURE, detail: { ...MEASURE.detail, series: { kind: 'indicator', indicator: 'HI-03', code: 'UZ001' } } }, 'series-unknown', 'counts up'],
    ['another PCN’s access', { ...MEASURE, detail: { ...MEASURE.detail, series: { kind: 'access', measure: 'same-day', code: 'UZ002' } } }, 'not-of-programme', 'UZ002'],
    ['a measure without a unit', { ...MEASURE, detail: { ...MEASURE.detail, unit: '' } }, 'unit-missing', ''],
    ['a leader of another PCN', leader('ZZB01', 'Paul'), 'not-of-programme', 'ZZB01'],
    ['a leader without a name', leader('ZZA01', ' '), 'name-missing', 'who was asked'],
    ['an answer of nobody', { kind: 'leader-answer', aboutId: 999_999, on: on('2026-05-01'), detail: { standingStillIsWorse: true } }, 'fact-not-found', ''],
    ['an obstacle in no words', { kind: 'obstacle', on: on('2026-05-01'), detail: {} }, 'words-missing', 'what stands in the way'],
    ['what has not happened', { kind: 'obstacle', on: on('2026-06-02'), detail: {}, words: 'No room.' }, 'day-ahead', '2 June 2026 has not come yet; today is 1 June 2026.'],
    ['a win without a figure', { kind: 'win', on: on('2026-07-01'), detail: { title: 'First visits', unit: 'visits', improvement: 'increase', target: Number.NaN } }, 'not-measured', ''],
    ['a cost of nothing', { kind: 'cost', on: on('2026-05-01'), detail: { pence: 0 }, words: 'A car' }, 'no-amount', ''],
    ['a closing by the way', { kind: 'close', on: on('2026-05-01'), detail: { isSustained: true } }, 'fact-unknown', ''],
    ['words without end', { kind: 'obstacle', on: on('2026-05-01'), detail: {}, words: 'x'.repeat(2_001) }, 'too-long', '2001 characters; 2000'],
  ])('refuse %s', async (_, fact, code, words) => {
    await expect(record(fact)).rejects.toMatchObject(refusal(code, words));
  });

  test('have what was told once told once, also when two tell it at once', async () => {
    const aboutId = await record({ kind: 'communication', on: on('2026-05-01'), detail: { audience: 'receptions' }, words: 'Who rings whom' });
    await expect(record({ kind: 'heard', aboutId, on: on('2026-05-02'), detail: { asked: 3, couldSay: 2 } })).rejects.toMatchObject(refusal('not-told-yet'));
    const tell = () => record({ kind: 'delivered', aboutId, on: on('2026-05-02'), detail: {} });
    const both = await Promise.allSettled([tell(), tell()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('told-already', '2 May 2026') });
    await expect(record({ kind: 'heard', aboutId, on: on('2026-05-03'), detail: { asked: 3, couldSay: 4 } })).rejects.toMatchObject(refusal('counts-do-not-fit', '4 of 3'));
    await record({ kind: 'heard', aboutId, on: on('2026-05-03'), detail: { asked: 3, couldSay: 2 } });
    expect((await stateOf('communication')).state).toBe('met');
  });

  test('ask leaders, who answer themselves and find it in their tasks; another may not answer for them', async () => {
    const ids = [await record(leader('ZZA01', 'Mina Manager', 'mina')), await record(leader('ZZA02', 'Milo Manager', 'milo')), await record(leader('ZZA03', 'Dr Petra Partner', 'petra'))];
    await expect(record(leader('ZZA01', 'Mina Manager', 'mina'))).rejects.toMatchObject(refusal('there-already', 'Mina Manager'));
    const tasksOf = async (key: PersonKey) => (await programmeTasks(place.programmes)(place.acting(key) as ReturnType<typeof actingOf>, place.programmes.now())).map(({ id: task }) => task);
    expect(await tasksOf('mina')).toContain(`programmes/${id}/leader/${ids[0]}`);
    const answer = (aboutId: number, standingStillIsWorse: boolean, by: PersonKey) => record({ kind: 'leader-answer', aboutId, on: on('2026-06-01'), detail: { standingStillIsWorse } }, by);
    await answer(ids[0]!, true, 'mina');
    await expect(answer(ids[1]!, true, 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    await answer(ids[1]!, true, 'milo');
    expect(await stateOf('urgency')).toMatchObject({ state: 'at-risk', next: { says: 'Ask the 1 leader who has not answered. The question is on their Today.' } });
    await expect(answer(ids[2]!, true, 'cara')).rejects.toMatchObject(refusal('answers-alone', 'Dr Petra Partner signs in, and answers alone.'));
    await answer(ids[2]!, true, 'petra');
    expect(await stateOf('urgency')).toMatchObject({ state: 'at-risk', next: { says: expect.stringContaining('Say which need it answers') as string, href: `/programmes/${id}/uses?form=need#form-need` } });
    await record({ kind: 'subject', on: on('2026-06-01'), detail: { as: 'need', subject: { module: 'workforce', kind: 'workload', id: 'visits:UZ001' } } });
    expect((await stateOf('urgency')).state).toBe('met');
    expect(await tasksOf('mina')).not.toContain(`programmes/${id}/leader/${ids[0]}`);
    expect((await tasksOf('cara')).some((task) => task.startsWith(`programmes/${id}/`))).toBe(true);
    expect(await tasksOf('colin')).toEqual([]);
  });

  test('of one who signs in only they answer, also where who keeps it would note it, and only they take it back; of another it is noted, and told apart', async () => {
    const mina = await record(leader('ZZA01', 'Mina Manager', 'mina'));
    const other = await record(leader('ZZA02', 'Somebody else'));
    const answer = (aboutId: number, by: PersonKey) => record({ kind: 'leader-answer', aboutId, on: on('2026-06-01'), detail: { standingStillIsWorse: false } }, by);
    await expect(recordFact(place.programmes, place.console, { programmeId: id, fact: { kind: 'leader-answer', aboutId: mina, on: on('2026-06-01'), detail: { standingStillIsWorse: true } } })).rejects.toMatchObject(refusal('answers-alone'));
    const own = await answer(mina, 'mina');
    const noted = await answer(other, 'cara');
    expect((await stateOf('urgency')).because[0]).toBe('0 of 2 leaders asked say that standing still is worse: 0%; 75% is needed, which is 2. 1 of the answers was noted for a leader by somebody else.');
    await expect(withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: own, words: 'It was a no.' })).rejects.toMatchObject(refusal('not-allowed', 'Only who answered'));
    await withdrawFact(place.programmes, place.acting('mina'), { programmeId: id, factId: own, words: 'I think about it.' });
    await withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: noted, words: 'Misheard.' });
    expect((await stateOf('urgency')).because).toEqual(['2 leaders asked; nobody has answered.']);
  });

  test('keep a withdrawn fact with its reason, and what told more of it goes too', async () => {
    const measure = await record(MEASURE);
    await figure(measure, 1, 90);
    await expect(withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: measure, words: '' })).rejects.toMatchObject(refusal('words-missing'));
    await expect(withdrawFact(place.programmes, place.acting('mina'), { programmeId: id, factId: measure, words: 'Wrong' })).rejects.toMatchObject(refusal('not-allowed'));
    await withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: measure, words: 'Counted wrongly.' });
    const { measures, withdrawn } = await programmeOf(place.programmes, place.acting('mina'), id);
    expect([measures, withdrawn.map(({ kind, why }) => [kind, why])]).toEqual([[], [['measure', 'Counted wrongly.'], ['figure', 'Counted wrongly.']]]);
    await expect(withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: measure, words: 'Again' })).rejects.toMatchObject(refusal('fact-not-found'));
  });

  test('are closed while the change does not hold only with a reason, which is shown for ever', async () => {
    const measure = await record(MEASURE);
    await expect(closeProgramme(place.programmes, place.acting('mina'), { programmeId: id, words: 'x' })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(closeProgramme(place.programmes, place.acting('cara'), { programmeId: id, words: ' ' })).rejects.toMatchObject(refusal('victory-too-soon', 'has no figure since the start'));
    expect(await closeProgramme(place.programmes, place.acting('cara'), { programmeId: id, words: 'The money ended.' })).toBe(false);
    await expect(closeProgramme(place.programmes, place.acting('cara'), { programmeId: id, words: 'Again' })).rejects.toMatchObject(refusal('closed-already'));
    const shown = await programmeOf(place.programmes, place.acting('cara'), id);
    expect([shown.closedOn, shown.closedWithout, shown.closing]).toEqual(['2026-06-01', 'The money ended.', { on: '2026-06-01', held: false, words: 'The money ended.', by: 'cara' }]);
    const close = shown.facts.find(({ kind }) => kind === 'close')!;
    await expect(withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId: close.id, words: 'Oops' })).rejects.toMatchObject(refusal('closed-for-ever'));
    await expect(record({ kind: 'obstacle', on: on('2026-05-01'), detail: {}, words: 'No room.' })).rejects.toMatchObject(refusal('programme-closed', '1 June 2026'));
    await figure(measure, 1, 90);
    expect(await stateOf('not-declaring-victory')).toMatchObject({ state: 'at-risk' });
  });

  test('show whether it has changed, by how much and with what certainty, and close without a reason once it holds', async () => {
    const measure = await record(MEASURE);
    for (const [month, value] of [102, 98, 101, 99, 100, 100].entries()) await record({ kind: 'figure', aboutId: measure, on: on(`2025-0${month + 4}-01`), detail: { value } });
    for (const [index, month] of ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'].entries()) await record({ kind: 'figure', aboutId: measure, on: on(`${month}-01`), detail: { value: 80 + (index % 2) } });
    const { measures: [one] } = await programmeOf(place.programmes, place.acting('mina'), id);
    // Before: the mean is 100, the moving ranges 4, 3, 2, 1 and 0, so their mean 2; 2.66 × 2 / 3 is one deviation.
    const margin = 1.96 * ((2.66 * 2) / 3) * Math.sqrt(1 / 6 + 1 / 7);
    const by = (80 * 4 + 81 * 3) / 7 - 100;
    expect(one!.difference).toMatchObject({ change: 'better', from: 100, fromIs: 'mean-before', pointsBefore: 6, pointsSince: 7, better: 7, interval: { low: expect.closeTo(by - margin, 9) as number, high: expect.closeTo(by + margin, 9) as number } });
    expect(one!.chart!.marks).toEqual([{ date: '2025-10-01', words: 'the programme began' }]);
    expect(await closeProgramme(place.programmes, place.acting('cara'), { programmeId: id, words: 'It is routine now.' })).toBe(true);
    const { closing, closedWithout } = await programmeOf(place.programmes, place.acting('cara'), id);
    expect([closedWithout, sayClosing(closing!)]).toEqual([null, 'Closed on 1 June 2026, once the change held. It is routine now.']);
  });

  test('a figure that is entered again counts as it was entered last', async () => {
    const measure = await record(MEASURE);
    await figure(measure, 1, 90);
    await figure(measure, 1, 95);
    expect((await programmeOf(place.programmes, place.acting('cara'), id)).measures[0]!.difference).toMatchObject({ pointsSince: 1, latest: { value: 95 } });
  });

  test('anybody who sees it disagrees on record, and moves nothing; only they take it back', async () => {
    await expect(record({ kind: 'disagreement', on: on('2026-06-01'), detail: { step: 'vision' }, words: 'Nobody asked us.' }, 'colin')).rejects.toMatchObject(refusal('not-allowed'));
    const before = (await stateOf('vision')).state;
    const factId = await record({ kind: 'disagreement', on: on('2026-06-01'), detail: { step: 'vision' }, words: 'Nobody asked us.' }, 'mina');
    expect(await stateOf('vision', 'milo')).toMatchObject({ state: before, disagreements: [{ by: 'mina', on: '2026-06-01', reason: 'Nobody asked us.' }] });
    await expect(withdrawFact(place.programmes, place.acting('cara'), { programmeId: id, factId, words: 'No' })).rejects.toMatchObject(refusal('not-allowed'));
    await withdrawFact(place.programmes, place.acting('mina'), { programmeId: id, factId, words: 'They did.' });
    expect((await stateOf('vision')).disagreements).toEqual([]);
  });

  test('that offer help are shown to others of the same pattern, and nothing else of them', async () => {
    await record({ kind: 'peer-offer', on: on('2026-06-01'), detail: {}, words: 'Ring us about the rota.' });
    const other = await start('colin', 'UZ002');
    const { peers } = await programmeOf(place.programmes, place.acting('paul'), other);
    expect(peers).toContainEqual({ programmeId: id, organisationCode: 'UZ001', organisationName: 'Mill PCN', offeredOn: '2026-06-01', holds: false, words: 'Ring us about the rota.', answer: null });
  });

  test('erase names and words with who bears or wrote them, and the counts stand', async () => {
    await record(leader('ZZA01', 'Maud Manager', 'maud'));
    await database.inTransaction<unknown, void>((transaction) => eraseWordsOf(transaction, 'maud'));
    const { facts, steps } = await programmeOf(place.programmes, place.acting('cara'), id);
    expect(facts.find(({ kind }) => kind === 'leader')!.name).toBe('Somebody who was erased');
    expect(steps[0]!.because).toEqual(['1 leader asked; nobody has answered.']);
  });

  test('are named for who points at them, are never overwritten, and are audited without words or names', async () => {
    expect(await describeProgramme(place.programmes)({ module: 'programmes', kind: 'programme', id })).toEqual({ title: 'Visiting team', href: `/programmes/${id}`, isPublic: false });
    expect(await describeProgramme(place.programmes)({ module: 'programmes', kind: 'programme', id: 'P0' })).toBeNull();
    await expect(sql`update programme_fact set happened_on = '2020-01-01'`.execute(database.as())).rejects.toThrow();
    await expect(sql`delete from programme`.execute(database.as())).rejects.toThrow();
    const { rows } = await sql<{ detail: string }>`select string_agg(detail::text, ' ') as detail from audit_entry where subject_module = 'programmes'`.execute(database.as());
    for (const words of ['Manager', 'Partner', 'money ended', 'visits you']) expect(rows[0]!.detail).not.toContain(words);
    expect((await verifyAudit(database.as())).isIntact).toBe(true);
  });
});
