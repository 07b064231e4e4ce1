import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { declareInterest } from '../../commands/declareInterest.ts';
import { seatsOn } from '../../queries/forums.ts';
import { DAY, inventedPlace } from '../../testing/inventedPlace.ts';
import type { InventedPlace } from '../../testing/inventedPlace.ts';
import { interestPages } from '../interests/interestPages.tsx';
import { representationPages } from '../representation/representationPages.tsx';
import { newSeatPages } from '../seats/newSeatPages.tsx';
import { seatPages } from '../seats/seatPages.tsx';
import { forumListPages } from './forumListPages.tsx';
import { forumPages } from './forumPages.tsx';
import { newForumPages } from './newForumPages.tsx';
import { termsPages } from './termsPages.tsx';

let database: Database;
let place: InventedPlace;
let site: PlaceSite;
let [visitor, ivy, cara, tara]: TestBrowser[] = [];
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
  site = await placeSite(place, [forumListPages, forumPages, newForumPages, termsPages, newSeatPages, seatPages, interestPages, representationPages].flatMap((pages) => pages(place.governance)));
  [visitor, ivy, cara, tara] = [await site.browserOf(), await site.browserOf('ivy'), await site.browserOf('cara'), await site.browserOf('tara')];
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const on = (name: string, day: string): Record<string, string> => {
  const [year, month, date] = day.split('-');
  return { [`${name}-day`]: date!, [`${name}-month`]: month!, [`${name}-year`]: year! };
};
const TERMS = { governanceForm: 'consultative-forum', least: '2', share: '', decisionRule: 'majority', castingVote: 'none', reportDays: '14' };
const NEW_FORUM = { kind: 'programme-group', name: 'Frailty & <b>Falls</b> Group', organisation: 'pb-1', place: 'pl-1', code: '', ...TERMS, ...on('openedOn', '2026-06-01') };
const seatOf = async (code: string, title: string) => (await seatsOn(database.as(), code, DAY)).find((seat) => seat.title === title)!;

describe('the public', () => {
  it('sees forums, who sits there by name and how that measures up, and nobody’s address', async () => {
    expect((await visitor!.get('/forums')).body).toContain('Upper Ashvale Together');
    const { status, body } = await visitor!.get('/forums/upper-ashvale-together');
    expect(status).toBe(200);
    for (const words of ['Dr Pat Lead', 'Committee of the ICB', 'At least 3 voting seats filled, among them general practice', 'The director of public health.', 'Council: vacant, nobody has held it.', 'page 24']) expect(body).toContain(words);
    expect(body).not.toMatch(/@example\.org|Add a seat|Change its terms/);
    expect((await visitor!.get(`/forums/upper-ashvale-together/seats/${(await seatOf('upper-ashvale-together', 'Chair')).id}`)).body).not.toMatch(/@example\.org|Put somebody/);
  });

  it('is told plainly of a forum or a seat that is not there', async () => {
    for (const path of ['/forums/nowhere', '/forums/nowhere/representation', '/forums/upper-ashvale-gp/seats/none', `/forums/upper-ashvale-gp/seats/${(await seatOf('upper-ashvale-together', 'Chair')).id}`]) expect((await visitor!.get(path)).status).toBe(404);
  });

  it('sees a forum as it was on another day', async () => {
    expect((await visitor!.get('/forums/upper-ashvale-gp?as-at=2024-03-31')).body).toContain('It has no seats yet.');
  });
});

