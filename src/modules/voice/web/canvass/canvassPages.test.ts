import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedLinkKey, signLink } from '#platform/signedLink/signedLink.ts';
import type { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { closeCanvass } from '../../commands/closeCanvass.ts';
import { answersOf } from '../../queries/canvasses.ts';
import { canvassTasks } from '../../queries/canvassTasks.ts';
import { canvassedPlace, CLOSES_ON, type CanvassedPlace } from '../../testing/canvassedPlace.ts';
import { canvassServer } from '../../testing/canvassServer.ts';
import { linkAnswerPages } from '../answer/linkAnswerPages.tsx';

let database: Database;
let house: CanvassedPlace;
let browserOf: (person?: PersonKey) => TestBrowser;
beforeAll(async () => {
  database = await testDatabase('pglite');
  house = await canvassedPlace(database);
  ({ browserOf } = await canvassServer(house));
});
afterAll(() => database.close());

const linkOf = async (canvassId: string, personId: string, change: { purpose?: string; expiresAt?: Date } = {}): Promise<string> =>
  `/answer/${signLink(await signedLinkKey(database.as()), { purpose: 'answer-canvass', id: canvassId, personId, expiresAt: new Date('2026-06-16T00:00:00Z'), ...change })}`;

/** The link that this person's mail bears. */
async function mailedLink(personId: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`select plain_text as text from mail join mail_content on mail_id = mail.id where person_id = ${personId} and purpose = 'canvass' order by mail.id desc limit 1`.execute(database.as());
  return /https:\/\/chorus\.example(\/answer\/\S+)/.exec(rows[0]!.text)![1]!;
}

describe('the link in the mail', () => {
  test('shows the question and records nothing; its button does, and may be pressed again until the canvass closes', async () => {
    const { canvassId } = await house.opened();
    const browser = browserOf();
    const link = await mailedLink('mina');
    const page = await browser.get(link);
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('What does Practice ZZA01 say?') });
    expect(page.body).toContain('The hospital offers a room.');
    await browser.get(link);
    expect((await answersOf(database.as(), canvassId)).size).toBe(0);
    const sent = await browser.post(link, { choice: 'conditions', words: 'A bus & <b>shelter</b>' });
    expect(sent).toMatchObject({ status: 303, location: `${link}?for=ZZA01&done=1` });
    const thanked = await browser.get(sent.location);
    expect(thanked.body).toContain('Thank you. Practice ZZA01 says: support with conditions.');
    expect(thanked.body).toContain('A bus &amp; &lt;b&gt;shelter&lt;/b&gt;');
    expect(thanked.body).toContain('Change the answer');
    await browser.post(link, { choice: 'object', words: 'No bus came' });
    expect((await answersOf(database.as(), canvassId)).get('ZZA01')).toMatchObject({ choice: 'object', way: 'link', changes: 1, personId: 'mina' });
    const again = await browserOf('mina').get(`/questions/${(await questionOfCanvass(canvassId))}/canvass/answer`);
    expect(again.body).toContain('What Practice ZZA01 said before');
  });

  test('is asked for by anyone, and not faster than by hand', () => {
    expect(linkAnswerPages(house.context).map(({ who, limit }) => [who, limit])).toEqual([['anyone', 'strict'], ['anyone', 'strict']]);
  });

  test('asks for a choice, and for words with a block, beside their fields with all kept', async () => {
    await house.opened();
    const browser = browserOf();
    const link = await mailedLink('milo');
    await browser.get(link);
    expect(await browser.post(link, { words: 'Hm' })).toMatchObject({ status: 400, body: expect.stringMatching(/Choose an answer[\s\S]*Hm/) });
    expect(await browser.post(link, { choice: 'block', wouldChange: 'A shuttle' })).toMatchObject({ status: 400, body: expect.stringMatching(/it needs a reason[\s\S]*A shuttle/) });
  });

  describe('is refused in one and the same wording', () => {
    let unknown: string;
    const ask = async (link: string) => {
      const browser = browserOf();
      const { status, body } = await browser.get(link);
      await browser.get(await mailedLink('petra'));
      const posted = await browser.post(link, { choice: 'support' });
      return { status, main: mainOf(body), posted: { status: posted.status, main: mainOf(posted.body) } };
    };
    let canvassId: string;
    let closedId: string;
    beforeAll(async () => {
      ({ canvassId: closedId } = await house.opened());
      await closeCanvass(house.context, house.place.acting('pat'), { canvassId: closedId, reason: 'Done' });
      ({ canvassId } = await house.opened());
      unknown = (await ask('/answer/nonsense')).main;
      expect(unknown).toContain('This link cannot be used');
    });

    const cases: [why: string, link: () => Promise<string>][] = [
      ['altered', async () => (await linkOf(canvassId, 'mina')).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
      ['cut short', async () => (await linkOf(canvassId, 'mina')).slice(0, -5)],
      ['expired', () => linkOf(canvassId, 'mina', { expiresAt: new Date('2026-06-01T12:00:00Z') })],
      ['reused after the canvass closed', () => linkOf(closedId, 'mina')],
      ['for a canvass that is not there', () => linkOf('C999', 'mina')],
      ['made for another purpose', () => linkOf(canvassId, 'mina', { purpose: 'acknowledge-report' })],
      ['of a person who does not exist', () => linkOf(canvassId, 'nobody')],
      ['of a person who answers for nobody asked', () => linkOf(canvassId, 'cara')],
      ['with a question’s number put in another’s', async () => {
        const [mine, other] = [await linkOf(canvassId, 'mina'), await linkOf(closedId, 'mina')].map((one) => one.split('.'));
        return [mine![0], other![1], mine![2]].join('.');
      }],
      ['of a person who lost the role since', async () => {
        await sql`update role_held set recorded = tstzrange(lower(recorded), '2026-05-30') where holding_id = 'h-maud'`.execute(database.as());
        return linkOf(canvassId, 'maud');
      }],
      ['of nothing at all', async () => '/answer/v1..'],
    ];
    test.each(cases)('when %s', async (_, link) => {
      const refused = await ask(await link());
      expect(refused).toEqual({ status: 400, main: unknown, posted: { status: 400, main: unknown } });
    });

    test('and none of them recorded anything', async () => {
      expect((await answersOf(database.as(), canvassId)).size).toBe(0);
      expect((await answersOf(database.as(), closedId)).size).toBe(0);
      await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-maud', 'maud', 'practice-manager', 'ZZC01', '[2024-01-01,)', '[2026-05-30,)')`.execute(database.as());
    });
  });
});

