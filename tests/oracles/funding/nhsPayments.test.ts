import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paymentsOf } from '#funding';
import type { FundingContext, YearOfPayments } from '#funding';
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { readSettings } from '#app/settings.ts';
import { openSystem } from '#app/system.ts';
import type { System } from '#app/system.ts';

const data = join(process.env.CHORUS_SHARED ?? resolve(import.meta.dirname, '../../../../shared'), 'data', 'payments');
const isPresent = existsSync(data);
const FILES = { '2018/19': 'nhspaymentsgp_18-19.csv', '2020/21': 'nhspaymentsgp_20-21.csv', '2021/22': 'nhspaymentsgp_21-22.csv' } as const;

/** The sum of one column by a plain reading of the file, in pence as whole numbers. */
function columnPence(rows: Record<string, string>[], heading: string): bigint {
  return rows.reduce((sum, row) => {
    const [, sign, pounds, pence = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(row[heading]!.trim())!;
    const amount = BigInt(pounds!) * 100n + BigInt(pence.padEnd(2, '0'));
    return sum + (sign === '-' ? -amount : amount);
  }, 0n);
}

describe.skipIf(!isPresent)(`NHS Payments as published${isPresent ? '' : ` (skipped: there is no ${data}; set CHORUS_SHARED)`}`, () => {
  let folder = '';
  let system: System;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chorus-payments-'));
    system = await openSystem(readSettings({ CHORUS_DATA: folder }, folder), false);
    const { found, refused } = await findFiles(system, [data]);
    expect(refused).toEqual([]);
    for (const source of found) {
      await loadFile(system, source, 'console:test');
      await source.dispose();
    }
  }, 300_000);
  afterAll(async () => {
    await system?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const paid = async (year: string): Promise<YearOfPayments> => {
    const { database, register, statistics, folder: { statistics: statisticsFolder } } = system;
    const context: FundingContext = { database, register, statistics, statisticsFolder, now: register.now, today: register.today, publicUrl: '', siteName: '', describeSubject: async () => null };
    const payments = await paymentsOf(context, { year });
    if (!payments) throw new Error(`${year} is not held`);
    return payments;
  };

  test.each(Object.entries(FILES))('of %s: every practice, and each column that is looked at, to the penny', async (year, file) => {
    const payments = await paid(year);
    const rows: Record<string, string>[] = parse(readFileSync(join(data, file)), { bom: true, columns: true });
    const ours = (column: string) => payments.practices.reduce((sum, { byColumn }) => sum + BigInt(byColumn.get(column) ?? 0), 0n);
    expect(payments.practices.length).toBe(rows.length);
    const looked = { global_sum: 'Global Sum', reimbursed_drugs: 'Reimbursement of Drugs', other_payments: 'Other Payments', deductions: 'Deductions for Pensions, Levies and Prescription Charge Income', ...(year === '2018/19' ? {} : { pcn_workforce: 'PCN Workforce', covid_immunisation: 'Covid Immunisation' }) };
    for (const [column, heading] of Object.entries(looked)) expect([heading, ours(column)]).toEqual([heading, columnPence(rows, heading)]);
  });

  test.each(Object.keys(FILES))('of %s: every column of money is known, and those in the publisher’s total add up to it in every row', async (year) => {
    const payments = await paid(year);
    expect([payments.unmapped, payments.unaccountedPence]).toEqual([[], 0]);
  });
});
