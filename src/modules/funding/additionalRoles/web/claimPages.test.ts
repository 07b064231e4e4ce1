import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuse } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { iifPages } from '../../impactFund/web/iifPages.tsx';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { addClaimCommands } from '../cli/claimCommands.ts';
import { claimPages } from './claimPages.tsx';

const CLAIMS = '/funding/pcns/UZ001/claims';
const IIF = '/funding/pcns/UZ001/iif?year=2021/22';
const HEADER = 'post,role,month,wte,starts,salary,ni,pension';
const POST = { post: 'P1', role: 'clinical-pharmacist', month: '2025-05', wte: '0.6', starts: '2024-01-01', region: 'national', salary: '2500', ni: '300', pension: '359.50' };
const folder = mkdtempSync(join(tmpdir(), 'chorus-claims-'));
let database: Database;
let place: InventedMoney;
let site: PlaceSite;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  const noStatement = async () => refuse({ code: 'not-held', what: 'No statement here.' });
  site = await placeSite(place, [...claimPages(place.funding, noStatement), ...iifPages(place.funding)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

test.each<[PersonKey, string, number]>([
  ['mina', `${CLAIMS}?year=2025/26`, 200], ['mina', `${CLAIMS}/new`, 403], ['colin', `${CLAIMS}?year=2025/26`, 403], ['ivy', CLAIMS, 403], ['adam', CLAIMS, 403], ['cara', `${CLAIMS}/one/none`, 404],
  ['mina', IIF, 200], ['colin', IIF, 403], ['ivy', IIF, 403], ['cara', '/funding/pcns/UZ001/iif?year=2019/20', 404],
])('%s at %s: %i', async (who, path, status) => {
  expect((await (await site.browserOf(who)).get(path)).status).toBe(status);
});

describe('a claim', () => {
  test('is refused beside its field, kept as a draft, moved on, and its history read', async () => {
    const cara = await site.browserOf('cara');
    await cara.get(`${CLAIMS}/new`);
    const early = await cara.post(`${CLAIMS}/new`, { ...POST, month: '2019-05', starts: '2019-04-01', role: 'paramedic' });
    expect([early.status, early.body.includes('P1')]).toEqual([400, true]);
    const sent = await cara.post(`${CLAIMS}/new`, POST);
    expect([sent.status, sent.location]).toEqual([303, `${CLAIMS}?year=2025%2F26&done=entered`]);
    const { body } = await cara.get(sent.location);
    // £2,500 + £300 + £359.50 is less than the maximum, so that is what may be claimed.
    for (const words of ['The claim was kept as a draft.', 'P1', '£3,159.50']) expect(body).toContain(words);
    expect((await cara.post(`${CLAIMS}/move`, { event: 'submit', month: '2025-05-01', year: '2025/26' })).status).toBe(303);
    await cara.get(`${CLAIMS}?year=2025/26`);
    expect((await cara.post(`${CLAIMS}/move`, { event: 'submit', month: '2025-05-01', year: '2025/26' })).body).toContain('0 claims of');
    const one = /claims\/one\/[^"?]+/.exec((await cara.get(`${CLAIMS}?year=2025/26`)).body)![0];
    expect((await cara.get(`/funding/pcns/UZ001/${one}`)).body).toMatch(/[Ss]ubmitted/);
    expect((await cara.get(`${CLAIMS}?year=2025/26&table=claims&download=csv`)).body).toContain('P1');
  });
  test('of a file is kept with all the others, or none is', async () => {
    const cara = await site.browserOf('cara');
    const upload = `${CLAIMS}/upload`;
    expect((await cara.get(`${upload}?download=template`)).body).toContain('post,role,month');
    await cara.get(upload);
    const wrong = await cara.postFile(upload, 'claims.csv', `${HEADER}\nF1,clinical-pharmacist,2025-05,1,2024-01-01,5000,600,719\nF2,clinical-pharmacist,2025-05,0,2024-01-01,5000,600,719\n`);
    expect([wrong.status, wrong.body.includes('nothing of it was kept')]).toEqual([400, true]);
    expect((await cara.get(`${CLAIMS}?year=2025/26`)).body).not.toContain('F1');
  });
});

describe('`funding claims`', () => {
  async function check(...lines: string[]): Promise<{ out: string; err: string; exitCode: number }> {
    writeFileSync(join(folder, 'claims.csv'), [HEADER, ...lines].join('\n'));
    const said = { out: '', err: '', exitCode: 0 };
    const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: folder };
    const program = new Command().exitOverride();
    addClaimCommands(program, { io, by: 'console:test', context: async () => place.funding, setExit: (code) => void (said.exitCode = code) });
    await program.parseAsync(['claims', 'claims.csv', '--pcn', 'uz001', '--year', '2025/26', '--json'], { from: 'user' });
    return said;
  }
  const LINE = 'Z1,clinical-pharmacist,2025-05,0.6,2024-01-01,2500,300,359.50';
  test('works out each line and adds them up', async () => {
    const { out, exitCode } = await check(LINE);
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { pcn: 'UZ001', claims: 1, costPence: 315_950, claimPence: 315_950, bornePence: 0, refusals: [] }]);
  });
  test.each([
    ['a post twice in one month', [LINE, LINE], /Z1/],
    ['a role before it existed', ['Z2,mental-health-practitioner,2019-05,1,2019-04-01,5000,600,719'], /2019/],
    ['more than the whole post', ['Z3,clinical-pharmacist,2025-05,-1,2024-01-01,5000,600,719'], /-1|−1/],
  ])('refuses %s with its line, and keeps nothing', async (_, lines, words) => {
    const { out, exitCode } = await check(...lines);
    const { refusals } = JSON.parse(out) as { refusals: { line: number; reason: string }[] };
    expect(exitCode).toBe(1);
    expect(refusals.map(({ reason }) => reason).join(' ')).toMatch(words);
  });
});

describe('the impact fund’s pages', () => {
  test('anybody reads its indicators by year, and a year without it is not found', async () => {
    const anybody = await site.browserOf();
    expect((await anybody.get('/funding/iif?year=2021/22')).body).toContain('VI-01');
    expect((await anybody.get('/funding/iif?year=2018/19')).status).toBe(404);
    expect((await anybody.get('/funding/iif-template')).body).toContain('pcn_code,indicator,numerator,denominator');
  });
  test('a PCN sends what it achieved, is refused with the numbers, and withdraws it', async () => {
    const cara = await site.browserOf('cara');
    const file = (numerator: number) => `pcn_code,indicator,numerator,denominator,list_size,achieved\nUZ001,VI-01,${numerator},100,20000,\n`;
    await cara.get(IIF);
    const wrong = await cara.postFile(IIF, 'a.csv', file(101));
    expect([wrong.status, wrong.body.includes('The numerator, 101, is above the denominator, 100')]).toEqual([400, true]);
    const sent = await cara.postFile(IIF, 'a.csv', file(83));
    expect([sent.status, sent.location]).toEqual([303, '/funding/pcns/UZ001/iif?year=2021%2F22&kept=1']);
    const { body } = await cara.get(sent.location);
    expect(body).toContain('The file was kept.');
    const id = /name="file" value="(\d+)"/.exec(body)![1]!;
    expect((await cara.post('/funding/pcns/UZ001/iif/withdraw?year=2021/22', { file: id })).location).toContain('withdrawn=1');
  });
});