describe('those who may not', () => {
  it.each(['/forums/new', '/forums/upper-ashvale-together/terms', '/forums/upper-ashvale-together/seats/new', '/forums/upper-ashvale-together/interests'])('are kept from %s', async (path) => {
    expect((await visitor!.get(path)).location).toMatch(/^\/sign-in\?next=/);
    expect((await tara!.get(path)).status).toBe(403);
  });

  it('are refused each change of a forum that they do not keep, and nothing changes', async () => {
    const seat = await seatOf('upper-ashvale-together', 'Council');
    const path = `/forums/upper-ashvale-together/seats/${seat.id}`;
    await cara!.get('/interests');
    const held = (await seatOf('upper-ashvale-together', 'Hospitals')).holder!.holdingId;
    const posts: [string, Record<string, string>][] = [
      [`${path}/fill`, { personId: 'cara', capacity: 'holder', ...on('from', '2026-06-01') }],
      [`${path}/end`, on('seatLastDay', '2026-06-30')],
      [`${path}/withdraw`, {}],
      [`${path}/holdings/end`, { holdingId: held, ...on(`lastDay-${held}`, '2026-06-30') }],
      [`${path}/holdings/withdraw`, { holdingId: held }],
      ['/forums/upper-ashvale-together/seats/new', { title: 'Mine', sector: 'general-practice', filling: 'elected', weight: '1', ...on('from', '2026-06-01') }],
      ['/forums/upper-ashvale-together/terms', { ...TERMS, ...on('from', '2026-07-01') }],
      ['/forums/upper-ashvale-together/close', on('lastDay', '2026-06-30')],
      ['/forums/upper-ashvale-together/representation', { way: 'elected', sessions: '2', cost: '100', ...on('from', '2026-06-01') }],
      ['/forums/upper-ashvale-together/portfolio', { programme: 'Frailty', personId: 'cara', ...on('leadFrom', '2026-06-01') }],
    ];
    const before = await seatsOn(database.as(), 'upper-ashvale-together', DAY);
    for (const [url, fields] of posts) {
      expect([url, (await cara!.post(url, fields)).status]).toEqual([url, 403]);
      await cara!.get('/interests');
    }
    expect(await seatsOn(database.as(), 'upper-ashvale-together', DAY)).toEqual(before);
  });

  it('do not see what others declared, and do not change it', async () => {
    const own = await declareInterest(place.governance, place.acting('colin'), { kind: 'financial', words: 'A share in the pharmacy', from: isoDate('2020-01-01') });
    expect((await cara!.get('/interests')).body).not.toContain('A share in the pharmacy');
    expect((await cara!.post('/interests/withdraw', { id: own })).status).toBe(403);
  });
});

