import Fraction from 'fraction.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { timesOf, toPence } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, FigureUsed } from '#platform/explanation/working.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney } from '../../testing/inventedMoney.ts';
import type { Statement, StatementLine } from '../domain/statement.ts';
import type { AskedStatement } from './askedStatement.ts';
import { comparedLines } from './comparedLines.ts';
import { statementPages } from './statementPages.tsx';

const FACT: FactUsed = { kind: 'fact', says: 'Mill Surgery', value: new Fraction(20_000), unit: 'patients', source: 'pcn-adjusted-population/2025-01-01' };
const figure = (rate: string): FigureUsed => ({
  kind: 'figure', says: 'Enhanced access payment', value: new Fraction(rate), unit: '£ a year', figure: 'enhanced-access/rate', from: '2025-04-01', published: '2025-03-31', status: 'unverified',
  source: { title: 'A circular', address: 'https://example.org/circular', locator: 'page 3' },
});

function line(rate: string): StatementLine {
  const { pence, working } = toPence('r', timesOf({ rule: 'funding/network-contract-des/per-head', says: 'Enhanced access', unit: '£' }, [figure(rate), FACT]));
  return {
    id: 'enhanced-access/rate', stream: 'enhanced-access', figure: 'enhanced-access/rate', title: 'Enhanced access payment', paidTo: 'pcn', basis: 'pcn-adjusted', quantity: FACT.value, rate: new Fraction(rate),
    from: isoDate('2025-04-01'), to: isoDate('2026-04-01'), amountPence: pence, monthsPence: Array.from({ length: 12 }, (_, month) => (month === 0 ? pence - 11 * Math.floor(pence / 12) : Math.floor(pence / 12))),
    status: 'unverified', sources: ['A circular'], working, parts: [],
  };
}

/** 20,000 patients at £7.50, at £8 since; by an overlay whatever it says. A place is the sum of one PCN. */
function statement({ code, knownOn, overlay, year }: AskedStatement): Statement {
  const one = line(overlay?.figures[0]?.value ?? (knownOn !== null && knownOn < '2025-09-01' ? '7.5' : '8'));
  const isPlace = code === 'PL-1';
  const lines = [isPlace ? { ...one, working: null, parts: [{ code: 'UZ001', amountPence: one.amountPence }] } : one];
  return {
    code, name: isPlace ? 'Upper Ashvale' : 'Mill PCN', kind: isPlace ? 'place' : 'pcn', year, knownOn, lines, totalPence: one.amountPence, totalStatus: 'unverified', lacking: [], notes: ['A note on the split.'],
    populations: [{ basis: 'pcn-adjusted', asOf: isoDate('2025-01-01'), source: 'pcn-adjusted-population/2025-01-01', count: 20_000, practices: 3 }],
    upTo: [{ stream: 'capacity-and-access-improvement', label: 'Maximum', amountPence: 92_501_97, status: 'reported', working: null }],
    missing: [{ stream: 'network-participation', says: 'It rests on a count that is not held.', todo: 'Load the contractor-weighted-population.' }],
  };
}

let database: Database;
let place: InventedMoney;
let site: PlaceSite;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  place.funding.register.populations.pcnAdjusted = async () => null;
  site = await placeSite(place, statementPages(place.funding, async (_, asked) => (['UZ001', 'PL-1'].includes(asked.code) ? ok(statement(asked)) : refuse({ code: 'organisation-not-found', what: `No ${asked.code}.` }))));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const STATEMENT = '/funding/statements/UZ001?year=2025/26';

describe('a statement', () => {
  test.each([
    ['its total', '£160,000'], ['that the total rests on what is not verified', 'It rests on figures that are not verified'], ['the mark of the line', 'Not verified'], ['the rule', 'Rule funding/network-contract-des/per-head'],
    ['the source', 'href="https://example.org/circular"'], ['the arithmetic', '£8 a year × 20,000 patients'], ['the rounding', 'carried exactly and rounded once'], ['what is missing', 'Load the contractor-weighted-population.'],
    ['what may be earned', '£92,501.97'], ['the patients', 'pcn-adjusted-population/2025-01-01'], ['its notes', 'A note on the split.'], ['other years', 'year=2024%2F25'],
    ['the hours that it pays for', 'for 20 hours a week'], ['what an hour is paid', '£153.85 an hour'],
  ])('shows to anyone %s', async (_, words) => expect((await site.get(STATEMENT)).body).toContain(words));

  it('is downloaded as CSV, by line and by month', async () => {
    expect((await site.get(`${STATEMENT}&download=csv&table=statement-uz001-2025-26`)).body).toContain('Enhanced access payment,160000,PCN adjusted population,20000,8,Apr 2025 to Mar 2026,Not verified,Enhanced access');
    expect((await site.get(`${STATEMENT}&download=csv&table=months-uz001-2025-26`)).body).toMatch(/All,.*,160000\r\n/);
    expect((await site.app.inject(`${STATEMENT}&download=excel&table=statement-uz001-2025-26`)).headers['content-type']).toContain('spreadsheetml');
  });

  it('stands beside today’s where it is asked for as it was known', async () => {
    const { body } = await site.get(`${STATEMENT}&known-on=2025-06-01`);
    for (const words of ['£150,000', 'as it was known on 1 June 2025', 'Now it is <strong>£160,000</strong>', '+£10,000']) expect(body).toContain(words);
  });

  it('of a sum leads from each line to those that it adds up', async () => {
    expect((await site.get('/funding/statements/PL-1?year=2025/26')).body).toContain('line=enhanced-access%2Frate');
    expect((await site.get('/funding/statements/PL-1?year=2025/26&line=enhanced-access/rate')).body).toContain('href="/funding/statements/UZ001?year=2025%2F26"');
  });

  test.each([['/funding/statements/UZ999?year=2025/26', 404], ['/funding/statements/UZ001?year=2025/27', 400], [`${STATEMENT}&known-on=yesterday`, 400], [`${STATEMENT}&line=none`, 404]])('is refused at %s', async (path, status) => expect((await site.get(path)).status).toBe(status));
});

