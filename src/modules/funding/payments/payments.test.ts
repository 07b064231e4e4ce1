import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import type { FundingContext } from '../context.ts';
import { addIifCommand } from '../impactFund/cli/iifCommand.ts';
import { iifAnnual } from '../impactFund/datasets/iifAnnual.ts';
import { publishedEarnings } from '../statements/queries/published.ts';
import { inventedMoney } from '../testing/inventedMoney.ts';
import { addReconcileCommand } from './cli/reconcileCommand.ts';
import { nhsPayments } from './datasets/nhsPayments.ts';
import { paymentsOf, paymentYears } from './queries/payments.ts';
import { reconcilePages } from './web/reconcilePages.tsx';

/** As the file of 2021/22 had its headings; two practices of Mill PCN, and one of which neither the file nor the register names a PCN. */
const PAYMENTS = `NHS England (Region) code,CCG Code,CCG NAME,PCN Code,PCN Name,Practice Code,Practice Name,Practice Open Date,Practice Close Date,Number of Registered Patients (Last Known Figure),Number of Weighted Patients (Last Known Figure),Global Sum,Balance of PMS Expenditure,Total QOF Payments,PCN Participation,winter Access Fund,Total NHS Payments to General Practice,PCN Leadership,PCN Support,PCN Workforce
Y63,16C,ASHVALE,UZ001,MILL PCN,ZZA01,MILL SURGERY,01/04/1974,,4000,4000,400000,0,0,7044,0,407044,0,6000,0
Y63,16C,ASHVALE,UZ001,MILL PCN,ZZA02,WEIR HOUSE,01/09/2021,,6000,6000,600000,0,0,10566,0,610566,0,9300,0
Y63,16C,ASHVALE,Unknown or no PCN,Unknown or no PCN,ZZX09,THE ELMS,01/04/1974,,1000,1000,100000,0,0,0,0,100000,0,777,0
`;
const measure = (code: string, name: string, value: string) => `PCN,${code},${code} PCN,NCD2324,31/03/2024,NCDMI190,${name},${value}\n`;
/** VI-02 of 2023/24 pays from 72% to 90%, and HI-03 from 60% to 80%; of Mill PCN one is at its upper threshold and the other below its lower. */
const ACHIEVED = ['UZ001', 'UZ002'].reduce((text, code) => `${text}${measure(code, 'VI-02 Numerator', '900')}${measure(code, 'VI-02 Denominator', '1000')}${measure(code, 'HI-03 Numerator', '1')}${measure(code, 'HI-03 Denominator', '10')}`,
  'ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n');
const YEAR = financialYear('2021/22');

