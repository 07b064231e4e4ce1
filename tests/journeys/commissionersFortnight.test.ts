import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';

personsJourney('The commissioner’s fortnight', { as: 'Desmond Ravensworthy', refusals: [400, 403] }, (walk) => {
  it('given that a report is owed every fortnight, when he opens the list of his ICB, then practices are named, with how sure it is and a month before', async () => {
    await walk.open('/performance/list');
    await walk.follow(/Merrowdale and Vale of Lark/);
    await walk.titled('The commissioner’s list, October 2025');
    const read = await walk.main();
    expect(read).toMatch(/\d+ of 45 practices meet at least one criterion/);
    expect(read).toContain('Systems were told to list up to 9');
    expect(read).toMatch(/Cocklewyke Surgery \(XX021\)[\s\S]*more than 99%/);
    expect(read).toContain('September 2025');
    expect(read).toContain('No data, which is not the same as passed');
  });

  it('when he gets the report, then it is a PDF, and the same as Excel', async () => {
    expect((await walk.downloaded(() => walk.press('Get the fortnightly report'))).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await walk.open('/performance/list/XI1');
    const excel = await walk.downloaded(() => walk.press('The same as Excel'));
    expect(excel.name).toMatch(/\.xlsx$/);
    expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('when he approves what Burdockmoor declared, then it is approved, and every step is on record', async () => {
    await walk.open('/performance/pcns/XU003/declarations?year=2025/26');
    await walk.titled('Declarations, 2025/26');
    expect(await walk.main()).toContain('216 of 260, counted to 31 March 2026');
    await walk.press(/^Approve it/);
    expect(await walk.main()).toContain('HI-03 is now approved.');
    await walk.page.locator('summary').filter({ hasText: 'What happened to it' }).first().click();
    expect(await walk.page.locator('details').filter({ hasText: 'What happened to it' }).first().innerText()).toMatch(/Ravindra Holtby[\s\S]*Desmond Ravensworthy/);
  });

  it('but who visits without signing in reads how many meet a criterion, and no names', async () => {
    const visitor = await walk.another();
    await visitor.goto(`${walk.address}/performance/list/XI1`);
    const read = await visitor.getByRole('main').innerText();
    expect(read).toContain('there is no league table');
    expect(read).not.toContain('Cocklewyke');
  });
});