describe('who reads what', () => {
  const SECRET = 'Only if the hub opens on Saturdays';
  let path: string;
  let canvassId: string;
  beforeAll(async () => {
    const opened = await house.opened();
    ({ canvassId } = opened);
    path = `/questions/${opened.questionId}/canvass`;
    await house.answer('mina', canvassId, 'ZZA01', 'conditions', SECRET);
    await house.answer('milo', canvassId, 'ZZA02', 'object', 'It is too far for ours');
    await house.answer('petra', canvassId, 'ZZA03', 'support');
    // Double-hatted: a clinical director who also sits on the ICB's board.
    await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-colin-icb', 'colin', 'icb-board-member', 'QZZ', '[2024-01-01,)', '[2024-01-01,)')`.execute(database.as());
  });

  const NAMED = ['It is too far for ours', 'How each PCN came to its answer', 'Mill PCN: Support with conditions', 'Not heard from'];
  const readers: [who: string, person: PersonKey, readsNamed: boolean][] = [
    ['the chair, a general practice seat', 'pat', true],
    ['a clinical director with a seat', 'cara', true],
    ['a deputy of a seat', 'mina', true],
    ['the LMC’s seat', 'lena', true],
    ['the federation’s seat', 'fred', true],
    ['a practice manager without a seat', 'mona', false],
    ['the commissioner’s seat', 'ivy', false],
    ['a board member', 'boris', false],
    ['a system partner', 'tara', false],
    ['a secretary of the partnership', 'sam', false],
    ['an administrator', 'adam', false],
    ['a clinical director who sits on the board too', 'colin', false],
  ];
  const shows = async (): Promise<void> => {
    for (const [who, person, readsNamed] of readers) {
      const { status, body } = await browserOf(person).get(path);
      expect([who, status]).toEqual([who, 200]);
      expect(body).toContain('Practices that answered');
      for (const words of [SECRET, ...NAMED]) expect([who, words, body.includes(words)]).toEqual([who, words, readsNamed]);
    }
  };
  test('while it is open: named answers for general practice’s own seats, coverage for everybody else', shows);

  test('a constituent reads its own answer, and nobody else’s', async () => {
    const { body } = await browserOf('milo').get(`${path}/answer`);
    expect(body).toContain('It is too far for ours');
    expect(body).not.toContain(SECRET);
    expect((await browserOf('ivy').get(`${path}/answer`)).status).toBe(403);
    expect((await browserOf('cara').get(`${path}/answer`)).status).toBe(403);
  });

  test('a visitor is sent to sign in', async () => {
    expect((await browserOf().get(path)).location).toMatch(/^\/sign-in\?next=/);
  });

  test('no download of named answers, and an administrator cannot read the mails', async () => {
    expect((await browserOf('pat').get(path)).body).not.toContain('Download as');
    const { rows } = await sql`select from mail where purpose like 'canvass%' and not is_confidential`.execute(database.as());
    expect(rows).toEqual([]);
  });

  test.each(['ivy', 'colin', 'lena'] as const)('%s closes it only where they may read it', async (person) => {
    const browser = browserOf(person);
    await browser.get(path);
    const closed = await browser.post(`${path}/close`, { canvass: canvassId, reason: '' });
    expect(closed.status).toBe(person === 'lena' ? 400 : 403);
  });

  test('and once it is closed, not afterwards either', async () => {
    await closeCanvass(house.context, house.place.acting('pat'), { canvassId, reason: 'Heard enough' });
    await shows();
    expect((await browserOf('mona').get(path)).body).toContain('early, because: Heard enough');
    for (const outside of ['ivy', 'boris', 'tara', 'adam', 'colin'] as const) {
      for (const url of [path, path.replace('/canvass', '')]) expect((await browserOf(outside).get(url)).body).not.toContain('Heard enough');
    }
  });
});

