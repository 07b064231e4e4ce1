import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { literal } from '#platform/statistics/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { nhsPayments } from './nhsPayments.ts';

let loader: Loader;
beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), [nhsPayments]);
});
afterEach(() => loader.clear());
afterAll(() => loader.close());

async function loaded(content: string) {
  const report = await loader.load('payments.csv', content);
  const path = join(loader.context.statisticsFolder, report.publication.tables[0]!.path);
  return { report, rows: await loader.statistics.rows(`SELECT * FROM read_parquet(${literal(path)}) ORDER BY practice_code`) };
}

/** Vintages as their headings were; the practices are invented. */
const OLD = 'PracticeCode,PracticeName,PracticeOpenDate,PracticeCloseDate,ContractType,NumberOfRegisteredPatientsLastKnownFigure,NumberOfWeightedPatientsLastKnownFigure,GlobalSum_£,BalanceOfPMSExpenditure_£,TotalQOFPayments_£,Alcohol_£,LocalEnhancedServices_NHAIS_£,OtherPayments_£,TotalNHSPaymentsToGeneralPractice_£';
const BEFORE_NETWORKS = 'NHS England (Region) code,CCG Code,CCG NAME,Practice Code,Practice Name,Practice Open Date,Practice Close Date,Number of Registered Patients (Last Known Figure),Number of Weighted Patients (Last Known Figure),Global Sum,Balance of PMS Expenditure,Total QOF Payments,Total Local Incentive Schemes,"Non DES Item Pneumococcal Vaccine, Childhood Immunisation Main Programme",Other Payments1,Total NHS Payments to General Practice,"Deductions for Pensions, Levies and Prescription Charge Income"';
const WITH_NETWORKS = '\uFEFFNHS England (Region) code,CCG Code,CCG NAME,PCN Code,PCN Name,Practice Code,Practice Name,Practice Open Date,Practice Close Date,Number of Registered Patients (Last Known Figure),Number of Weighted Patients (Last Known Figure),Global Sum,Balance of PMS Expenditure,Total QOF Payments,PCN Participation,winter Access Fund,Total NHS Payments to General Practice,PCN Leadership,PCN Support,PCN Workforce';

describe('the headings of its years', () => {
  test('of 2015/16, without spaces and with the sign of the pound', async () => {
    const { report, rows } = await loaded(`${OLD}\nXX001,THE ELMS,01/04/1999,,GMS,4000.5,4100,100000.10,0,2000,12.3,45,1,102058.40\nXX002,THE OAKS,06/07/2015,,PMS,1000,900,0,50000,1000,0,0,0,51000\n`);
    expect(report).toMatchObject({ asOf: '2016-03-31', rowsKept: 2, rowsRefused: 0 });
    expect(rows[0]).toMatchObject({ practice_code: 'XX001', registered: 4000.5, global_sum_pence: '10000010', alcohol_pence: '1230', local_enhanced_services_nhais_pence: '4500', total_pence: '10205840', pcn_code: null });
  });
  test('of 2018/19, with commas in headings and a footnote’s number', async () => {
    const { report, rows } = await loaded(`${BEFORE_NETWORKS}\nQ74,00K,NHS X CCG,XX001,THE ELMS,01/12/2018, ,4095.25,4728.6,401441.99,0,59173.56,10,600.8,24311.78,485538.13,-63154.38\n`);
    expect(report.asOf).toBe('2019-03-31');
    expect(rows[0]).toMatchObject({ childhood_pneumococcal_pence: '60080', other_payments_pence: '2431178', deductions_pence: '-6315438', sub_icb_name: 'NHS X CCG', closed: null });
  });
  test('of 2021/22, with a byte order mark and the PCN’s money on its payee', async () => {
    const { report, rows } = await loaded(`${WITH_NETWORKS}\nY63,16C,NHS X CCG,UZ001,ELM PCN,XX001,THE ELMS,01/04/1974,,1000,1100,1,2,3,4,5,15,600.01,7,8\nY63,16C,NHS X CCG,Unknown or no PCN,Unknown or no PCN,XX002,THE OAKS,01/09/2021,31/07/2022,0,0,0,0,0,0,0,0,0,0,0\n`);
    expect(report.asOf).toBe('2022-03-31');
    expect(rows.map(({ pcn_code, pcn_leadership_pence }) => [pcn_code, pcn_leadership_pence])).toEqual([['UZ001', '60001'], [null, '0']]);
  });
});

