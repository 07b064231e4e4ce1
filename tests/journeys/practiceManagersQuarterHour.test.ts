import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { signInAs, titled } from './testing/steps.ts';

journey('A practice manager’s quarter of an hour with the money', (browser) => {
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
    await signInAs(page, chorus.address, 'Winifred Odukoya');
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  const main = (): Promise<string> => page.getByRole('main').innerText();
  const follow = (name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();

  it('given that part of her practice’s money comes through its PCN, when she opens Money, then she reads its whole income and how much that part is', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Money' }).click();
    await titled(page, 'Money');
    await follow('Its whole income: of its own and through its PCN');
    await titled(page, 'Whole income of The Lighthouse Practice');
    const read = await main();
    expect(read).toMatch(/£[\d,.]+ a patient, £[\d,.]+ a weighted patient in 2023\/24/);
    expect(read).toMatch(/£[\d,.]+ of it came through the PCN: 1\d\.\d% of the whole, as an estimate\./);
    expect(read).toContain('Saltwhistle Harbour Practice, its nominated payee, and is not that practice’s income.');
  });

  it('then it stands beside her PCN, her ICB and England, a patient; and over the years', async () => {
    expect(await page.getByRole('columnheader', { name: /a patient/ }).allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('PCN'), expect.stringContaining('ICB'), expect.stringContaining('England')]));
    const read = await main();
    expect(read).toMatch(/PCN is Saltwhistle Coast PCN \(6 practices/);
    expect(read).toMatch(/2021\/22\s+1\s[\s\S]*2023\/24\s+1\s/);
  });

  it('then a chart shows the money’s way to the practice, and says the same in words', async () => {
    const chart = page.locator('figure svg, svg').first();
    await chart.waitFor();
    expect(await main()).toMatch(/Of £[\d,.]+ from NHS payments, the largest part is “Core contract”/);
  });

  it('when she asks what her practice gets of what the PCN shares, then she reads the amount, how it was worked out, and who agreed it', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Money' }).click();
    await follow('How it is shared out');
    await follow('Capacity and access support, April to September 2025');
    const read = await main();
    expect(read).toMatch(/£19,292\.29\s+is the share of The Lighthouse Practice/);
    expect(read).toContain('Less: Shared telephone system');
    expect(read).toContain('By registered list');
    await follow(/Board of Saltwhistle Coast|capacity and access support/i);
    expect(await main()).toContain('shared by registered list');
  });

  it('but when she asks for the money of another PCN, then she may not see it, and is told who could tell her', async () => {
    for (const part of ['paid', 'sharing', 'claims', 'ledger']) {
      const answer = await page.goto(`${chorus.address}/funding/pcns/XU007/${part}`);
      expect([part, answer!.status()]).toEqual([part, 403]);
      expect(await main()).toContain('You may not use this page');
      expect(await main()).toMatch(/clinical director/);
    }
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 403/;
    expect([...window.faults, ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