describe('opening it from the page', () => {
  test('shows who would be asked, by which default, and prominently where nobody is known', async () => {
    await sql`update role_held set recorded = tstzrange(lower(recorded), '2026-05-30') where holding_id = 'h-paul'`.execute(database.as());
    const questionId = await house.drafted('Shall we share a pharmacist?');
    const browser = browserOf('pat');
    const { body } = await browser.get(`/questions/${questionId}/canvass`);
    expect(body).toContain('6 practices that serve 42,000 patients, and Ashvale Federation, Ashvale LMC');
    expect(body).toMatch(/Nobody known at one of them[\s\S]*Practice ZZB01[\s\S]*Telephone/);
    expect(body).toContain('Enter its own rule');
    expect(await browser.post(`/questions/${questionId}/canvass`, {})).toMatchObject({ status: 400, body: expect.stringContaining('Enter the last day as a real date') });
    expect(await browser.post(`/questions/${questionId}/canvass`, { 'closesOn-day': '1', 'closesOn-month': '5', 'closesOn-year': '2026' })).toMatchObject({ status: 400, body: expect.stringContaining('Choose a day from 2 June 2026') });
    const [day, month, year] = [CLOSES_ON.slice(8), CLOSES_ON.slice(5, 7), CLOSES_ON.slice(0, 4)];
    const opened = await browser.post(`/questions/${questionId}/canvass`, { 'closesOn-day': day!, 'closesOn-month': month!, 'closesOn-year': year! });
    expect(opened.location).toBe(`/questions/${questionId}/canvass?done=opened`);
    expect((await browser.get(opened.location)).body).toContain('8 have not answered');
    expect((await browserOf('mona').get(`/questions/${questionId}/canvass`)).body).not.toContain('Ask Upper Ashvale');
  });
});

describe('Today', () => {
  test('has the answer in place for each organisation, and gone once any of its people gave it', async () => {
    const { questionId, canvassId } = await house.opened();
    const tasksOf = async (person: PersonKey) => (await canvassTasks(house.context)({ personId: person, permissions: house.place.acting(person).permissions }, house.context.now())).filter(({ href }) => href.includes(`/${questionId}/`));
    const [task] = await tasksOf('mona');
    expect(task).toMatchObject({ title: 'Answer: Should the phlebotomy clinic move to the hub?', why: 'You answer for Practice ZZB02.', due: CLOSES_ON, minutes: 1, inPlace: { fields: { canvass: canvassId, organisation: 'ZZB02', from: 'today' } } });
    const browser = browserOf('mona');
    await browser.get(task!.href);
    expect(await browser.post(task!.inPlace!.action, { ...task!.inPlace!.fields, choice: 'support', words: '' })).toMatchObject({ status: 303, location: '/?done=canvass-answered' });
    expect(await tasksOf('mona')).toEqual([]);
    expect(await tasksOf('ivy')).toEqual([]);
    expect((await tasksOf('pat')).map(({ title }) => title)).toEqual([]);
    house.place.setNow('2026-06-05');
    expect((await tasksOf('pat')).map(({ title }) => title)).toEqual(['Remind 7 of 8 that have not answered: Should the phlebotomy clinic move to the hub?']);
    const leader = browserOf('pat');
    await leader.get(`/questions/${questionId}/canvass`);
    expect((await leader.post(`/questions/${questionId}/canvass/remind`, { canvass: canvassId, from: 'today' })).location).toBe('/?done=canvass-reminded');
    expect(await tasksOf('pat')).toEqual([]);
    house.place.setNow('2026-06-01');
  });
});

