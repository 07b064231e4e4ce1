import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { signInAs, titled } from './testing/steps.ts';

journey('The commissioner’s fortnight', (browser) => {
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
    await signInAs(page, chorus.address, 'Desmond Ravensworthy');
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  const main = (): Promise<string> => page.getByRole('main').innerText();
  const follow = (name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();
  const downloaded = async (link: string): Promise<{ name: string; bytes: Buffer }> => {
    const coming = page.waitForEvent('download');
    await follow(link);
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };

  it('given that a report is owed every fortnight, when he opens the list of his ICB, then practices are named, with how sure it is and a month before', async () => {
    await page.goto(`${chorus.address}/performance/list`);
    await follow(/Merrowdale and Vale of Lark/);
    await titled(page, 'The commissioner’s list, October 2025');
    const read = await main();
    expect(read).toMatch(/\d+ of 45 practices meet at least one criterion/);
    expect(read).toContain('Systems were told to list up to 9');
    expect(read).toMatch(/Cocklewyke Surgery \(XX021\)[\s\S]*more than 99%/);
    expect(read).toContain('September 2025');
    expect(read).toContain('No data, which is not the same as passed');
  });

  it('when he gets the report, then it is a PDF, and the same as Excel', async () => {
    expect((await downloaded('Get the fortnightly report')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await page.goto(`${chorus.address}/performance/list/XI1`);
    const excel = await downloaded('The same as Excel');
    expect(excel.name).toMatch(/\.xlsx$/);
    expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('when he approves what Burdockmoor declared, then it is approved, and every step is on record', async () => {
    await page.goto(`${chorus.address}/performance/pcns/XU003/declarations?year=2025/26`);
    await titled(page, 'Declarations, 2025/26');
    expect(await main()).toContain('216 of 260, counted to 31 March 2026');
    await page.getByRole('button', { name: /^Approve it/ }).click();
    expect(await main()).toContain('HI-03 is now approved.');
    await page.locator('summary').filter({ hasText: 'What happened to it' }).first().click();
    expect(await page.locator('details').filter({ hasText: 'What happened to it' }).first().innerText()).toMatch(/Ravindra Holtby[\s\S]*Desmond Ravensworthy/);
  });

  it('but who visits without signing in reads how many meet a criterion, and no names', async () => {
    const visitor = (await browser.window()).page;
    await visitor.goto(`${chorus.address}/performance/list/XI1`);
    const read = await visitor.getByRole('main').innerText();
    expect(read).toContain('there is no league table');
    expect(read).not.toContain('Cocklewyke');
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 40[03]/;
    expect([...window.faults, ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
