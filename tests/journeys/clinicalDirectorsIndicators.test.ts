import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { signInAs, taskOf, titled } from './testing/steps.ts';

journey('A clinical director’s look at the indicators', (browser) => {
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
    await signInAs(page, chorus.address, 'Dr Tobias Akinwande');
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  const main = (): Promise<string> => page.getByRole('main').innerText();
  const follow = (name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();

  it('given that a year was counted, when he opens Performance, then he reads what was earned, and whose figures are missing', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Performance' }).click();
    await titled(page, 'Performance');
    await page.goto(`${chorus.address}/performance/pcns/XU004?year=2025/26`);
    await titled(page, 'Saltwhistle Coast PCN in 2025/26');
    const read = await main();
    // 204 of 271 is 75.28%: of 36 points between 60% and 80%, 27.5.
    expect(read).toMatch(/HI-03[\s\S]*75\.28\s+27\.5\s+4,616\.57/);
    expect(read).toContain('Only part of the PCN: nothing is known of XX022');
    expect(read).toContain('2025/26 is over');
  });

  it('when he asks how it stood in January, then he reads where it was likely to end, with its range', async () => {
    await follow('January 2026');
    await follow('HI-03');
    await titled(page, /health check/);
    const read = await main();
    expect(read).toContain('As it stood on 31 January 2026');
    expect(read).toContain('143 of 271');
    const range = /Nine times in ten\s+([\d.]+)% to ([\d.]+)%/.exec(read)!;
    // It ended at 75.28%, which nobody knew in January.
    expect(Number(range[1])).toBeLessThan(75.28);
    expect(Number(range[2])).toBeGreaterThan(75.28);
    expect(read).toMatch(/it is no target/);
  });

  it('when he asks who could do what about it, then he reads in which order effort earned most, and where', async () => {
    await page.goto(`${chorus.address}/performance/pcns/XU004?year=2025/26&on=2026-01-31`);
    await follow('What earns most next');
    await titled(page, 'What earns most next');
    // From 143 to 80% of 271 are 74, of whom most are to be won at Cocklewyke.
    expect(await main()).toMatch(/HI-03\s+Learning disability health check, plan and ethnicity\s+81\.67\s+74\s+6,043\.92\s+XX021 21/);
    await page.getByLabel(/How many people can be seen/).fill('40');
    await page.getByRole('button', { name: 'Find the best use' }).click();
    expect(await main()).toMatch(/With 40: .* for £[\d,.]+/);
  });

  it('when he approves what his manager declared, then it is with the commissioner, and Today asks it of him no more', async () => {
    await page.goto(chorus.address);
    await taskOf(page, 'Approve 1 declaration of Saltwhistle Coast PCN, 2025/26').getByRole('link').first().click();
    await titled(page, 'Declarations, 2025/26');
    expect(await main()).toContain('HI-03: with the PCN for approval');
    await page.getByRole('button', { name: /^Approve it for the PCN/ }).click();
    expect(await main()).toContain('HI-03 is now with the commissioner.');
    await page.goto(chorus.address);
    expect(await taskOf(page, 'Approve 1 declaration of Saltwhistle Coast PCN, 2025/26').count()).toBe(0);
  });

  it('but what lacks a practice is not declared', async () => {
    await page.goto(`${chorus.address}/performance/pcns/XU004/declarations?year=2025/26`);
    await page.getByRole('button', { name: /^Declare it.*CAN-04/ }).click();
    expect(await main()).toContain('Its figures are not known.');
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 40[03]/;
    expect([...window.faults, ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
