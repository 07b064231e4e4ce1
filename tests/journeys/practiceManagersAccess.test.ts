import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';

personsJourney('A practice manager’s access, before the list comes', { as: 'Rowena Ravenglass', refusals: [400, 403] }, (walk) => {
  it('given that few are seen face to face, when she opens Today, then she is told that her practice may be looked at, and why', async () => {
    await walk.open('/');
    await walk.task('See why Cocklewyke Surgery may be looked at: October 2025').getByRole('link').first().click();
    await walk.titled('Before the list comes');
    const read = await walk.main();
    expect(read).toContain('You are likely to be looked at: least face to face.');
    expect(read).toContain('A place on this list is no breach of it');
  });

  it('then she reads how sure it is, what the rule said a month before, and what nobody knows', async () => {
    const read = await walk.main();
    expect(read).toMatch(/Least face to face: meets it\s+[\d,]+ appointments face to face, of [\d,]+ appointments: 4\d\.\d%\. The lowest of 44/);
    expect(read).toMatch(/is more than 99%\.\s+The same rule for September 2025: meets it\./);
    expect(read).toContain('Most attendances at A&E: no data');
  });

  it('when she looks at her access, then she sees it beside her PCN and England, with what to mind', async () => {
    await walk.open('/access/XX021');
    await walk.titled('Access at Cocklewyke Surgery');
    const read = await walk.main();
    expect(read).toMatch(/Face to face\s+4\d\.\d%\s+[\d,]+ of [\d,]+\s+\d\d\.\d%\s+\d\d\.\d%/);
    expect(read).toContain('October: flu and other vaccination clinics swell it');
  });

  it('then a chart begins anew where triage began, as was agreed with its reason, and says in a sentence that nothing has changed since', async () => {
    const chart = walk.page.locator('figure').filter({ hasText: 'Mean' }).filter({ hasText: 'Face to face' }).first();
    await chart.waitFor();
    expect(await walk.main()).toMatch(/October 2025, at 4\d\.\d%, is within what chance does, [\d.]+% to [\d.]+% about a mean of 4\d\.\d%\. Nothing has changed\./);
    await walk.open('/performance/rebases?series=access/face-to-face/XX021');
    expect(await walk.main()).toContain('every request is triaged by a GP first');
  });

  it('when she asks what she owes, then a clause of her contract stands apart from what somebody merely asks', async () => {
    await walk.open('/demands');
    await walk.titled('What is owed by whom');
    const read = await walk.main();
    expect(read).toContain('Your contract asks it: Local scheme for wound care, Schedule 2, the quarterly return.');
    expect(read).toMatch(/how many same-day appointments are free[\s\S]*Nothing that you must do/);
    expect(read).toContain('asks it of the commissioner, not of a practice.');
  });

  it('but of another practice she may not see it', async () => {
    const answer = await walk.open('/performance/practices/XX018/list');
    expect(answer!.status()).toBe(403);
  });
});
