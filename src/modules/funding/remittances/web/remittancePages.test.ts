import { Command } from 'commander';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { addLedgerCommand } from '../../ledger/cli/ledgerCommand.ts';
import { ledgerPages } from '../../ledger/web/ledgerPages.tsx';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { addPaidCommand } from '../cli/paidCommand.ts';
import { yearOfPaid } from '../queries/paid.ts';
import type { PaidContext } from '../queries/paid.ts';
import { invented } from '../testing/inventedDue.ts';
import { remittancePages } from './remittancePages.ts';

const PAID = '/funding/pcns/UZ001/paid';
const UPLOAD = '/funding/pcns/UZ001/remittances/new';
const LEDGER = '/funding/pcns/UZ001/ledger';
const HEADER = 'payee_code,month,description,amount,reference,paid_on\n';
let database: Database;
let place: InventedMoney;
let context: PaidContext;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  context = { ...place.funding, dueOf: invented };
  site = await siteOf(context);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const siteOf = (house: PaidContext): Promise<PlaceSite> => placeSite(place, [...remittancePages(house), ...ledgerPages(house)]);

it('begins with what to do, takes a statement of payment, and shows what differs with its reason', async () => {
  const cara = await site.browserOf('cara');
  expect((await cara.get(PAID)).body).toContain('No payment for this year is on record. Add the statement');
  await cara.get(UPLOAD);
  const wrong = await cara.postFile(UPLOAD, 'april.csv', `${HEADER}UZ001,2026-04,Enhanced <access>,lots,A1,2026-04-30\n`);
  expect([wrong.status, wrong.body.includes('nothing was saved'), wrong.body.includes('Line 2, amount (“lots”)')]).toEqual([400, true, true]);
  await cara.get(UPLOAD);
  const sent = await cara.postFile(UPLOAD, 'april.csv', `${HEADER}UZ001,2026-04,Enhanced access,1000,A1,2026-04-30\nUZ001,2026-04,Core PCN,150.50,A2,2026-04-30\nUZ001,2026-04,Rent &lt;,9,A3,2026-04-30\n`);
  expect([sent.status, sent.location]).toEqual([303, `${PAID}?year=2026%2F27&kept=3&known=0`]);
  const { body } = await cara.get(sent.location);
  for (const words of ['3 payments were kept', '£1,159.50 paid, £2,400 due', 'Core PCN funding, April 2026: £49.50 too little', 'it is what 15,050 would give', 'Nothing paid', 'Payments whose words name no stream']) expect(body).toContain(words);
  await cara.get(UPLOAD);
  expect((await cara.postFile(UPLOAD, 'april.csv', `${HEADER}UZ001,2026-04,Enhanced access,1000,A1,2026-04-30\n`)).body).toContain('on record already: line 2 is R');
  expect((await cara.get(`${PAID}?table=months&download=csv`)).body).toContain('2026-04-01,200,150.5,-49.5,Not explained');
});

test.each<[PersonKey, string, number]>([
  ['mina', PAID, 200], ['petra', LEDGER, 200], ['colin', PAID, 403], ['ivy', PAID, 403], ['adam', PAID, 403], ['colin', LEDGER, 403], ['ivy', LEDGER, 403],
  ['mina', UPLOAD, 403], ['colin', UPLOAD, 403], ['colin', `${LEDGER}/journal`, 403], ['cara', '/funding/pcns/ZZZZZ/paid', 404], ['cara', '/funding/disputes/99', 404],
])('%s asking for %s gets %i', async (person, path, status) => {
  expect((await (await site.browserOf(person)).get(path)).status).toBe(status);
});

