import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';
import { choose, fillIn, taskOf, titled } from './testing/steps.ts';

const NEW_POST = 'Your new post: who is there for you';
const PULSE = 'Say how your post is for you';
const ASKED = 'Answer: whoever fills CP2 says that “a place to sit” is not so';

personsJourney('A new pharmacist’s first week', { as: 'Saffron Wetherby', refusals: [404] }, (walk) => {
  let keeper: Page;
  const readBy = (page: Page): Promise<string> => page.getByRole('main').innerText();

  it('given that she began four days ago, when she signs in, then Today has her new post and the pulse', async () => {
    await walk.openMenu('Today');
    await walk.task(NEW_POST).waitFor();
    await walk.task(PULSE).waitFor();
  });

  it('when she opens it, then she reads what her post is, whom to turn to and for what, who her peers are, and where there is a place to sit', async () => {
    await walk.follow(NEW_POST);
    await walk.titled('Your post');
    const read = await walk.main();
    expect(read).toMatch(/You are a clinical pharmacist of Dapplemere PCN since \d+ \w+ \d{4}, in post CP2/);
    expect(read).toMatch(/A line manager\s+Meredith Ashdown\s+Your hours, leave, pay/);
    expect(read).toMatch(/A clinical supervisor\s+Dr Oluwaseun Oyelaran/);
    expect(read).toMatch(/Peers\s+[\s\S]*Tunde Afolabi-Reed/);
    expect(read).toMatch(/A regular meeting\s+Every week/);
    expect(read).toMatch(/A place to sit\s+The Farriers Medical Centre/);
    expect(read).toContain('at home in a team of the PCN');
    expect(read).toContain('Skewbald Lane Practice: 18.75 hours a week');
    expect(read).toMatch(/What supervision the contract expects[\s\S]*remembered, not verified/);
  });

  it('when she has read it and says so, then Today asks it of her no more', async () => {
    await walk.press('I have read this');
    await walk.page.getByText('Thank you.').waitFor();
    await walk.openMenu('Today');
    await walk.task(PULSE).waitFor();
    expect(await walk.task(NEW_POST).count()).toBe(0);
  });

  it('when there is no place to sit, then she says so in a sentence, and it stands beside the fact without changing it', async () => {
    await walk.open('/workforce/you');
    await walk.page.getByText('Say that something of this is not so').click();
    await choose(walk.page, 'What is not so?', 'A place to sit');
    await fillIn(walk.page, { 'What is so, in a sentence': 'The room is let on two days of the week' });
    await walk.press('Say that it is not so');
    const said = walk.page.getByText('You say it is not so');
    await said.waitFor();
    const read = await walk.main();
    expect(read).toMatch(/A place to sit\s+The Farriers Medical Centre\s+You say it is not so.*“The room is let on two days of the week” It waits for an answer/);
    expect(read).toContain('at home in a team of the PCN. You say that a place to sit is not so.');
  });

  it('then her line manager is asked on Today, and so is who keeps the posts', async () => {
    const manager = await walk.another('Meredith Ashdown');
    await taskOf(manager, ASKED).waitFor();
    await manager.getByRole('link', { name: ASKED }).click();
    await titled(manager, '“A place to sit” is said not to be so');
    expect(await readBy(manager)).toMatch(/Saffron Wetherby says\s+“The room is let on two days of the week”/);
    keeper = await walk.another('Joss Quillfeather');
    await taskOf(keeper, ASKED).waitFor();
  });

  it('when the keeper changes the post, then it is mended, and nobody is asked any more', async () => {
    await keeper.getByRole('link', { name: ASKED }).click();
    await keeper.getByRole('link', { name: 'change the post' }).click();
    await keeper.getByLabel('Has a place to sit at').selectOption({ label: 'Skewbald Lane Practice' });
    await keeper.getByRole('button', { name: 'Keep it so' }).click();
    await keeper.getByText('The post was changed.').waitFor();
    await keeper.goto(`${walk.address}/`);
    await keeper.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    expect(await taskOf(keeper, ASKED).count()).toBe(0);
  });

  it('then she reads that the post was changed, and where she sits now; she takes back what she said', async () => {
    await walk.open('/workforce/you');
    expect(await walk.main()).toMatch(/A place to sit\s+Skewbald Lane Practice\s+You say it is not so.*The post was changed since\./);
    await walk.press('Take it back');
    await walk.page.getByText('It was taken back.').waitFor();
    expect(await walk.main()).not.toContain('You say it is not so');
  });

  it('when she answers the pulse, then she is thanked, and reads nothing of it while it is open', async () => {
    await walk.openMenu('Today');
    await walk.follow(PULSE);
    await walk.titled('How is your post for you?');
    for (const group of await walk.page.getByRole('main').getByRole('group').all()) await group.getByLabel('Agree', { exact: true }).check();
    await walk.press('Send my answers');
    await walk.page.getByText('Thank you: you have answered').waitFor();
    await walk.open('/workforce/pcns/XU007/belonging');
    await walk.titled('Where posts belong');
    expect(await walk.main()).toContain('Open. Nothing is shown until it is closed.');
  });

  it('then of the round before, which eight answered, she reads what they said together; of Quayside’s, which three answered, nothing is shown', async () => {
    expect(await walk.main()).toMatch(/I know whom to turn to when I need support: .*agree \(5 to 9 people answered\)/);
    const quayside = await walk.another('Petronella Vance');
    await quayside.goto(`${walk.address}/workforce/pcns/XU009/belonging`);
    expect(await readBy(quayside)).toContain('Fewer than 5 people answered, so nothing is shown.');
  });
});