describe('what if', () => {
  const ask = (query: string) => site.get(`/funding/what-if?code=uz001&year=2025/26&${query}`);
  it('shows another figure beside today’s', async () => {
    const { body } = await ask('figure=enhanced-access/rate&value=9');
    for (const words of ['+£20,000', '£180,000', 'Nobody has agreed to this']) expect(body).toContain(words);
  });
  test.each([['figure=enhanced-access/rate&value=', 'Enter what it would be'], ['figure=&value=9', 'Choose the figure'], ['code=UZ999&figure=enhanced-access/rate&value=9', 'There is a problem']])('says what is wrong with %s', async (query, words) => {
    const reply = await (query.startsWith('code') ? site.get(`/funding/what-if?year=2025/26&${query}`) : ask(query));
    expect([reply.status, reply.body.includes(words)]).toEqual([400, true]);
  });
});

describe('what if, by a file', () => {
  const BY_CODE = { code: 'uz001', year: '2025/26' };
  const send = async (file: string | null, fields: Record<string, string> = BY_CODE) => {
    const mina = await site.browserOf('mina');
    await mina.get('/funding');
    return mina.postFile('/funding/what-if', 'what-if.yaml', file, fields);
  };
  const file = (change = '') => `author: A. Manager\nintent: nine pounds\n${change || "figures:\n  - { figure: enhanced-access/rate, from: 2025-04-01, value: '9' }"}\n`;

  it('shows both statements, who changes what, and keeps nothing', async () => {
    const { body, status } = await send(file());
    expect(status).toBe(200);
    for (const words of ['+£20,000', '£180,000', 'enhanced-access/rate were 9', 'nine pounds (by A. Manager)', 'Nobody has agreed to this']) expect(body).toContain(words);
    expect((await site.get(STATEMENT)).body).toContain('£160,000');
  });
  test.each<[string, string | null, string, Record<string, string>?]>([
    ['no file', null, 'Choose a file'],
    ['what is no YAML', '{', 'It is not YAML'],
    ['nobody’s name', 'intent: x\nfigures: []\n', 'Say who changes them, as author.'],
    ['no figure', file('figures: []'), 'Name at least one figure that changes.'],
    ['a day that is none', file("figures:\n  - { figure: enhanced-access/rate, from: April, value: '9' }"), 'Write from like 2025-04-01.'],
    ['a code that is not there', file(), 'No UZ999.', { code: 'UZ999', year: '2025/26' }],
    ['no code', file(), 'Enter whose statement it is', { code: '', year: '2025/26' }],
    ['a year without rules', file(), 'year', { code: 'UZ001', year: '2025/27' }],
  ])('refuses %s beside its field', async (_, sent, words, fields) => {
    const reply = await send(sent, fields);
    expect([reply.status, reply.body.includes(words)]).toEqual([400, true]);
  });
  it('is refused without the form’s token', async () => expect((await send(file(), { ...BY_CODE, _csrf: 'none' })).status).toBe(403));
});

describe('the first page about money', () => {
  it('tells anyone which publications to load where none is', async () => expect((await site.get('/funding')).body).toContain('No statement can be worked out yet'));
  it('leads from a code to its statement', async () => expect((await site.get('/funding?q=uz001&year=2025/26')).location).toBe('/funding/statements/UZ001?year=2025%2F26'));
  it('finds a body by its name', async () => expect((await site.get('/funding?q=weir&year=2025/26')).body).toContain('/funding/statements/UZ002?year=2025%2F26'));
  it('begins with one’s own PCN', async () => {
    expect((await site.get('/funding', 'mina')).body).toContain('/funding/pcns/UZ001/sharing');
    expect((await site.get('/funding', 'ivy')).body).not.toContain('/sharing');
  });
});

test('two statements are compared figure by figure, also where one has two lines of it', () => {
  const two = [{ ...line('8'), amountPence: 100 }, { ...line('8'), id: 'enhanced-access/rate/2025-10', amountPence: 50 }];
  expect(comparedLines({ lines: two }, { lines: [{ ...line('8'), amountPence: 120 }] })).toMatchObject([{ onePence: 150, otherPence: 120, differencePence: -30 }]);
  expect(comparedLines({ lines: [] }, { lines: [{ ...line('8'), amountPence: 120 }] })).toMatchObject([{ onePence: null, otherPence: 120, differencePence: 120 }]);
});