it('opens a dispute from a line, which the commissioner answers and the PCN settles', async () => {
  const [cara, ivy] = [await site.browserOf('cara'), await site.browserOf('ivy')];
  const form = await cara.get('/funding/disputes/new?pcn=UZ001&year=2026%2F27&stream=core-pcn&month=2026-04-01');
  expect(form.body).toContain('value="49.50"');
  const line = { pcn: 'UZ001', year: '2026/27', stream: 'core-pcn', month: '2026-04-01' };
  expect((await cara.post('/funding/disputes/new', { ...line, claimed: 'much', words: 'x' })).body).toContain('Enter the amount in pounds');
  await cara.get(PAID);
  expect((await cara.post('/funding/disputes/new', { ...line, claimed: '49.50', words: '' })).body).toContain('No reason was given');
  await cara.get(PAID);
  const path = (await cara.post('/funding/disputes/new', { ...line, claimed: '49.50', words: 'Our list is <20,000>' })).location.replace(/\?.*/, '');
  expect(path).toMatch(/^\/funding\/disputes\/\d+$/);
  expect((await cara.get(PAID)).body).toContain('Disputed, as D');
  expect((await ivy.get('/funding/disputes')).body).toContain('Mill PCN');
  const seen = (await ivy.get(path)).body;
  expect([seen.includes('Our list is &lt;20,000&gt;'), seen.includes('Give this answer'), seen.includes('Withdraw this dispute')]).toEqual([true, true, false]);
  expect((await ivy.post(path, { event: 'answer', amount: '49.50', words: '' })).body).toContain('No reason was given');
  await ivy.get(path);
  expect((await ivy.post(path, { event: 'answer', amount: '49.50', words: 'Agreed' })).location).toBe(`${path}?done=answered`);
  await cara.get(path);
  expect((await cara.post(path, { event: 'settle', amount: '49.50', words: 'Paid' })).location).toBe(`${path}?done=settled`);
  expect((await cara.get(path)).body).toContain('It is over.');
  const colin = await site.browserOf('colin');
  expect([(await colin.get(path)).status, (await colin.get('/funding/disputes')).body.includes('No dispute concerns you')]).toEqual([403, true]);
  await colin.get('/funding/disputes');
  expect((await colin.post(path, { event: 'withdraw', words: 'x' })).status).toBe(403);
});

it('posts to the ledger by hand, what fell due, and takes back; with each mistake beside its field', async () => {
  const cara = await site.browserOf('cara');
  expect((await cara.get(LEDGER)).body).toContain('£1,159.50');
  const day = { 'day-day': '1', 'day-month': '6', 'day-year': '2026' };
  expect((await cara.post(LEDGER, { year: '2026/27' })).body).toContain('Choose what happened');
  await cara.get(LEDGER);
  expect((await cara.post(LEDGER, { kind: 'spent', amount: '2000', words: 'Locum', ...day })).body).toContain('£2,000 is more than the £1,159.50 that is free');
  await cara.get(LEDGER);
  expect((await cara.post(LEDGER, { kind: 'spent', amount: '59.50', words: 'Locum', ...day })).location).toBe(`${LEDGER}?year=2026%2F27&done=posted-4`);
  await cara.get(LEDGER);
  expect((await cara.post(`${LEDGER}/due`, { year: '2026/27' })).location).toContain('done=due-3');
  expect((await cara.get(LEDGER)).body).toContain('£2,449.50');
  expect((await cara.post(`${LEDGER}/reverse`, { number: '4', why: '' })).body).toContain('Nothing says why');
  await cara.get(LEDGER);
  expect((await cara.post(`${LEDGER}/reverse`, { number: '4', why: 'Not ours' })).location).toContain('done=reversed-8');
  expect((await cara.get(`${LEDGER}/journal?year=2026/27`)).body).toContain('2026-06-01 (8) Entry 4 taken back – Not ours\n    expenses:spent  £-59.50\n    assets:held  £59.50\n');
  const mina = await site.browserOf('mina');
  expect((await mina.get(LEDGER)).body).not.toContain('Post by hand');
  expect((await mina.post(LEDGER, { kind: 'spent', amount: '1', words: 'x', ...day })).status).toBe(403);
});

