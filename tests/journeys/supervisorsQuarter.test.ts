import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { toIsoDate } from '#kernel/isoDate.ts';
import { personsJourney } from './testing/personsJourney.ts';
import { choose, fillDay, rowsOf, taskOf, titled } from './testing/steps.ts';

const PEOPLE = 'people-xu007';

personsJourney('A supervisor’s quarter', { as: 'Dr Oluwaseun Oyelaran', refusals: [] }, (walk) => {
  let keeper: Page;
  let recorded = 0;
  const minutesRecorded = async (): Promise<number> => Number(/([\d,]+) minutes are recorded/.exec(await walk.main())![1]!.replaceAll(',', ''));

  it('given that he supervises five posts, when he opens People and roles, then he finds his people: who, since when, and what each lacks', async () => {
    await walk.openMenu('People and roles');
    await walk.follow('Your post and people');
    await walk.titled('Your people');
    const rows = await rowsOf(walk.page, PEOPLE);
    expect(rows).toHaveLength(5);
    for (const name of ['Tunde Afolabi-Reed', 'Saffron Wetherby', 'Rafferty Quane', 'Anselm Dacre', 'Meredith Ashdown']) expect(rows.some((row) => row.includes(name))).toBe(true);
    expect(rows.find((row) => row.includes('Rafferty Quane'))).toContain('peers (would help)');
    expect(rows.find((row) => row.includes('Saffron Wetherby'))).toContain('clinical supervisor Nothing');
  });

  it('then he reads what it takes of him, that it is a guess, and that it is more than others carry', async () => {
    const read = await walk.main();
    expect(read).toMatch(/You supervise 5 posts that somebody fills\. By what is expected, which is a guess, that takes 5 hours a week\. That is more than each of the \d others who manage or supervise/);
    recorded = await minutesRecorded();
  });

  it('when he records the quarter in one form, then the minutes are added for his practice, and he sees the total', async () => {
    const boxes = walk.page.getByRole('textbox', { name: /clinical supervision/ });
    await boxes.nth(0).fill('45');
    await boxes.nth(1).fill('30');
    await walk.press('Record these minutes');
    await walk.page.getByText('The minutes were recorded.').waitFor();
    expect(await minutesRecorded()).toBe(recorded + 75);
    await walk.open('/workforce/pcns/XU007/load/records');
    expect((await rowsOf(walk.page, 'records')).filter((row) => /Clinical supervision (45|30) /i.test(row))).toHaveLength(2);
  });

  it('but one was wrong: he withdraws it, and what somebody else entered he cannot', async () => {
    await walk.open('/workforce/you');
    await walk.page.getByText(/What is recorded \(\d+\)/).click();
    expect(await walk.page.getByText('(entered by somebody else)').count()).toBeGreaterThan(0);
    await walk.page.getByRole('listitem').filter({ hasText: ': 30 minutes of clinical supervision' }).getByRole('button', { name: /Withdraw/ }).click();
    await walk.page.getByText('It was withdrawn.').waitFor();
    expect(await minutesRecorded()).toBe(recorded + 45);
  });

  it('when the manager of three posts goes away, and the keeper records it, then another is asked for at once', async () => {
    keeper = await walk.another('Joss Quillfeather');
    await keeper.goto(`${walk.address}/workforce/pcns/XU007/staff`);
    await keeper.getByText('Somebody is away, or is here no more').click();
    const form = keeper.locator('form').filter({ has: keeper.getByRole('button', { name: 'Keep it', exact: true }) });
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Meredith Ashdown' });
    await choose(keeper, 'What is it?', 'Away for a time');
    await fillDay(keeper, 'From', toIsoDate(new Date()));
    await form.getByRole('button', { name: 'Keep it', exact: true }).click();
    await keeper.getByText('The days were kept.').waitFor();
    await keeper.goto(`${walk.address}/`);
    await taskOf(keeper, 'Find a line manager and clinical supervisor for 3 posts of Dapplemere PCN').waitFor();
  });

  it('then whoever is managed by her reads that nobody stands in, who was asked, and who is there until then', async () => {
    const held = await walk.another('Tunde Afolabi-Reed');
    await held.goto(`${walk.address}/workforce/you`);
    expect(await held.getByRole('main').innerText()).toMatch(/Meredith Ashdown[\s\S]*Away since [\s\S]*Nobody stands in\. [\s\S]*Joss Quillfeather \(PCN manager\) were asked to find somebody\. Until then your clinical supervisor, Dr Oluwaseun Oyelaran, is there\./);
  });

  it('when the keeper gives them to the supervisor, then it is done, and nobody is without', async () => {
    await keeper.getByRole('link', { name: /^Find a line manager and clinical supervisor/ }).click();
    await titled(keeper, 'Find somebody else');
    await keeper.getByLabel('Who takes over').selectOption({ label: 'Dr Oluwaseun Oyelaran' });
    await keeper.getByRole('button', { name: 'Give all of them to this person' }).click();
    await keeper.getByText('The posts were given to somebody else.').waitFor();
    expect(await keeper.getByRole('main').innerText()).not.toMatch(/has no line manager|have no line manager/);
    await keeper.goto(`${walk.address}/`);
    await keeper.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    expect(await keeper.getByRole('link', { name: /^Find a line manager/ }).count()).toBe(0);
  });

  it('then he sees whom he manages besides, and that his total has grown', async () => {
    await walk.open('/workforce/you');
    expect(await walk.main()).toMatch(/You manage 3 posts and supervise 6 posts that somebody fills/);
    expect(await rowsOf(walk.page, PEOPLE)).toHaveLength(6);
  });
});