describe('network agreements', () => {
  const ordinary = { 'ordinary-votes': 'list', 'ordinary-threshold': 'two-thirds', 'ordinary-share': '2/3', 'ordinary-of': 'patients' };
  const from = { 'from-day': '1', 'from-month': '6', 'from-year': '2026' };
  test('are entered by the PCN’s clinical director, dated, and corrected by the same day again', async () => {
    const browser = browserOf('cara');
    expect((await browser.get('/agreements/UZ001')).body).toMatch(/Default[\s\S]*Enter the rules/);
    expect(await browser.post('/agreements/UZ001', { ...ordinary })).toMatchObject({ status: 400, body: expect.stringContaining('Enter the first day as a real date') });
    expect(await browser.post('/agreements/UZ001', { ...ordinary, ...from, 'partners-ZZA01': 'four' })).toMatchObject({ status: 400, body: expect.stringContaining('Enter a whole number of partners') });
    expect((await browser.post('/agreements/UZ001', { ...ordinary, ...from, 'partners-ZZA01': '4', 'money-votes': 'partners', 'money-threshold': 'consent', 'money-share': '1/1', 'money-of': 'votes' })).location).toBe('/agreements/UZ001?done=saved');
    await browser.get('/agreements/UZ001');
    await browser.post('/agreements/UZ001', { ...ordinary, ...from, 'ordinary-threshold': 'unanimous' });
    const { body } = await browser.get('/agreements/UZ001');
    expect(body).toContain('Unanimous, weighted by list size; at least two thirds of patients must answer.');
    expect(body).not.toContain('Consent: nobody blocks, a vote a partner');
    expect((await browserOf('mona').get('/agreements')).body).toContain('own agreement');
  });

  test('a later version ends the one before on the day before', async () => {
    const browser = browserOf('cara');
    await browser.get('/agreements/UZ001');
    await browser.post('/agreements/UZ001', { ...ordinary, 'from-day': '1', 'from-month': '9', 'from-year': '2026' });
    const { rows } = await sql<{ valid: string }>`select valid::text from network_agreement where body_code = 'UZ001' and withdrawn_at is null order by valid`.execute(database.as());
    expect(rows.map(({ valid }) => valid)).toEqual(['[2026-06-01,2026-09-01)', '[2026-09-01,)']);
  });

  test.each([['another PCN’s director', 'colin', 'UZ001', 403], ['a commissioner', 'ivy', 'UZ001', 403], ['a practice manager', 'mona', 'UZ001', 403], ['the lead of the place, for its default', 'pat', 'PL-1', 303], ['a general practice seat of its leadership team, for the place’s default', 'fred', 'PL-1', 303]] as const)('%s', async (_, person, code, status) => {
    const browser = browserOf(person);
    await browser.get(`/agreements/${code}`);
    const place: Record<string, string> = code === 'PL-1' ? { 'place-threshold': 'consent', 'place-share': '1/2', 'place-bodies': 'beside' } : {};
    expect((await browser.post(`/agreements/${code}`, { ...ordinary, ...from, ...place })).status).toBe(status);
  });

  test('the place’s default serves a PCN that has none, and says so', async () => {
    const { body } = await browserOf('mona').get('/agreements/UZ002');
    expect(body).toContain('From a default of the place: the network has entered no rule.');
    expect(body).toContain('Two thirds, weighted by list size');
  });

  test('of what is neither a PCN nor a place are not found', async () => {
    expect((await browserOf('mona').get('/agreements/ZZA01')).status).toBe(404);
  });
});

const mainOf = (body: string): string => /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '';
async function questionOfCanvass(canvassId: string): Promise<string> {
  return (await sql<{ id: string }>`select question_id as id from canvass where id = ${canvassId}`.execute(database.as())).rows[0]!.id;
}