describe('a forum', () => {
  it('is added, furnished and filled by forms alone, and its text stays text', async () => {
    await ivy!.get('/forums/new');
    const { location } = await ivy!.post('/forums/new', NEW_FORUM);
    expect(location).toBe('/forums/frailty-b-falls-b-group?done=created');
    expect((await ivy!.get(location)).body).toContain('Frailty &amp; &lt;b&gt;Falls&lt;/b&gt; Group');
    await ivy!.get('/forums/frailty-b-falls-b-group/seats/new');
    const added = await ivy!.post('/forums/frailty-b-falls-b-group/seats/new', { title: 'General practice', sector: 'general-practice', office: '', representsCode: 'pl-1', knowledge: 'mental health', filling: 'nominated', votes: 'yes', weight: '1', ...on('from', '2026-06-01') });
    const seat = added.location.split('?')[0]!;
    expect((await ivy!.get('/forums/frailty-b-falls-b-group')).body).toContain('A general practice seat is vacant.');
    expect((await ivy!.get(added.location)).body).toMatch(/with knowledge of mental health; represents Upper Ashvale; nominated by a sector; votes/);
    expect((await ivy!.post(`${seat}/fill`, { personId: 'cara', capacity: 'holder', ...on('from', '2026-06-01') })).location).toBe(`${seat}?done=filled`);
    expect((await ivy!.get('/forums/frailty-b-falls-b-group')).body).not.toContain('general practice seat is vacant');
    const refused = await ivy!.get(seat).then(() => ivy!.post(`${seat}/fill`, { personId: 'colin', capacity: 'holder', ...on('from', '2026-06-01') }));
    expect([refused.status, refused.body.includes('a seat has one holder at a time')]).toEqual([400, true]);
  });

  it.each([
    [{ name: '' }, 'A forum needs a name.'],
    [{ kind: '' }, 'There is no kind of forum'],
    [{ organisation: 'nobody' }, 'The register has no organisation with this code.'],
    [{ least: '0' }, 'a quorum of nobody'],
    [{ least: 'some' }, 'is a whole number'],
    [{ share: '2/1' }, 'is not a share of the seats'],
    [{ reportDays: '' }, 'within 1 to 365 days'],
    [on('openedOn', '2026-02-31'), 'Enter a real date'],
  ])('that cannot be so is refused beside its field, and what was typed is kept: %o', async (change, words) => {
    await ivy!.get('/forums/new');
    const { status, body } = await ivy!.post('/forums/new', { ...NEW_FORUM, code: 'kept-code', ...change });
    expect([status, body.includes(words), body.includes('value="kept-code"'), body.includes('There is a problem')]).toEqual([400, true, true, true]);
  });

  it('says how its PCNs are spoken for, and plainly that nobody resources it', async () => {
    const path = '/forums/upper-ashvale-together/representation';
    expect((await visitor!.get(path)).body).toContain('Nobody has said yet how the 2 PCNs of this place are spoken for');
    await ivy!.get(path);
    const wrong = await ivy!.post(path, { way: 'lead-pcn', sessions: '2.5', cost: 'lots', ...on('from', '2026-06-01') });
    expect([wrong.status, wrong.body.includes('is not an amount of money')]).toEqual([400, true]);
    await ivy!.post(path, { way: 'neutral-manager', sessions: '2.5', cost: '24,000', resourcedByCode: '', ...on('from', '2026-06-01') });
    const { body } = await visitor!.get(path);
    for (const words of ['A neutral senior manager.', '2.5 sessions a week', '£24,000 a year', 'Nobody resources this.', 'will need to be resourced by the place-based partnerships', 'page 27']) expect(body).toContain(words);
    await ivy!.get(path);
    await ivy!.post('/forums/upper-ashvale-together/portfolio', { programme: 'Frailty', personId: 'cara', pcnCode: 'UZ001', ...on('leadFrom', '2026-06-01') });
    expect((await visitor!.get(path)).body).toMatch(/<strong>Frailty<\/strong>: Dr Cara Director, of Mill PCN/);
  });
});

describe('interests', () => {
  it('are declared, ended, taken back and reviewed by their owner, and seen by who keeps the forum', async () => {
    await cara!.get('/interests');
    expect((await cara!.post('/interests', { kind: '', words: 'x', ...on('from', '2020-01-01') })).body).toContain('There is no such kind of interest.');
    expect((await cara!.post('/interests', { kind: 'indirect', words: 'My sister sells <script>hearing aids</script>', ...on('from', '2020-01-01') })).location).toBe('/interests?done=declared');
    const { body } = await cara!.get('/interests');
    expect(body).toContain('My sister sells &lt;script&gt;hearing aids&lt;/script&gt;');
    const id = /name="id" value="([^"]+)"/.exec(body)![1]!;
    expect((await cara!.post('/interests/end', { id, ...on(`lastDay-${id}`, '2019-01-01') })).body).toContain('before the first');
    expect((await cara!.post('/interests/review', { from: 'today' })).location).toBe('/');
    const kept = await ivy!.get('/forums/upper-ashvale-together/interests');
    expect([kept.status, kept.body.includes('hearing aids'), kept.body.includes('overdue')]).toEqual([200, true, true]);
    expect((await cara!.get('/forums/upper-ashvale-together/interests')).status).toBe(403);
  });

  it('of one who sits nowhere cannot be declared', async () => {
    const adam = await site.browserOf('adam');
    expect((await adam.get('/interests')).body).toContain('You sit in no forum today.');
    expect((await adam.post('/interests', { kind: 'indirect', words: 'x', ...on('from', '2020-01-01') })).status).toBe(400);
  });
});