it('withdraws a statement of payment that was sent by mistake, and says so in its dispute', async () => {
  const cara = await site.browserOf('cara');
  await cara.get(UPLOAD);
  await cara.postFile(UPLOAD, 'may.csv', `${HEADER}UZ001,2026-05,Enhanced access,77,M1,2026-05-30\n`);
  const page = await cara.get(PAID);
  const way = /\/funding\/pcns\/UZ001\/remittances\/\d+\/withdraw/.exec(page.body)![0];
  expect(page.body).toContain('Statements of payment sent in for 2026/27 (2)');
  await cara.get('/funding/disputes/new?pcn=UZ001&year=2026%2F27&stream=enhanced-access&month=2026-05-01');
  const dispute = (await cara.post('/funding/disputes/new', { pcn: 'UZ001', year: '2026/27', stream: 'enhanced-access', month: '2026-05-01', claimed: '923', words: 'Too little' })).location.replace(/\?.*/, '');
  expect((await cara.get(way)).body).toContain('1 payment, £77');
  expect((await cara.post(way, { words: '' })).body).toContain('Nothing says why it is withdrawn');
  await cara.get(way);
  const done = await cara.post(way, { words: 'It was a <test>' });
  expect(done.location).toBe(`${PAID}?year=2026%2F27&withdrawn=1`);
  const { body } = await cara.get(done.location);
  for (const words of ['1 payment was withdrawn.', 'it counts no more: It was a &lt;test&gt;', '£1,159.50 paid']) expect(body).toContain(words);
  expect((await cara.get(way)).status).toBe(404);
  expect((await cara.get(dispute)).body).toContain('A statement of payment about it was withdrawn, and counts no more');
  for (const person of ['mina', 'colin'] as const) expect((await (await site.browserOf(person)).get(way)).status).toBe(403);
});

it('opens on the last year that has rates or payments, and says of one without rates that nothing is known', async () => {
  const house = { ...place.funding, dueOf: async () => ({ lines: [], missing: [{ stream: 'core-pcn' as const, says: 'The rate of 2026/27 is not known.', todo: null }], totalStatus: 'unverified' as const, notes: [] }) };
  expect([await yearOfPaid(house, 'UZ001'), await yearOfPaid(house, 'UZ002')]).toEqual(['2026/27', '2025/26']);
  const cold = await siteOf(house);
  try {
    const colin = await cold.browserOf('colin');
    expect((await colin.get('/funding/pcns/UZ002/paid')).body).toContain('Paid against due, 2025/26');
    const { body } = await colin.get('/funding/pcns/UZ002/paid?year=2026%2F27');
    expect([body.includes('What is due in 2026/27 is not known'), body.includes('no difference'), body.includes('The rate of 2026/27 is not known.')]).toEqual([true, false, true]);
  } finally {
    await cold.close();
  }
});

it('tells the same at the console, and refuses what is not there', async () => {
  const run = async (...words: string[]) => {
    const said = { out: '', err: '', exitCode: 0 };
    const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
    const program = new Command().exitOverride();
    const commands = { io, by: 'console:test', context: async () => context, setExit: (code: number) => void (said.exitCode = code) };
    addPaidCommand(program, commands, () => context);
    addLedgerCommand(program, commands);
    await program.parseAsync(words, { from: 'user' });
    return said;
  };
  expect(JSON.parse((await run('paid', 'uz001', '--year', '2026/27', '--json')).out)).toMatchObject({ code: 'UZ001', duePence: 240_000, paidPence: 115_950, differencePence: -124_050 });
  expect((await run('paid', 'UZ001', '--year', '2026/27')).out).toMatch(/Core PCN funding\s+April 2026\s+−£49.50\s+Not explained/);
  expect((await run('ledger', 'UZ001', '--year', '2026/27', '--format', 'hledger')).out).toContain('account assets:held\n');
  expect((await run('ledger', 'UZ001', '--year', '2026/27', '--format', 'csv')).out).toContain('4,2026-06-01,Spent by the PCN – Locum,expenses:spent,59.50');
  expect(JSON.parse((await run('ledger', 'UZ001', '--year', '2026/27', '--format', 'json')).out)).toMatchObject({ fund: { heldPence: 115_950 } });
  expect(await run('paid', 'QZZ', '--year', '2026/27')).toMatchObject({ exitCode: 1, err: expect.stringContaining('no PCN with the code “QZZ”') as string });
});
