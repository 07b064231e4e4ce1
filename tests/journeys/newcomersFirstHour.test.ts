import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { runChorus, startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { rowsOf, titled } from './testing/steps.ts';

const PUBLISHED = fileURLToPath(new URL('../../sample/published/', import.meta.url));
/** What a place of one's own might send: its organisations, two maps a year apart, one month's lists. */
const FILES = ['organisations/epraccur_2026-04.csv', 'organisations/eccg_2026-04.csv', 'list-sizes/gp-reg-pat-prac-map_2024-04.csv', 'list-sizes/gp-reg-pat-prac-map_2025-10.csv', 'list-sizes/gp-reg-pat-prac-all_2025-10.csv'];

journey('A newcomer’s first hour', (browser) => {
  const home = mkdtempSync(join(tmpdir(), 'chorus-newcomer-'));
  const data = join(home, 'data');
  const folder = join(home, 'from the ICB');
  let chorus: RunningChorus;
  let newcomer: Window;
  let page: Page;

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    mkdirSync(folder);
    for (const file of FILES) cpSync(join(PUBLISHED, file), join(folder, file.replace('/', ' ')));
    newcomer = await browser.window();
    page = newcomer.page;
  });
  afterAll(async () => {
    await chorus?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('given nothing but a clone, when I start Chorus, then it plants the sample and says what it is, where, and who to sign in as', async () => {
    chorus = await startChorus(data);
    expect(chorus.said).toContain('serving the sample system, in which everything is fictional');
    expect(chorus.said).toContain(`${chorus.address}/sign-in/as`);
    await page.goto(chorus.address);
    expect(await page.getByRole('region', { name: 'About this system' }).textContent()).toBe('Sample system: everything here is fictional');
  }, 180_000);

  it('when I type part of a practice’s name, with a slip, then it is offered, and choosing it opens its page', async () => {
    await page.getByRole('combobox', { name: 'Practice, PCN, place' }).pressSequentially('high pasturs');
    await page.getByRole('option', { name: 'High Pastures Practice' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await titled(page, 'High Pastures Practice')).toContain('GP practice XX006');
  });

  it('when I walk up from it, then I come to its PCN, its place and its ICB', async () => {
    await belongsTo(page, 'Burdockmoor PCN');
    await titled(page, 'Burdockmoor PCN');
    await belongsTo(page, 'Merrowdale');
    expect(await titled(page, 'Merrowdale')).toContain('Place XF-PL1');
    await belongsTo(page, 'NHS Merrowdale and Vale of Lark Integrated Care Board');
    expect(await titled(page, /Merrowdale and Vale of Lark/)).toContain('XI1');
  });

  it('when I set the date before it moved, then I see the PCN that it was in, as it was on that date', async () => {
    await page.goto(`${chorus.address}/organisations/XX006`);
    await page.getByLabel('As at', { exact: true }).fill('2024-04-15');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('on 15 April 2024').first().waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Burdockmoor PCN' }).count()).toBe(0);
    await belongsTo(page, 'Upper Merrow PCN');
    await titled(page, 'Upper Merrow PCN');
    expect(await page.getByLabel('As at', { exact: true }).inputValue()).toBe('2024-04-15');
    expect(await page.getByRole('link', { name: 'High Pastures Practice' }).count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Back to today' }).click();
    await page.getByText('on 15 April 2024').waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: 'High Pastures Practice' }).count()).toBe(0);
  });

  it('when I load a folder of my own beside it and start again, then Chorus serves my system', async () => {
    const loaded = await runChorus(data, ['load', folder]);
    expect(loaded.err).toContain('organisations epraccur_2026-04.csv');
    expect(loaded.exitCode).toBe(0);
    for (const file of FILES) expect(loaded.out).toContain(file.split('/')[1]);
    expect(await chorus.stop()).toBe(0);
    chorus = await startChorus(data);
    expect(chorus.said).toContain('Chorus is serving your system.');
    expect(chorus.said).toContain('bin/chorus admin create');
    await page.goto(chorus.address);
    expect(await page.getByText('everything here is fictional').count()).toBe(0);
    expect((await page.request.get(`${chorus.address}/sign-in/as`)).status()).toBe(404);
  });

  it('when I load the same folder again while it is served, then nothing changes', async () => {
    const again = await runChorus(data, ['load', folder]);
    expect(again.exitCode).toBe(0);
    expect(again.out).toMatch(/held already|unchanged/i);
  });

  it('when I read the changes between two dates and filter them, then I see who moved PCN', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Changes' }).click();
    await page.getByLabel('After').fill('2024-04-01');
    await page.getByLabel('Up to and on').fill('2025-10-01');
    await page.getByRole('button', { name: 'Show changes' }).click();
    await page.getByRole('heading', { name: /changes after 1 April 2024 and up to 1 October 2025/ }).waitFor();
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('What happened').selectOption('Moved to another PCN');
    await page.getByRole('button', { name: 'Apply filter' }).click();
    await page.getByText('Filter (on)').waitFor();
    const moved = await rowsOf(page, 'changes');
    expect(moved).toHaveLength(11);
    expect(moved).toContainEqual(expect.stringMatching(/High Pastures Practice.*XX006.*Upper Merrow PCN.*Burdockmoor PCN/));
  });

  it('when I download that table, then the file holds those rows, as CSV and as Excel', async () => {
    const inCsv = parse(await downloaded(page, 'Download as CSV'), { columns: true, bom: true }) as Record<string, string>[];
    expect(inCsv.map((row) => row['What happened'])).toEqual(Array(11).fill('Moved to another PCN'));
    expect(inCsv.find((row) => row['Code'] === 'XX006')).toMatchObject({ Organisation: 'HIGH PASTURES PRACTICE', Before: expect.stringContaining('XU001'), After: expect.stringContaining('XU003') });

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await downloaded(page, 'Download as Excel')) as unknown as ArrayBuffer);
    const codes: string[] = [];
    workbook.worksheets[0]!.eachRow((row) => codes.push(String(row.getCell(2).value)));
    expect(codes.filter((code) => /^XX\d{3}$/.test(code)).sort()).toEqual(inCsv.map((row) => row['Code']).sort());
  });

  it('when I open the Data page, then it says what I hold, how old it is and where a newer one is published', async () => {
    await page.getByRole('contentinfo').getByRole('link', { name: 'Data' }).click();
    await titled(page, 'Data');
    await page.getByRole('main').getByRole('link', { name: /mapping/ }).first().click();
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('1 October 2025');
    expect(text).toContain('1 April 2024');
    expect(await page.getByRole('main').locator('a[href^="https://digital.nhs.uk"]').count()).toBeGreaterThan(0);
  });

  it('and nothing went wrong on the way, in the browser or in the server', () => expect([...newcomer.faults, ...chorus.faults()]).toEqual([]));
});

/** Follows a link of an organisation's page to what it belongs to. */
async function belongsTo(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).first().click();
}

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return readFile(await download.path());
}
