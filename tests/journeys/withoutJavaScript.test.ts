import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { journey } from './testing/chromium.ts';
import { focused, follow, tabTo } from './testing/keyboard.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { rowsOf, titled } from './testing/steps.ts';

journey('Without JavaScript, and with the keyboard alone', (browser) => {
  let sample: { data: string; discard(): void };
  let chorus: RunningChorus;
  let page: Page;

  beforeAll(async () => {
    sample = await plantedSample();
    chorus = await startChorus(sample.data);
    ({ page } = await browser.window({ javaScriptEnabled: false }));
  });
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  it('when I open the site and press Tab, then I am offered the way past the menus', async () => {
    await page.goto(chorus.address);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#maincontent');
  });

  it('when I search with a slip of typing, then I find the practice on a page, and open it', async () => {
    await page.goto(chorus.address);
    await tabTo(page, 'Search practices, PCNs, ICBs');
    await page.keyboard.type('high pasturs');
    await follow(page);
    await titled(page, /search|found/i);
    await tabTo(page, 'High Pastures Practice');
    await follow(page);
    expect(await titled(page, 'High Pastures Practice')).toContain('XX006');
  });

  it('when I change the date, then I see the PCN that it was in on that day', async () => {
    await tabTo(page, 'As at');
    // The same in the order of days of every machine that this may run on.
    await page.keyboard.type('04042024');
    await follow(page);
    await page.getByText('on 4 April 2024').first().waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Upper Merrow PCN' }).count()).toBeGreaterThan(0);
  });

  it('when I sort and filter a table, then it does so by links and a form', async () => {
    await page.goto(`${chorus.address}/organisations/XI1/members?kind=practice`);
    const table = page.locator('.chorus-table').first();
    const tableId = (await table.getAttribute('id'))!;
    const before = await rowsOf(page, tableId);
    expect(await table.locator('.chorus-table__count').innerText()).toBe('45 rows');

    await tabTo(page, 'Name');
    await follow(page);
    await page.waitForURL(/sort=/);
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    const names = (await rowsOf(page, tableId)).map((row) => row.toLowerCase());
    expect(names).toHaveLength(before.length);

    await tabTo(page, 'Filter');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Name', 'INPUT');
    await page.keyboard.type('surgery');
    await follow(page);
    await page.waitForURL(/surgery/);
    const found = await rowsOf(page, tableId);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => /surgery/i.test(row))).toBe(true);
    expect(page.url()).toContain('sort=');
    await tabTo(page, 'Clear filter');
    await follow(page);
    await page.waitForURL((url) => !url.search.includes('surgery'));
  });

  it('when I go to a page that is for others, then I am told to sign in and may do so by a form', async () => {
    await page.goto(`${chorus.address}/people`);
    await titled(page, 'Sign in');
    await tabTo(page, 'Sign in as one of its people');
    await follow(page);
    await tabTo(page, 'Sign in as Winifred Odukoya');
    await follow(page);
    await titled(page, 'People');
    expect(await page.getByRole('link', { name: 'Winifred Odukoya' }).count()).toBeGreaterThan(0);
    // Published as WOOL MARKET SURGERY.
    expect(await page.getByRole('link', { name: 'Wool Market Surgery' }).first().textContent()).toBe('Wool Market Surgery');
  });
});
