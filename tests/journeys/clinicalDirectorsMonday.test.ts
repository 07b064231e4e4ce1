import { expect, it } from 'vitest';
import { toIsoDate } from '#kernel/isoDate.ts';
import { personsJourney } from './testing/personsJourney.ts';
import { choose, fillDay } from './testing/steps.ts';

const PCN = 'Larkminster Quayside PCN';
const PROGRAMME = 'A visiting team for the Quayside';

personsJourney('A clinical director’s Monday', { as: 'Dr Huw Pemberlark', refusals: [403, 422] }, (walk) => {
  it('given that who managed six posts has left, when he opens Today, then he is asked to find them another', async () => {
    await walk.open('/');
    const task = walk.task(`Find a line manager for 6 posts of ${PCN}`);
    expect(await task.innerText()).toContain('days over');
    await task.getByRole('link').first().click();
    await walk.titled('Find somebody else');
    expect(await walk.main()).toContain('Lavinia Sturgess is line manager or clinical supervisor of 6 posts.');
  });

  it('and those who have left themselves are not among those whom he may choose', async () => {
    const choices = await walk.page.getByLabel('Who takes over').locator('option').allInnerTexts();
    expect(choices).toContain('Dr Huw Pemberlark');
    expect(choices).not.toContain('Lavinia Sturgess');
    expect(choices).not.toContain('Eleri Stokes');
  });

  it('when he takes them on himself, then nobody is without a manager whom he asked for', async () => {
    await walk.page.getByLabel('Who takes over').selectOption({ label: 'Dr Huw Pemberlark' });
    await walk.press('Give all of them to this person');
    await walk.titled('People and roles');
    expect(await walk.main()).not.toContain('have no line manager: Lavinia Sturgess');
    await walk.open('/');
    expect(await walk.main()).not.toContain('Find a line manager for 6 posts');
  });

  it('when he asks where the posts belong, then all of them belong nowhere, and each says what would mend it', async () => {
    await walk.open('/workforce/pcns/XU009/belonging');
    const read = await walk.main();
    expect(read).toContain('6 of 6 filled posts belong nowhere');
    expect(read).toContain('Fewer than 5 people answered, so nothing is shown.');
    expect(read).toMatch(/Clinical pharmacist \(CP1\)\s+Nowhere\s+Name the practice or the team that it belongs to\s+Say at which practice there is a place to sit/);
  });

  it('when he gives a pharmacist a home and a place to sit, then one of them is at home', async () => {
    await walk.page.getByRole('row', { name: /CP1/ }).getByRole('link', { name: 'Name the practice or the team' }).click();
    await walk.titled('Change CP1');
    await choose(walk.page, 'What is it?', 'Something changes from a day on');
    await fillDay(walk.page, 'From', toIsoDate(new Date()));
    await walk.page.getByLabel('At home').selectOption({ label: 'Quayside Health Centre' });
    await walk.page.getByLabel('Has a place to sit at').selectOption({ label: 'Quayside Health Centre' });
    await walk.press('Keep it so');
    await walk.open('/workforce/pcns/XU009/belonging');
    const read = await walk.main();
    expect(read).toContain('5 of 6 filled posts belong nowhere: 1 at home in a practice, 0 in a PCN team.');
  });

  it('when he opens his programme, then it says by its evidence what it lacks, and the first thing to do', async () => {
    await walk.openMenu('Programmes');
    await walk.follow(PROGRAMME);
    const read = await walk.main();
    expect(read).toMatch(/At risk\s+1\. Leaders say that standing still is worse\s+2 of 5 leaders asked say that standing still is worse: 40%; 75% is needed, which is 4\./);
    expect(read).toContain('It is the clinical director alone.');
    expect(read).toMatch(/Not yet\s+3\. The difference is measurable/);
    expect(read).toContain('Do this now');
  });

  it('when he writes a vision in the words of the service, then he is told which words a patient does not use', async () => {
    await walk.follow('Say in two sentences what patients will notice.');
    await walk.page.getByLabel('In two sentences, as you would say it to a patient').fill('Our PCN will optimise its MDT.');
    await walk.press('Save these words');
    expect(await walk.main()).toMatch(/PCN.*our practices/s);
  });

  it('when he says it to a patient, then it stands', async () => {
    await walk.page.getByLabel('In two sentences, as you would say it to a patient').fill('A team visits you at home when you cannot come to us. You are seen the same day.');
    await walk.press('Save these words');
    await walk.page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: PROGRAMME }).click();
    await walk.titled(PROGRAMME);
    expect(await walk.main()).toContain('You are seen the same day.');
  });

  it('when Dapplemere offers what it learnt, then he accepts its help', async () => {
    expect(await walk.main()).toContain('Come for a morning and ride along.');
    await walk.page.getByText('Answer them', { exact: true }).click();
    await walk.press('Accept their help');
    await walk.page.getByText('You accepted their help; they see it.').waitFor();
  });

  it('but the people of Dapplemere are not his to see', async () => {
    const answer = await walk.open('/workforce/pcns/XU007/belonging');
    expect(answer!.status()).toBe(403);
  });
});
