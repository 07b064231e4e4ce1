import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';

personsJourney('A practice manager’s quarter of an hour with the money', { as: 'Winifred Odukoya', refusals: [403] }, (walk) => {
  it('given that part of her practice’s money comes through its PCN, when she opens Money, then she reads its whole income and how much that part is', async () => {
    await walk.openMenu('Money');
    await walk.titled('Money');
    await walk.follow('Its whole income: of its own and through its PCN');
    await walk.titled('Whole income of The Lighthouse Practice');
    const read = await walk.main();
    expect(read).toMatch(/£[\d,.]+ a patient, £[\d,.]+ a weighted patient in 2023\/24/);
    expect(read).toMatch(/£[\d,.]+ of it came through the PCN: 1\d\.\d% of the whole, as an estimate\./);
    expect(read).toContain('Saltwhistle Harbour Practice, its nominated payee, and is not that practice’s income.');
  });

  it('then it stands beside her PCN, her ICB and England, a patient; and over the years', async () => {
    expect(await walk.page.getByRole('columnheader', { name: /a patient/ }).allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('PCN'), expect.stringContaining('ICB'), expect.stringContaining('England')]));
    const read = await walk.main();
    expect(read).toMatch(/PCN is Saltwhistle Coast PCN \(6 practices/);
    expect(read).toMatch(/2021\/22\s+1\s[\s\S]*2023\/24\s+1\s/);
  });

  it('then a chart shows the money’s way to the practice, and says the same in words', async () => {
    const chart = walk.page.locator('figure svg, svg').first();
    await chart.waitFor();
    expect(await walk.main()).toMatch(/Of £[\d,.]+ from NHS payments, the largest part is “Core contract”/);
  });

  it('when she asks what her practice gets of what the PCN shares, then she reads the amount, how it was worked out, and who agreed it', async () => {
    await walk.openMenu('Money');
    await walk.follow('How it is shared out');
    await walk.follow('Capacity and access support, April to September 2025');
    const read = await walk.main();
    expect(read).toMatch(/£19,292\.29\s+is the share of The Lighthouse Practice/);
    expect(read).toContain('Less: Shared telephone system');
    expect(read).toContain('By registered list');
    await walk.follow(/Board of Saltwhistle Coast|capacity and access support/i);
    expect(await walk.main()).toContain('shared by registered list');
  });

  it('but when she asks for the money of another PCN, then she may not see it, and is told who could tell her', async () => {
    for (const part of ['paid', 'sharing', 'claims', 'ledger']) {
      const answer = await walk.open(`/funding/pcns/XU007/${part}`);
      expect([part, answer!.status()]).toEqual([part, 403]);
      expect(await walk.main()).toContain('You may not use this page');
      expect(await walk.main()).toMatch(/clinical director/);
    }
  });
});
