import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { postByHand } from '../../ledger/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { sharingPages } from './sharingPages.tsx';

const LIST = '/funding/pcns/UZ001/sharing';
let database: Database;
let place: InventedMoney;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  await postByHand(place.funding, place.acting('cara'), { pcnCode: 'UZ001', kind: 'received', day: isoDate('2026-05-01'), amountPence: 100_000, detail: null, words: 'A start' });
  site = await placeSite(place, sharingPages(place.funding));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const FORM = { title: 'Impact <fund>', sum: '£1,000', costs: 'Room hire £100.01', 'on-day': '1', 'on-month': '6', 'on-year': '2026', method: 'registered' };

describe('sharing out on pages', () => {
  it('begins with what to do', async () => {
    expect((await site.get(LIST, 'cara')).body).toContain('Nothing has been shared out yet. Have the sum');
    expect((await site.get(LIST, 'mina')).body).toContain('it stands here');
  });

  it('goes from a form to a draft, to a lock, to what each practice sees', async () => {
    const drafted = await site.post(`${LIST}/new`, 'cara', FORM);
    expect(drafted.status).toBe(303);
    const path = drafted.location.split('?')[0]!;
    const draft = (await site.get(path, 'cara')).body;
    expect(draft).toContain('Impact &lt;fund&gt;');
    expect(draft).toContain('Less: Room hire');
    expect(draft).toContain('£899.99');
    expect(draft).toContain('£449.99');
    expect((await site.get(path, 'mina')).status).toBe(404);
    expect((await site.post(`${path}/lock`, 'cara')).status).toBe(303);
    const own = (await site.get(path, 'mina')).body;
    expect(own).toContain('as entry 2');
    expect(own).toContain('is the share of');
    expect(own).toContain('£180');
    expect(own).not.toContain('Make a version that replaces it');
    const csv = await site.get(`${path}?download=csv&table=${/table=(shares-[\w-]+)/.exec(own)![1]}`, 'mina');
    // Its own share and its part of the whole; not what the others got.
    expect(csv.body).toContain('ZZA01,4000,20,1,180');
    expect(csv.body).not.toContain('ZZA03');
    expect(own).toContain('2 other practices got £719.99 together, by the same rule');
    expect(own).not.toContain('£449.99');
    expect((await site.get(`${LIST}/new?replace=${path.split('/').at(-1)}`, 'cara')).body).toContain('It replaces “Impact &lt;fund&gt;”');
  });

  it('shows each practice the amounts of the others where the PCN chose so', async () => {
    const path = (await site.post(`${LIST}/new`, 'cara', { ...FORM, sum: '£50', costs: '', open: 'yes' })).location.split('?')[0]!;
    expect((await site.post(`${path}/lock`, 'cara')).status).toBe(303);
    const { body } = await site.get(path, 'mina');
    for (const words of ['The PCN chose that its practices see one another’s amounts', '£10', '£15', '£25']) expect(body).toContain(words);
    expect((await site.get(path, 'colin')).status).toBe(403);
  });

  it('is not locked where the ledger has not as much, and says how much there is', async () => {
    const path = (await site.post(`${LIST}/new`, 'cara', FORM)).location.split('?')[0]!;
    expect((await site.get(path, 'cara')).body).toContain('£899.99 leaves the fund in the');
    const refused = await site.post(`${path}/lock`, 'cara');
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('£899.99 is more than the £50.01 that is free')]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no title', { title: '' }, 'Enter which money it is'],
    ['a sum that is none', { sum: 'much' }, 'Enter the sum in pounds'],
    ['a cost without an amount', { costs: 'Room hire' }, 'such as: Room hire £120'],
    ['costs above the sum', { costs: 'Room hire £1,000.01' }, '£0.01 more than there is'],
    ['no way of sharing', { method: '' }, 'Choose how it is shared'],
    ['no day', { 'on-day': '31', 'on-month': '2' }, 'Enter a real date'],
    ['percentages of 99.99%', { method: 'percentages', 'figure-ZZA01': '33.33', 'figure-ZZA02': '33.33', 'figure-ZZA03': '33.33' }, '99.99%, not to 100%'],
    ['a practice without a figure', { method: 'points', 'figure-ZZA01': '5' }, '1 of 3 practices have a figure'],
  ])('shows %s beside its field, with everything typed kept', async (_, more, says) => {
    const reply = await site.post(`${LIST}/new`, 'cara', { ...FORM, ...more });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain(says);
    if (!('costs' in more)) expect(reply.body).toContain('Room hire £100.01');
  });

  test.each<[PersonKey, string, number]>([['colin', LIST, 403], ['ivy', LIST, 403], ['mina', `${LIST}/new`, 403], ['colin', `${LIST}/new`, 403], ['cara', '/funding/pcns/UZ999/sharing', 404]])('answers %s at %s with %i', async (who, path, status) => expect((await site.get(path, who)).status).toBe(status));
});
