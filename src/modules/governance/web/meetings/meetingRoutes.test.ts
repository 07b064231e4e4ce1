import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import type { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { GovernanceContext } from '../../context.ts';
import { decisionsOf } from '../../queries/decisions.ts';
import { seatsOn } from '../../queries/forums.ts';
import { meetingOf, meetingsOf } from '../../queries/meetings.ts';
import { meetingTasks } from '../../queries/meetingTasks.ts';
import { DAY, inventedPlace, type InventedPlace, type PersonKey } from '../../testing/inventedPlace.ts';
import { decisionListPages } from '../decisions/decisionListPages.tsx';
import { decisionPages } from '../decisions/decisionPages.tsx';
import { itemPages } from './itemPages.tsx';
import { meetingListPages } from './meetingListPages.tsx';
import { meetingPages } from './meetingPages.tsx';

const TEAM = 'upper-ashvale-gp';
const MEETINGS = `/forums/${TEAM}/meetings`;
let database: Database;
let place: InventedPlace;
let site: PlaceSite;
let seats: Record<string, string>;
let [visitor, pat, cara, colin, tara]: TestBrowser[] = [];

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
  // A mandate's limits are told in confidence: no page of governance may repeat what the check found.
  const context: GovernanceContext = {
    ...place.governance,
    describeSubject: async ({ id }) => (id === 'Q1' ? { title: 'Where should the clinic be?', href: '/questions/Q1', isPublic: false } : null),
    termUnitsOf: async () => ({ budget: 'pounds', share: 'share', start: 'date' }),
    optionsOf: async () => [{ id: 'a', label: 'At the hub' }, { id: 'b', label: 'Where it is' }],
    decisionChecks: [async (_, { subject }) => (subject ? [{ check: 'mandate', isMet: false, says: 'SECRET: the fall-back is £90,000.', rule: 'A mandate binds its representatives.', source: 'SECRET mandate', standing: 'provisional', cure: { kind: 'ratify', says: 'SECRET: ratify above £90,000.' } }] : [])],
  };
  site = await placeSite(place, [meetingListPages, meetingPages, itemPages, decisionListPages, decisionPages].flatMap((pages) => pages(context)));
  [visitor, pat, cara, colin, tara] = [await site.browserOf(), await site.browserOf('pat'), await site.browserOf('cara'), await site.browserOf('colin'), await site.browserOf('tara')];
  seats = Object.fromEntries((await seatsOn(database.as(), TEAM, DAY)).map(({ title, id }) => [title, id]));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

/** Sends a form; any page bears the token for it. */
async function post(browser: TestBrowser, url: string, fields: Record<string, string> = {}) {
  await browser.get(MEETINGS);
  return browser.post(url, fields);
}

const WHEN = { 'day-day': '1', 'day-month': '6', 'day-year': '2026', starts: '13:00', ends: '15:00', place: '<b>Hub</b>', isPublic: 'yes' };
const call = async (change: Record<string, string> = {}): Promise<string> => {
  return (await post(pat!, MEETINGS, { ...WHEN, ...change })).location.replace(/\?.*/, '');
};
const itemOf = async (meeting: string, title: string): Promise<string> => {
  const item = (await meetingOf(database.as(), meeting.split('/').at(-1)!))!.items.find((one) => one.title === title)!;
  return `${meeting}/items/${item.id}`;
};

it.each([
  ['day', { 'day-day': '31' }, 'Enter a real date'],
  ['from', { starts: 'noon' }, 'Enter a time, such as 14:00'],
  ['to', { ends: '12:00' }, 'Enter an end that is after the beginning'],
])('says what is wrong with the field %s of a meeting, and keeps the rest', async (_, change, words) => {
  const { status, body } = await post(pat!, MEETINGS, { ...WHEN, ...change });
  expect([status, body.includes(words), body.includes('value="&lt;b&gt;Hub&lt;/b&gt;"')]).toEqual([400, true, true]);
});

it('is called by who keeps the forum, and by nobody else', async () => {
  expect((await cara!.get(`${MEETINGS}/new`)).status).toBe(403);
  expect((await visitor!.get(`${MEETINGS}/new`)).location).toMatch(/^\/sign-in/);
  expect((await cara!.get(MEETINGS)).body).not.toContain('Call a meeting');
  expect((await post(cara!, MEETINGS, WHEN)).status).toBe(403);
});

describe('a meeting in public', () => {
  let meeting: string;
  let item: string;

  it('runs from its agenda to a decision, with what is owed and the form that makes it good', async () => {
    meeting = await call();
    expect((await post(pat!, `${meeting}/items`, { title: 'No such question', purpose: 'decision', about: 'Q9' })).body).toContain('There is nothing by this number');
    await post(pat!, `${meeting}/items`, { title: 'Move the clinic', purpose: 'decision', about: 'q1', amount: '£120,000' });
    await post(pat!, `${meeting}/items`, { title: 'About Dr X', purpose: 'discussion', isPrivate: 'yes', privateReason: 'About a named person' });
    item = await itemOf(meeting, 'Move the clinic');
    await post(pat!, `${meeting}/open`);
    const mark = (title: string, person: PersonKey) => ({ [`mark.${seats[title]}.${person}`]: 'present' });
    expect((await post(pat!, `${meeting}/attendance`, { ...mark('Chair', 'pat'), ...mark('Mill PCN', 'cara'), ...mark('Weir PCN', 'colin'), ...mark('LMC', 'lena') })).location).toContain('done=attendance');
    const { body } = await pat!.get(meeting);
    expect(body).toContain('Quorate: 4 of 6 voting seats filled, 3 needed.');
    expect(body).not.toContain('<b>Hub</b>');
    expect((await post(cara!, `${item}/conflicts`, { words: 'I own shares in the hub.' })).location).toContain('done=declared');
    expect((await colin!.get(item)).body).toContain('I own shares in the hub.');
    expect((await visitor!.get(item)).body).not.toContain('I own shares in the hub.');
    const conflict = (await meetingOf(database.as(), meeting.split('/').at(-1)!))!.conflicts[0]!.id;
    expect((await post(colin!, `${item}/conflicts/${conflict}/ruling`, { ruling: 'stay', ruledBy: 'colin' })).status).toBe(400);
    await post(pat!, `${item}/conflicts/${conflict}/ruling`, { ruling: 'stay-without-vote', ruledBy: 'pat' });
    expect((await post(cara!, `${item}/votes`, { [`vote.${seats['Mill PCN']}`]: 'for' })).status).toBe(403);
    await post(colin!, `${item}/votes`, { [`vote.${seats['Weir PCN']}`]: 'against' });
    // A page that was drawn before somebody voted changes nothing of their vote.
    await post(pat!, `${item}/votes`, { [`vote.${seats['Weir PCN']}`]: 'for', [`was.${seats['Weir PCN']}`]: 'for', rest: 'for' });
    expect((await pat!.get(item)).body).toContain('Carried (simple majority). 2 for, 1 against, 0 abstaining.');
    expect((await post(pat!, `${item}/close`, { decides: 'yes', outcome: 'agreed', decided: '', reasons: 'x' })).body).toContain('Enter what was decided');
    expect((await post(pat!, `${item}/close`, { decides: 'yes', outcome: 'agreed', decided: 'x', reasons: 'x', terms: 'budget: lots' })).body).toContain('says no number');
    const { location } = await post(pat!, `${item}/close`, { decides: 'yes', outcome: 'agreed', decided: 'It <i>moves</i>.', reasons: 'Most live there.', option: 'a', amount: '£120,000', terms: 'budget = £120,000\nshare = 12%\nstart = 2026-09-01' });
    expect(location).toMatch(/^\/decisions\/.+\?done=recorded$/);
    const [decision] = await decisionsOf(database.as(), TEAM);
    expect(decision).toMatchObject({ amountPence: 120_000_00, optionId: 'a', terms: { budget: 120_000_00, share: 0.12, start: '2026-09-01' }, representatives: ['pat', 'lena', 'colin'] });
  });

  it('a second who closes the item is told that it is closed', async () => {
    expect((await post(pat!, `${item}/close`, { decides: 'yes', outcome: 'agreed', decided: 'x', reasons: 'x' })).body).toContain('This item is closed');
  });

  it('is read by everybody, but not what is private, and never the limits of a mandate', async () => {
    const [decision] = await decisionsOf(database.as(), TEAM);
    const page = `/decisions/${decision!.id}`;
    for (const browser of [visitor!, tara!, pat!]) {
      const { status, body } = await browser.get(page);
      expect([status, body.includes('SECRET'), body.includes('What was agreed was outside the mandate'), body.includes('It cannot be acted on yet')]).toEqual([200, false, true, true]);
      expect(body).not.toContain('<i>moves</i>');
    }
    const [publicPage, hidden] = [(await visitor!.get(meeting)).body, await itemOf(meeting, 'About Dr X')];
    expect([publicPage.includes('Withheld: About a named person'), publicPage.includes('Dr X'), (await cara!.get(meeting)).body.includes('Dr X')]).toEqual([true, false, true]);
    expect([(await visitor!.get(hidden)).status, (await tara!.get(hidden)).status, (await cara!.get(hidden)).status]).toEqual([403, 403, 200]);
    const [seen, told] = [(await visitor!.get(page)).body, (await tara!.get(page)).body];
    expect(seen).not.toContain('Where should the clinic be?');
    expect([seen, told].map((body) => ['budget: £120,000', 'share: 12%', 'start: 1 September 2026'].every((number) => body.includes(number)))).toEqual([true, true]);
    // The options of a question are its own words.
    expect([seen, told].map((body) => body.includes('At the hub'))).toEqual([false, true]);
    expect((await visitor!.get(`/forums/${TEAM}/decisions`)).body).toContain('1 decision, 1 in meetings and 0 between them');
  });

  it('what is owed is made good by a later decision that is about the same', async () => {
    const [decision] = await decisionsOf(database.as(), TEAM);
    const page = `/decisions/${decision!.id}`;
    expect((await post(pat!, `${page}/cure`, { finding: String(decision!.owed[0]!.findingIndex), what: 'We did.' })).body).toContain('Only a later decision makes this good.');
    expect((await post(cara!, `${page}/cure`, { finding: '0', what: 'We did.' })).status).toBe(403);
    expect((await post(pat!, `${page}/correct`, { decided: 'It moves in June.', reasons: 'Most live there.', why: 'The month was missing.' })).location).toContain('done=corrected');
    expect((await visitor!.get(page)).body).toContain('It moves in June.');
  });

  it('an action has an owner and a day, and its owner marks it as done from Today', async () => {
    expect((await post(pat!, `${meeting}/actions`, { what: '', owner: '' })).body).toContain('Enter what is to be done');
    await post(pat!, `${meeting}/actions`, { what: 'Write to the practices', owner: 'cara', 'due-day': '5', 'due-month': '6', 'due-year': '2026' });
    const tasksOf = (key: PersonKey) => meetingTasks(place.governance)(place.acting(key) as { personId: string; permissions: ReadonlySet<string> }, place.governance.now());
    const [, task] = await tasksOf('cara');
    expect(task).toMatchObject({ title: 'Write to the practices', due: '2026-06-05', inPlace: { submit: 'Mark as done' } });
    expect((await tasksOf('pat')).map(({ title }) => title)).toEqual(['Come to the Upper Ashvale GP Leadership Team, 13:00 to 15:00', 'Put right what is missing: It moves in June.']);
    expect((await post(colin!, task!.inPlace!.action, task!.inPlace!.fields)).status).toBe(403);
    expect((await post(cara!, task!.inPlace!.action, task!.inPlace!.fields)).location).toBe('/');
    expect(await tasksOf('cara')).toHaveLength(1);
    expect((await visitor!.get(MEETINGS)).body).not.toContain('Write to the practices');
  });
});

it('a meeting that is not in public is for those who sit there', async () => {
  const meeting = await call({ 'day-day': '2', isPublic: 'no' });
  expect([(await visitor!.get(meeting)).status, (await tara!.get(meeting)).status, (await cara!.get(meeting)).status]).toEqual([403, 403, 200]);
  const { body } = await visitor!.get(MEETINGS);
  expect([body.includes('One meeting is'), body.includes(meeting)]).toEqual([true, false]);
  await post(pat!, `${meeting}/cancel`, { reason: 'Snow' });
  expect((await cara!.get(meeting)).body).toContain('Snow.');
  expect((await visitor!.get('/meetings/none')).status).toBe(404);
});

it('a decision between meetings is counted, waits for the next agenda, and is withheld where it says so', async () => {
  const decisions = `/forums/${TEAM}/decisions`;
  const fields = { way: 'chairs-action', 'taken-day': '1', 'taken-month': '6', 'taken-year': '2026', outcome: 'agreed', decided: 'Dr X covers June.', reasons: 'Nobody else could.', isPrivate: 'yes', privateReason: 'About a named person' };
  expect((await post(pat!, decisions, { ...fields, way: '' })).body).toContain('Choose how it was decided');
  expect((await post(pat!, decisions, fields)).location).toContain('done=recorded');
  const { body } = await visitor!.get(decisions);
  expect([body.includes('Withheld: About a named person'), body.includes('Dr X'), body.includes('1 chair’s action')]).toEqual([true, false, true]);
  expect((await pat!.get(MEETINGS)).body).toContain('Report of chair’s action: a matter that is withheld');
  expect((await cara!.get(`${decisions}/new`)).status).toBe(403);
  const [meeting] = (await meetingsOf(database.as(), TEAM)).filter(({ state }) => state === 'planned');
  expect(meeting).toBeUndefined();
});
