import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { choose, fillDay, fillIn, signInAs, titled } from './testing/steps.ts';

/** March as it came: enhanced access as it is due, and care homes by the beds that there were before July. */
const MARCH = [
  'payee_code,month,description,amount,reference,paid_on',
  'XX017,2026-03,PCN enhanced access,36892.70,PCSE-MAR-1,2026-03-31',
  'XX017,2026-03,PCN care home premium,4244.07,PCSE-MAR-2,2026-03-31',
].join('\r\n');
const AUGUST = ['post,role,month,wte,starts,salary,ni,pension', 'SC-CP-1,clinical-pharmacist,2025-08,1,2021-09-06,4560,621,656', 'SC-PT-1,pharmacy-technician,2025-08,1,2022-02-14,2870,368,413'].join('\r\n');
const PRACTICES = ['XX017', 'XX018', 'XX019', 'XX021', 'XX022'];

journey('A PCN manager’s hour with the money', (browser) => {
  let sample: { data: string; discard(): void };
  let chorus: RunningChorus;
  let window: Window;
  let page: Page;

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    sample = await plantedSample();
    chorus = await startChorus(sample.data);
    window = await browser.window();
    page = window.page;
    await signInAs(page, chorus.address, 'Callum Tidewell');
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  const main = (): Promise<string> => page.getByRole('main').innerText();
  const follow = (name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();
  const press = (name: string): Promise<void> => page.getByRole('main').getByRole('button', { name, exact: true }).click();
  const send = (fileName: string, text: string): Promise<void> => page.locator('input[type=file]').first().setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const downloaded = async (press_: () => Promise<void>): Promise<Download> => {
    const coming = page.waitForEvent('download');
    await press_();
    return coming;
  };
  const money = async (): Promise<void> => {
    await page.goto(`${chorus.address}/funding?year=2025/26`);
    await titled(page, 'Money');
  };

  it('given that a year is over, when the PCN’s manager opens Money, then he reads what was due to it, line by line', async () => {
    await money();
    await follow('What is due in 2025/26');
    await titled(page, 'Saltwhistle Coast PCN');
    const read = await main();
    expect(read).toContain('due under the network contract in 2025/26');
    for (const line of ['Core PCN funding', 'Enhanced access', 'Care home premium', 'Additional roles reimbursement sum']) expect(read).toContain(line);
    expect(read).toMatch(/52,535[\s\S]*8\.427/);
  });

  it('when he asks how a line came about, then he sees the rule, the patients, the source and the rounding', async () => {
    await page.locator('details').filter({ hasText: 'Enhanced access payment' }).first().locator('summary').first().click();
    const working = await page.locator('details[open]').first().innerText();
    expect(working).toContain('52,535');
    expect(working).toContain('442,712.45');
    expect(working).toMatch(/Source|Pulse PCN/);
  });

  it('when he takes it with him, then it is a CSV with the same sum, and an Excel file', async () => {
    const csv = await downloaded(() => follow('Download as CSV'));
    expect(csv.suggestedFilename()).toMatch(/XU004.*\.csv$|\.csv$/);
    expect(readFileSync(await csv.path(), 'utf8')).toContain('442712.45');
    const excel = await downloaded(() => follow('Download as Excel'));
    expect(readFileSync(await excel.path()).subarray(0, 2).toString()).toBe('PK');
  });

  it('when he adds March’s statement of payment, then he reads what differs and the likeliest reason', async () => {
    await money();
    await follow('What was paid against it');
    await follow('Add a statement of payment');
    await send('march.csv', MARCH);
    await press('Add these payments');
    await page.goto(`${chorus.address}/funding/pcns/XU004/paid?year=2025/26`);
    const read = await main();
    expect(read).not.toContain('Enhanced access, March 2026');
    expect(read).toMatch(/Care home premium, March 2026: £293\.08 too little\s+Another count of beds\. It was paid for 391 beds, 27 fewer than the 418 counted\./);
  });

  it('and when he sends the same statement again, then he is told that it stands already, and under which number', async () => {
    await follow('Add a statement of payment');
    await send('march again.csv', MARCH);
    await press('Add these payments');
    expect(await main()).toMatch(/All 2 lines are on record already: line 2 is R\d+\./);
  });

  it('when he disputes the care homes with his evidence, then it is open, and his ICB’s manager is asked to answer', async () => {
    await page.goto(`${chorus.address}/funding/pcns/XU004/paid?year=2025/26`);
    await follow(/Dispute this\s*: Care home premium, March 2026/);
    expect(await page.getByLabel('How much is still to be paid, in pounds').inputValue()).toBe('293.08');
    await page.getByLabel('Evidence (optional)').fill('Reference PCSE-MAR-2 of 31 March; the ICB’s own count of January has 418 beds.');
    await press('Open this dispute');
    await titled(page, /Care home premium/);
    expect(await main()).toContain('418 beds');
    const desmond = (await browser.window()).page;
    await signInAs(desmond, chorus.address, 'Desmond Ravensworthy');
    await desmond.goto(`${chorus.address}/funding/disputes`);
    expect(await desmond.getByRole('main').innerText()).toMatch(/March 2026/);
  });

  it('when he sends a claims file, then what may be claimed is worked out, and the file for the portal is ready', async () => {
    await money();
    await follow('Claims for additional roles');
    await follow('send a file of claims');
    await send('august.csv', AUGUST);
    await press('Check and keep the file');
    await titled(page, 'Additional roles, 2025/26');
    const portal = await downloaded(() => follow('Download as CSV'));
    const lines = readFileSync(await portal.path(), 'utf8').split(/\r?\n/);
    expect(lines.filter((line) => /August 2025|2025-08/.test(line))).toHaveLength(2);
  });

  it('and when it claims the same posts again, then nothing is kept and each line is named', async () => {
    await page.goto(`${chorus.address}/funding/pcns/XU004/claims/upload?year=2025/26`);
    await send('august.csv', AUGUST);
    await press('Check and keep the file');
    expect(await main()).toContain('1 claim for post SC-CP-1 and August 2025 stands already; a second was made.');
  });

  it('when he wonders what another rate would bring, then he sees both years side by side, and nothing is kept', async () => {
    await page.goto(`${chorus.address}/funding/statements/XU004?year=2025/26`);
    await follow('What if a figure were another?');
    await page.getByLabel('The figure that changes').selectOption('enhanced-access/rate');
    await page.getByLabel('What it would be for the whole year').fill('9.00');
    await press('Show both');
    // 52,535 patients at £9.00 are £472,815 where £442,712.45 is due.
    expect(await main()).toContain('£30,102.55');
  });

  it('when his percentages add up to 99.99, then he is told by how much they miss; mended and locked, the practices see their shares', async () => {
    await money();
    await follow('How it is shared out');
    await follow('Share a sum out');
    await fillIn(page, { 'Which money is it?': 'Enhanced access and care homes, March 2026', 'The sum received, in pounds': '£37,734.37' });
    await fillDay(page, 'From which day?', '2026-03-31');
    await choose(page, 'How is it shared?', 'Percentages');
    for (const code of PRACTICES) await page.getByLabel(new RegExp(`\\(${code}\\)$`)).fill(code === 'XX017' ? '19.99' : '20');
    await press('Work out the shares');
    expect(await main()).toContain('The percentages of the 5 practices add up to 99.99%, not to 100%.');
    await page.getByLabel(/\(XX017\)$/).fill('20');
    await press('Work out the shares');
    await titled(page, 'Enhanced access and care homes, March 2026');
    // £37,734.37 in five: two pennies are left over, and go to the first codes.
    expect(await main()).toMatch(/£7,546\.88[\s\S]*£7,546\.88[\s\S]*£7,546\.87/);
    await press('Lock these shares');
    expect(await main()).toContain('The shares are locked. The PCN’s practices see them now.');
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 400/;
    expect([...window.faults, ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
