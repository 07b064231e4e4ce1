import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { actingOf } from '#platform/web/acting.ts';
import { addPost, recordWorth } from '#workforce';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import { answerHelp, askPracticesOfHelp, noteHelpGiven, takeAnswerBack } from './commands/answerHelp.ts';
import { recordFact, recordFacts } from './commands/recordFact.ts';
import { startProgramme } from './commands/startProgramme.ts';
import type { NewFact } from './domain/fact.ts';
import { choicesOf } from './queries/choices.ts';
import { partOfYear, programmeOf } from './queries/programmes.ts';
import { programmeTasks } from './queries/programmeTasks.ts';
import { inventedProgrammes } from './testing/inventedProgrammes.ts';
import type { InventedProgrammes, PersonKey } from './testing/inventedProgrammes.ts';

const on = isoDate;
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });
const VISITS = { title: 'Home visits', unit: 'visits', improvement: 'decrease' as const };

onBothEngines('programmes and what is round them', (engine) => {
  let database: Database;
  let place: InventedProgrammes;
  let postId: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedProgrammes(database);
    place.setNow('2026-06-01');
    postId = await addPost(place.programmes, place.acting('cara'), {
      pcnCode: 'UZ001', reference: 'CP1', startsOn: on('2026-03-03'),
      facts: { role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: { kind: 'practice', code: 'ZZA01' }, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: 2, sitsAt: 'ZZA01', fundedBy: 'practice', region: 'national', costPence: 7_300_000 },
    });
  });
  beforeEach(() => place.setNow('2026-06-01'));
  afterAll(() => database.close());

  const start = (by: PersonKey = 'cara', organisationCode = 'UZ001', more = {}) => startProgramme(place.programmes, place.acting(by), { organisationCode, title: 'Visiting team', pattern: 'visiting-team', startedOn: on('2026-01-01'), vision: 'A team visits you.', ...more });
  const choices = async (by: PersonKey, organisationCode = 'UZ001') => choicesOf({ context: place.programmes, image: await place.register.reader.image(), acting: place.acting(by), organisationCode });
  const shown = (id: string, by: PersonKey = 'cara') => programmeOf(place.programmes, place.acting(by), id);

  test('a pattern that is edited before the start is stored as it was edited, and nothing else of it', async () => {
    const id = await start('cara', 'UZ001', { plan: { sought: ['nurse', 'patient'], measures: [{ ...VISITS, title: 'Visits before noon' }], wins: [{ title: 'First visits', unit: 'visits', improvement: 'increase' }] } });
    const { facts, steps } = await shown(id);
    expect(facts.filter(({ kind }) => kind !== 'vision').map(({ kind, detail }) => [kind, detail])).toEqual([
      ['sought', { profession: 'nurse' }], ['sought', { profession: 'patient' }], ['planned-measure', { ...VISITS, title: 'Visits before noon' }], ['planned-win', { title: 'First visits', unit: 'visits', improvement: 'increase' }],
    ]);
    expect(steps.find(({ step }) => step === 'vision')).toMatchObject({ state: 'at-risk', because: ['Without a baseline yet, and so no measure: “Visits before noon”.'], next: { form: 'measure' } });
    expect(steps.find(({ step }) => step === 'not-declaring-victory')).toMatchObject({ state: 'not-yet' });
  });

  test.each([
    ['a line without a unit', { measures: [{ ...VISITS, unit: ' ' }] }, 'unit-missing'], ['the same line twice', { wins: [VISITS, { ...VISITS, title: 'home visits ' }] }, 'there-already'], ['eleven lines', { measures: Array.from({ length: 11 }, (_, index) => ({ ...VISITS, title: `M${index}` })) }, 'too-many'],
  ])('a plan with %s starts nothing', async (_, part, code) => {
    await expect(start('cara', 'UZ001', { plan: { sought: [], measures: [], wins: [], ...part } })).rejects.toMatchObject(refusal(code));
  });

  test('a planned measure becomes one with its baseline, once, and outlives the plan that is withdrawn', async () => {
    const id = await start('cara', 'UZ001', { plan: { sought: [], measures: [VISITS], wins: [] } });
    const planned = (await shown(id)).facts.find(({ kind }) => kind === 'planned-measure')!;
    const measure = (title: string): NewFact => ({ kind: 'measure', aboutId: planned.id, on: on('2026-01-05'), detail: { ...VISITS, title, series: { kind: 'entered' }, baseline: 100, target: 60, targetOn: on('2026-12-31') } });
    await recordFact(place.programmes, place.acting('cara'), { programmeId: id, fact: measure('Home visits') });
    await expect(recordFact(place.programmes, place.acting('cara'), { programmeId: id, fact: measure('Others') })).rejects.toMatchObject(refusal('told-already'));
    expect((await shown(id)).steps.find(({ step }) => step === 'vision')).toMatchObject({ state: 'met' });
  });

  test('people are chosen by name: those of the PCN and its practices who sign in, and nobody else', async () => {
    const { people } = await choices('cara');
    expect(people.map(({ personId, organisationCode, profession }) => [personId, organisationCode, profession])).toEqual([
      ['cara', 'UZ001', 'clinical-director'], ['petra', 'ZZA03', 'gp'], ['milo', 'ZZA02', 'practice-manager'], ['mina', 'ZZA01', 'practice-manager'],
    ]);
    expect(people[2]!.label).toMatch(/^Milo Manager, practice manager, /);
    expect(people[1]!.label).toMatch(/^Dr Petra Partner, GP partner, /);
  });

  test('needs are access, workload and indicators; a measure is never an indicator', async () => {
    const { needs, series } = await choices('cara');
    for (const start of ['performance/access/same-day:UZ001', 'workforce/workload/visits:UZ001', 'performance/indicator/']) expect(needs.some(({ value }) => value.startsWith(start))).toBe(true);
    expect(series.map(({ value }) => value.split(':')[0])).not.toContain('indicator');
    expect(series).toContainEqual(expect.objectContaining({ value: 'access:same-day:ZZA02' }));
    expect(series).toContainEqual(expect.objectContaining({ value: 'workload:appointments:UZ001' }));
  });

  test('posts are chosen and named with their cost by those who see them; the lead of the place sees that there is one', async () => {
    expect((await choices('cara')).posts).toEqual([{ value: `workforce/post/${postId}`, label: 'Clinical pharmacist (CP1), 1 WTE, vacant, £73,000 a year' }]);
    expect((await choices('pat')).posts).toEqual([]);
    const id = await start();
    await recordFact(place.programmes, place.acting('cara'), { programmeId: id, fact: { kind: 'subject', on: on('2026-06-01'), detail: { as: 'post', subject: { module: 'workforce', kind: 'post', id: postId } } } });
    const { uses, cost } = await shown(id, 'mina');
    expect(uses[0]!.named).toEqual({ title: 'Clinical pharmacist (CP1), 1 WTE, vacant', amount: '£73,000 a year', href: `/workforce/posts/${postId}` });
    // From 3 March to 1 June are 91 days, at £200 a day.
    expect(cost).toMatchObject({ postsPencePerYear: 7_300_000, postsPenceSoFar: 1_820_000, postsCounted: 1 });
    expect((await shown(id, 'pat')).uses[0]!.named).toMatchObject({ amount: null, href: null });
  });

  test.each([['2026-01-01', '2026-12-31', 36_500], ['2026-01-01', '2026-01-01', 100], ['2026-02-01', '2026-01-01', 0]])('of £365 a year, %s to %s cost %i pence', (from, to, pence) => expect(partOfYear(36_500, on(from), on(to))).toBe(pence));

  test('decisions are those that the reader may read, as their own module names them', async () => {
    const context = { ...place.programmes, decisionsFor: async (personId: string) => (personId === 'cara' ? [{ subject: { module: 'governance', kind: 'decision', id: '7' }, label: 'The board, 1 May 2026: yes' }] : []) };
    const image = await place.register.reader.image();
    expect((await choicesOf({ context, image, acting: place.acting('cara'), organisationCode: 'UZ001' })).decisions).toEqual([{ value: 'governance/decision/7', label: 'The board, 1 May 2026: yes' }]);
    expect((await choicesOf({ context, image, acting: place.acting('mina'), organisationCode: 'UZ001' })).decisions).toEqual([]);
  });

  test('several leaders are asked at once, or none where one cannot be', async () => {
    const id = await start();
    const leader = (personId: string, organisationCode: string): NewFact => ({ kind: 'leader', on: on('2026-06-01'), name: personId, personId, detail: { organisationCode } });
    await expect(recordFacts(place.programmes, place.acting('cara'), { programmeId: id, facts: [leader('mina', 'ZZA01'), leader('paul', 'ZZB01')] })).rejects.toMatchObject(refusal('not-of-programme'));
    await expect(recordFacts(place.programmes, place.acting('cara'), { programmeId: id, facts: [leader('mina', 'ZZA01'), leader('mina', 'ZZA01')] })).rejects.toMatchObject(refusal('there-already'));
    expect((await shown(id)).facts.filter(({ kind }) => kind === 'leader')).toEqual([]);
    await recordFacts(place.programmes, place.acting('cara'), { programmeId: id, facts: [leader('mina', 'ZZA01'), leader('milo', 'ZZA02')] });
    expect((await shown(id)).steps[0]!.because).toEqual(['2 leaders asked; nobody has answered.']);
  });

  test('the workload that the PCN keeps is a measure, of whole months only', async () => {
    const id = await start();
    const lines = [['2025-11', 10], ['2025-12', 12], ['2026-02', 20], ['2026-06', 1]].map(([month, count]) => `ZZA01,clinical-pharmacist,${month},visits,${count},60`);
    const kept = await recordWorth(place.programmes, place.acting('cara'), { pcnCode: 'UZ001', text: ['practice_code,role,month,kind,count,minutes', ...lines].join('\n') });
    expect(kept).toMatchObject({ kept: 4, refusals: [] });
    await recordFact(place.programmes, place.acting('cara'), { programmeId: id, fact: { kind: 'measure', on: on('2026-01-05'), detail: { title: 'Visits made', unit: 'visits', series: { kind: 'workload', figure: 'visits', code: 'UZ001' }, improvement: 'increase', baseline: 11, target: 30, targetOn: on('2026-12-31') } } });
    const { measures: [one] } = await shown(id, 'milo');
    expect(one!.difference).toMatchObject({ change: 'too-early', from: 11, fromIs: 'baseline', pointsSince: 1, latest: { month: '2026-02-01', value: 20 } });
    expect(one!.chart!.points.map(({ value }) => value)).toEqual([10, 12, null, 20]);
  });

  const tasksOf = async (by: PersonKey, id: string) => (await programmeTasks(place.programmes)(place.acting(by) as ReturnType<typeof actingOf>, place.programmes.now())).filter((task) => task.id.startsWith(`programmes/${id}/`)).map(({ title }) => title);

  test('Today asks who is offered help to answer, and who offers it to get in touch, until both have', async () => {
    const offering = await start('colin', 'UZ002', { title: 'Visits in Weir' });
    await recordFact(place.programmes, place.acting('colin'), { programmeId: offering, fact: { kind: 'peer-offer', on: on('2026-06-01'), detail: {} } });
    const id = await start();
    const asked = { programmeId: id, peerId: offering, words: '' };
    const answerIt = 'Answer Weir PCN, which offers help: Visiting team';
    const getInTouch = 'Get in touch with Mill PCN, which would like your help: Visits in Weir';
    expect(await tasksOf('cara', id)).toContain(answerIt);
    expect(await tasksOf('mina', id)).not.toContain(answerIt);
    const helped = { programmeId: offering, peerId: id, words: 'They came for a morning.' };
    await expect(noteHelpGiven(place.programmes, place.acting('colin'), helped)).rejects.toMatchObject(refusal('answer-not-found'));
    await answerHelp(place.programmes, place.acting('cara'), { ...asked, accepts: true });
    expect(await tasksOf('cara', id)).not.toContain(answerIt);
    expect([await tasksOf('colin', offering), await tasksOf('paul', offering)]).toEqual([expect.arrayContaining([getInTouch]), []]);
    await expect(noteHelpGiven(place.programmes, place.acting('paul'), helped)).rejects.toMatchObject(refusal('not-allowed'));
    await noteHelpGiven(place.programmes, place.acting('colin'), helped);
    expect(await tasksOf('colin', offering)).not.toContain(getInTouch);
    expect((await shown(offering, 'colin')).helpAnswers).toMatchObject([{ programmeId: id, helpedOn: '2026-06-01' }]);
    await expect(noteHelpGiven(place.programmes, place.acting('colin'), helped)).rejects.toMatchObject(refusal('told-already'));
  });

  test('who is offered help reads whether the change of who offers it holds, and those come first', async () => {
    const [beginner, doer] = [await start('colin', 'UZ002'), await start('pat', 'PL-1', { startedOn: on('2025-10-01') })];
    for (const [by, programmeId] of [['colin', beginner], ['pat', doer]] as const) await recordFact(place.programmes, place.acting(by), { programmeId, fact: { kind: 'peer-offer', on: on('2026-06-01'), detail: {} } });
    const record = (fact: NewFact) => recordFact(place.programmes, place.acting('pat'), { programmeId: doer, fact });
    const aboutId = await record({ kind: 'measure', on: on('2026-01-05'), detail: { ...VISITS, series: { kind: 'entered' }, baseline: 100, target: 60, targetOn: on('2026-12-31') } });
    for (const month of ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04']) await record({ kind: 'figure', aboutId, on: on(`${month}-01`), detail: { value: 80 } });
    const peers = (await shown(await start())).peers.filter(({ programmeId }) => programmeId === beginner || programmeId === doer);
    expect(peers.map(({ programmeId, holds }) => [programmeId, holds])).toEqual([[doer, true], [beginner, false]]);
  });

  test('help that is offered is accepted, seen by who offers it, taken back and declined; nobody else answers', async () => {
    const offering = await start('colin', 'UZ002');
    await recordFact(place.programmes, place.acting('colin'), { programmeId: offering, fact: { kind: 'peer-offer', on: on('2026-06-01'), detail: {}, words: 'Ring us.' } });
    const id = await start();
    const asked = { programmeId: id, peerId: offering, words: 'How did you share the car?' };
    for (const by of ['mina', 'pat'] as const) await expect(answerHelp(place.programmes, place.acting(by), { ...asked, accepts: true })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(answerHelp(place.programmes, place.acting('cara'), { ...asked, peerId: id, accepts: true })).rejects.toMatchObject(refusal('offer-not-found'));
    await expect(takeAnswerBack(place.programmes, place.acting('cara'), asked)).rejects.toMatchObject(refusal('answer-not-found'));
    await answerHelp(place.programmes, place.acting('cara'), { ...asked, accepts: true });
    expect((await shown(id)).peers.find(({ programmeId }) => programmeId === offering)!.answer).toMatchObject({ accepts: true, words: 'How did you share the car?' });
    expect((await shown(offering, 'colin')).helpAnswers).toEqual([{ programmeId: id, organisationName: 'Mill PCN', accepts: true, on: '2026-06-01', words: 'How did you share the car?', helpedOn: null }]);
    await expect(answerHelp(place.programmes, place.acting('cara'), { ...asked, accepts: false })).rejects.toMatchObject(refusal('told-already', '1 June 2026'));
    await takeAnswerBack(place.programmes, place.acting('cara'), asked);
    expect((await shown(offering, 'colin')).helpAnswers).toEqual([]);
    await answerHelp(place.programmes, place.acting('cara'), { ...asked, words: '', accepts: false });
    expect((await shown(id)).peers.find(({ programmeId }) => programmeId === offering)!.answer).toMatchObject({ accepts: false });
    expect((await shown(id)).withdrawn.map(({ kind, why }) => [kind, why])).toEqual([['peer-answer', 'The answer was taken back.']]);
  });

  test('whether to take help is drafted as a question to the PCN’s practices, by who may put questions', async () => {
    const offering = await start('colin', 'UZ002');
    await recordFact(place.programmes, place.acting('colin'), { programmeId: offering, fact: { kind: 'peer-offer', on: on('2026-06-01'), detail: {}, words: 'Ring us.' } });
    const id = await start();
    const drafted: object[] = [];
    const askAbout = { permission: 'voice.lead', readPermission: 'voice.read', draft: async (_: unknown, question: object) => `/questions/${drafted.push(question)}`, asked: async () => [] };
    const leads = { ...place.acting('cara'), permissions: new Set([...place.acting('cara').permissions, 'voice.lead']) };
    await expect(askPracticesOfHelp({ ...place.programmes, askAbout }, { ...leads, permissions: new Set([...leads.permissions].filter((one) => one !== 'voice.lead')) }, { programmeId: id, peerId: offering })).rejects.toMatchObject(refusal('not-allowed'));
    expect(await askPracticesOfHelp({ ...place.programmes, askAbout }, leads, { programmeId: id, peerId: offering })).toBe('/questions/1');
    expect(drafted).toEqual([expect.objectContaining({ organisationCode: 'UZ001', about: [{ module: 'programmes', kind: 'programme', id }, { module: 'register', kind: 'organisation', id: 'UZ002' }], asks: expect.stringContaining('It says: Ring us. Yes accepts the help; no declines it.') as string })]);
  });
});
