import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { runChorus, startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { rowsOf, titled } from './testing/steps.ts';

const PUBLISHED = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const FILES = ['organisations/eccg_2026-01.csv', 'organisations/epraccur_2025-05.csv', 'list-sizes/gp-reg-pat-prac-map_2025-03.csv', 'list-sizes/gp-reg-pat-prac-map_2025-11.csv', 'list-sizes/gp-reg-pat-prac-all_2025-11.csv'].map((file) => join(PUBLISHED, file));
const missing = FILES.find((file) => !existsSync(file));

if (missing) test.skip(`The files that the NHS publishes (skipped: ${missing} is not there)`, () => {});
else journey('The files that the NHS publishes', (browser) => {
  const home = mkdtempSync(join(tmpdir(), 'chorus-england-'));
  let chorus: RunningChorus;
  let window: Window;
  let page: Page;

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    window = await browser.window();
    page = window.page;
  });
  afterAll(async () => {
    await chorus?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('given five of them, when I load them and start Chorus, then it serves all of England', async () => {
    const loaded = await runChorus(join(home, 'data'), ['load', ...FILES]);
    expect(loaded).toMatchObject({ exitCode: 0 });
    chorus = await startChorus(join(home, 'data'));
    await page.goto(`${chorus.address}/england?as-at=2025-11-01`);
    const text = await page.getByRole('main').innerText();
    expect(text).toMatch(/integrated care boards\s+42\b/);
    expect(text).toMatch(/primary care networks\s+1,297\b/);
    expect(text).toMatch(/GP practices\s+6,200\b/);
  }, 240_000);

  it('when I type the name of a practice as I remember it, then I find it among thousands, and walk up to its ICB', async () => {
    await page.getByRole('combobox', { name: 'Search practices, PCNs, ICBs' }).pressSequentially('densham surgary');
    await page.getByRole('option', { name: /Densham Surgery/ }).first().click();
    expect(await titled(page, 'The Densham Surgery')).toContain('A81001');
    await page.getByRole('main').getByRole('link', { name: /Stockton.*PCN/i }).first().click();
    await titled(page, /PCN/);
    await page.getByRole('main').getByRole('link', { name: /North East and North Cumbria Integrated Care Board/ }).first().click();
    expect(await titled(page, /North East and North Cumbria/)).toContain('Integrated care board');
  });

  it('when I read a year’s changes, then they come a page at a time, and I leaf through them', async () => {
    await page.goto(`${chorus.address}/changes?from=2025-03-01&to=2025-11-01`);
    await page.getByText(/Showing 1 to 50 of \d+/).waitFor();
    const first = await rowsOf(page, 'changes');
    expect(first).toHaveLength(50);
    await page.getByRole('navigation', { name: /^Pages of/ }).getByRole('link', { name: 'Next page' }).click();
    await page.getByText(/Showing 51 to 100 of \d+/).waitFor();
    expect((await rowsOf(page, 'changes')).filter((row) => first.includes(row))).toEqual([]);
  });

  it('and nothing went wrong on the way, in the browser or in the server', () => expect([...window.faults, ...chorus.faults()]).toEqual([]));
});