describe('amounts', () => {
  const row = (code: string, amount: string) => `Q74,00K,X,${code},X,01/12/2018,,10,10,"${amount}",0,0,0,0,0,0,0`;
  test.each([
    ['12.34', '1234'], ['-12.3', '-1230'], ['0', '0'], ['1,234,567.89', '123456789'], ['£1,000', '100000'], ['-£5', '-500'], ['(12.50)', '-1250'], ['(£1,000)', '-100000'],
    ['', null], ['-', null], ['0.005', '1'], ['-1.8E-12', '0'], ['90071992547409.93', '9007199254740993'],
  ])('“%s” are %s pence', async (written, pence) => {
    expect((await loaded([BEFORE_NETWORKS, row('XX001', written), ''].join('\n'))).rows[0]!.global_sum_pence).toBe(pence);
  });
  test.each(['12,34', 'some', '£', '1.2.3', '--5', '(5', '0x10'])('“%s” is none, and the row is refused with it', async (written) => {
    const good = Array.from({ length: 30 }, (_, n) => row(`XX1${String(n).padStart(2, '0')}`, '1'));
    const { report } = await loaded([BEFORE_NETWORKS, ...good, row('XX001', written), ''].join('\n'));
    expect(report.refusals).toEqual([{ line: 32, column: 'global_sum_pence', value: written, reason: 'is not an amount of money' }]);
  });
});

const FILE = (total: string, opened = '01/12/2018') => `${BEFORE_NETWORKS}\nQ74,00K,X,XX001,X,${opened},,10,10,1,0,0,0,0,0,${total},0\n`;

test('a file that does not show its year is taken as of the day that its reader states', async () => {
  expect(await loader.load('a.csv', FILE('1', ''), isoDate('2019-03-31'))).toMatchObject({ asOf: '2019-03-31', rowsKept: 1 });
});

test('the same file twice changes nothing, and a restated one is kept beside the first', async () => {
  expect(await loader.load('a.csv', FILE('1'))).toMatchObject({ rowsKept: 1, revision: 1 });
  expect(await loader.load('b.csv', FILE('1'))).toMatchObject({ rowsKept: 0, rowsUnchanged: 1 });
  expect(await loader.load('a.csv', FILE('2'))).toMatchObject({ rowsKept: 1, revision: 2, asOf: '2019-03-31' });
});

test('a column that no year had before is held by its heading', async () => {
  const { rows } = await loaded(FILE('1').replace('PMS Expenditure', 'PMS Expenditure,New Money').replace(',1,0,', ',1,0,77.5,'));
  expect(rows[0]).toMatchObject({ 'other: New Money': '77.5', global_sum_pence: '100' });
});

test('a row of no practice is set aside', async () => {
  const { report } = await loaded(`${FILE('1')}Total,,,,,,,10,10,1,0,0,0,0,0,1,0\n`);
  expect(report).toMatchObject({ rowsKept: 1, rowsSetAside: 1, rowsRefused: 0 });
});

describe('a file whose year cannot be concluded is refused with what it shows', () => {
  test.each([
    ['no opening', FILE('1', ''), 'none of its practices has an opening date'],
    ['a column that did not exist yet', `${WITH_NETWORKS}\nY63,16C,X,UZ001,X,XX001,X,01/04/2019,,1,1,1,2,3,4,5,15,6,7,8\n`, '"winter Access Fund" exists since 2021/22'],
    ['a closing long after', FILE('1').replace('01/12/2018,', '01/12/2018,04/05/2021'), 'closed on 2021-05-04'],
  ])('%s', async (_, content, why) => {
    expect(await loader.refusalOf('a.csv', content)).toMatchObject({ code: 'no-date', what: expect.stringContaining(why) });
  });
});