let loader: Loader;
let context: FundingContext;
let app: FastifyInstance;
beforeAll(async () => {
  const database = await testDatabase('pglite');
  const place = await inventedMoney(database);
  loader = await openLoader(database, [nhsPayments, iifAnnual]);
  const { statistics, context: { statisticsFolder } } = loader;
  context = { ...place.funding, statistics, statisticsFolder };
  app = await createServer({
    publicUrl: 'http://localhost:3000', site: { name: 'Chorus', navigation: [] }, access: { sessionOf: async () => null, mayUse: mayUseByPermission },
    routes: reconcilePages(context), log: makeRequestLog('silent'), limits: { pages: null, strict: null },
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await loader.close();
});

async function run(add: typeof addReconcileCommand, ...words: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const said = { out: '', err: '', exitCode: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command().exitOverride();
  add(program, { io, by: 'console:test', context: async () => context, setExit: (code) => void (said.exitCode = code) });
  await program.parseAsync(words, { from: 'user' });
  return said;
}

describe('before a file of payments is loaded', () => {
  test('nothing is held of any year, and the page says what to load', async () => {
    expect([await paymentYears(context), await paymentsOf(context, { year: YEAR })]).toEqual([[], null]);
    expect((await app.inject('/funding/reconcile')).body).toContain('NHS Payments to General Practice');
    await expect(run(addReconcileCommand, 'reconcile', '--year', '2021/22')).rejects.toMatchObject({ refusal: { what: expect.stringContaining('2021/22') } });
  });
  test('nor is anything published of the impact fund', async () => {
    expect([...(await publishedEarnings(context, financialYear('2023/24'), null))]).toEqual([]);
  });
});

describe('once it is', () => {
  beforeAll(async () => {
    expect(await loader.load('payments.csv', PAYMENTS)).toMatchObject({ asOf: '2022-03-31', rowsKept: 3 });
  });
  test('a practice’s PCN is the one of the file, and none where neither file nor register has one', async () => {
    const { practices, source } = (await paymentsOf(context, { year: YEAR }))!;
    expect([source, practices.map(({ code, pcn }) => [code, pcn?.code ?? null, pcn?.saidBy ?? null])]).toEqual(['nhs-payments/2022-03-31', [['ZZA01', 'UZ001', 'file'], ['ZZA02', 'UZ001', 'file'], ['ZZX09', null, null]]]);
    expect(practices[0]!.byColumn.get('pcn_participation')).toBe(704_400);
  });
  test('the command compares by PCN and stream, and says what stands in for what', async () => {
    const { year, proxies, pcnsCompared, streams, pcns } = JSON.parse((await run(addReconcileCommand, 'reconcile', '--year', '2021/22', '--json')).out);
    expect([year, pcnsCompared, proxies.length]).toEqual(['2021/22', 1, 3]);
    // £1.761 for each of 10,000 weighted patients, as was paid; £1.50 for each of 10,000 registered, of which £15,300 is exactly 2% too much.
    const of = (column: string) => streams.find((one: { column: string }) => one.column === column);
    expect([of('pcn_participation').predictedPence, of('pcn_participation').paidPence, of('pcn_participation').pcnsWithin]).toEqual([1_761_000, 1_761_000, 1]);
    expect([of('pcn_support').predictedPence, of('pcn_support').paidPence, of('pcn_support').pcnsWithin, of('pcn_support').paidWithoutPcnPence]).toEqual([1_500_000, 1_530_000, 1, 77_700]);
    expect(pcns[0].streams.map(({ column, isWithin }: { column: string; isWithin: boolean }) => [column, isWithin])).toContainEqual(['pcn_leadership', false]);
    expect((await run(addReconcileCommand, 'reconcile', '--year', '2021/22')).out).toMatch(/^2021\/22: 0 of 1 PCNs \(0(\.0)?%\) were paid within 2%/);
  });
  test('anybody reads it on the page, and takes it away', async () => {
    const { body, statusCode } = await app.inject('/funding/reconcile?year=2021/22');
    expect(statusCode).toBe(200);
    for (const words of ['Mill PCN', 'stand in for', '£17,610']) expect(body).toContain(words);
    const file = await app.inject('/funding/reconcile?year=2021/22&table=lines&download=csv');
    expect(file.body).toContain('UZ001');
  });
  test.each([['?year=2021', 400, 'Write it like 2021/22'], ['?year=2018/19', 404, '2018/19']])('refuses %s', async (query, status, words) => {
    const { statusCode, body } = await app.inject(`/funding/reconcile${query}`);
    expect([statusCode, body.includes(words)]).toEqual([status, true]);
  });
});

describe('the published annual file of the impact fund', () => {
  beforeAll(async () => void (await loader.load('iif.csv', ACHIEVED)));
  const earned = (knownOn: string | null = null) => publishedEarnings(context, financialYear('2023/24'), knownOn as never);
  test('is a line of each PCN’s statement, and says which indicators the file lacks', async () => {
    const [own] = (await earned()).get('UZ001')!;
    expect(own!.title).toBe('Investment and impact fund, achieved in VI-02 and HI-03 as published');
    expect(own!.lacks).toMatch(/^The published file does not have .*VI-03.*: what is achieved here is of VI-02 and HI-03 alone\.$/);
    expect(own!.points!.valueOf()).toBeGreaterThan(0);
  });
  test('is in no statement as it was known before the year’s end', async () => {
    expect((await earned('2024-03-31')).size).toBe(0);
    expect((await earned('2024-04-01')).size).toBe(2);
  });
  test('is what `iif --published` answers', async () => {
    const { out, exitCode } = await run(addIifCommand, 'iif', '--year', '2023/24', '--published', '--code', 'uz001', '--json');
    expect(exitCode).toBe(0);
    const [pcn] = JSON.parse(out).phases[0].pcns;
    expect(pcn.indicators.map((one: { code: string; points: { decimal: number } }) => [one.code, one.points.decimal > 0])).toEqual([['VI-02', true], ['HI-03', false]]);
  });
});
