import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';

personsJourney('A clinical director’s look at the indicators', { as: 'Dr Tobias Akinwande', refusals: [400, 403] }, (walk) => {
  it('given that a year was counted, when he opens Performance, then he reads what was earned, and whose figures are missing', async () => {
    await walk.openMenu('Performance');
    await walk.titled('Performance');
    await walk.open('/performance/pcns/XU004?year=2025/26');
    await walk.titled('Saltwhistle Coast PCN in 2025/26');
    const read = await walk.main();
    // 204 of 271 is 75.28%: of 36 points between 60% and 80%, 27.5.
    expect(read).toMatch(/HI-03[\s\S]*75\.28\s+27\.5\s+4,616\.57/);
    expect(read).toContain('Only part of the PCN: nothing is known of XX022');
    expect(read).toContain('2025/26 is over');
  });

  it('when he asks how it stood in January, then he reads where it was likely to end, with its range', async () => {
    await walk.follow('January 2026');
    await walk.follow('HI-03');
    await walk.titled(/health check/);
    const read = await walk.main();
    expect(read).toContain('As it stood on 31 January 2026');
    expect(read).toContain('143 of 271');
    const range = /Nine times in ten\s+([\d.]+)% to ([\d.]+)%/.exec(read)!;
    // It ended at 75.28%, which nobody knew in January.
    expect(Number(range[1])).toBeLessThan(75.28);
    expect(Number(range[2])).toBeGreaterThan(75.28);
    expect(read).toMatch(/it is no target/);
  });

  it('when he asks who could do what about it, then he reads in which order effort earned most, and where', async () => {
    await walk.open('/performance/pcns/XU004?year=2025/26&on=2026-01-31');
    await walk.follow('What earns most next');
    await walk.titled('What earns most next');
    // From 143 to 80% of 271 are 74, of whom most are to be won at Cocklewyke.
    expect(await walk.main()).toMatch(/HI-03\s+Learning disability health check, plan and ethnicity\s+81\.67\s+74\s+6,043\.92\s+XX021 21/);
    await walk.page.getByLabel(/How many people can be seen/).fill('40');
    await walk.press('Find the best use');
    expect(await walk.main()).toMatch(/With 40: .* for £[\d,.]+/);
  });

  it('when he approves what his manager declared, then it is with the commissioner, and Today asks it of him no more', async () => {
    await walk.open('/');
    await walk.task('Approve 1 declaration of Saltwhistle Coast PCN, 2025/26').getByRole('link').first().click();
    await walk.titled('Declarations, 2025/26');
    expect(await walk.main()).toContain('HI-03: with the PCN for approval');
    await walk.press(/^Approve it for the PCN/);
    expect(await walk.main()).toContain('HI-03 is now with the commissioner.');
    await walk.open('/');
    expect(await walk.task('Approve 1 declaration of Saltwhistle Coast PCN, 2025/26').count()).toBe(0);
  });

  it('but what lacks a practice is not offered to be declared: it leads to where its figures are sent in', async () => {
    await walk.open('/performance/pcns/XU004/declarations?year=2025/26');
    const lacking = walk.page.locator('section').filter({ has: walk.page.getByRole('heading', { name: /^CAN-04/ }) });
    expect(await lacking.innerText()).toContain('Not every practice’s figures are known');
    expect(await lacking.getByText(/^Declare it/).count()).toBe(0);
    await lacking.getByRole('link', { name: 'Send in the figures of every practice' }).click();
    await walk.page.getByRole('heading', { level: 1, name: /figures/i }).waitFor();
  });
});
