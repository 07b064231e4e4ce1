import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { openMailbox } from './testing/mailbox.ts';
import type { Mailbox } from './testing/mailbox.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { choose, fillDay, fillIn, signInAs, taskOf, titled } from './testing/steps.ts';

const TITLE = 'Shall we ask to be paid for ECGs in our practices?';
const SAID = 'Only if somebody who can read a tracing is on the telephone.';
const ACCEPT = 'A payment from £14 a tracing.';
const CONDITION = 'A cardiologist reads any tracing within two working days.';
const DECIDED = 'Practices are paid £19 for each ECG, up to £36,000 a year, and a cardiologist reads any tracing within two working days.';
const MEETING_DAY = inDays(0);

journey('One voice, from an idea of one practice to what became of it', (browser) => {
  let sample: { data: string; discard(): void };
  let mailbox: Mailbox;
  let chorus: RunningChorus;
  let question: string;
  let consultation: string;
  let item: string;
  let decision: string;
  const windows = new Map<string, Window>();

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    mailbox = await openMailbox();
    sample = await plantedSample();
    chorus = await startChorus(sample.data, { SMTP_URL: mailbox.smtpUrl });
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    await mailbox?.close();
    sample?.discard();
  });

  /** The window in which somebody is signed in, at a page. */
  const pageOf = async (name: string, path = '/'): Promise<Page> => {
    let window = windows.get(name);
    if (!window) {
      window = await browser.window();
      windows.set(name, window);
      await signInAs(window.page, chorus.address, name);
    }
    await window.page.goto(chorus.address + path);
    return window.page;
  };
  const main = (page: Page): Promise<string> => page.getByRole('main').innerText();
  const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('button', { name }).click();
  const follow = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();
  const told = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
  const standsAt = async (page: Page, state: string): Promise<void> => {
    await page.goto(chorus.address + question);
    expect(await page.getByRole('region', { name: 'Where it stands' }).locator('[aria-current=step]').textContent()).toContain(state);
  };

  it('given that her practice does ECGs for the hospital unpaid, when a practice manager has an idea, then she puts it forward for her practice', async () => {
    const winifred = await pageOf('Winifred Odukoya', '/proposals');
    await follow(winifred, 'Begin a proposal');
    await fillIn(winifred, {
      'The idea in a line': 'Pay practices for the ECGs that they do',
      Why: 'Hospital clinics send patients to us for a tracing. It takes a nurse twenty minutes, and nobody pays for them.',
      'What would be better': 'Patients have their tracing near home, and every practice can afford to offer it.',
    });
    await press(winifred, 'Put it forward');
    expect(await titled(winifred, 'Pay practices for the ECGs that they do')).toContain('Proposal');
    await told(winifred, 'The proposal was put forward.');
  });

  it('when a clinical director reads it, then she joins it for her PCN', async () => {
    const ottilie = await pageOf('Dr Ottilie Brackenbury', '/proposals');
    await follow(ottilie, 'Pay practices for the ECGs that they do');
    await press(ottilie, 'Join it, for Brindlefell and Tarnfettle PCN');
    await told(ottilie, 'You joined it.');
    expect(await ottilie.getByRole('listitem').filter({ hasText: 'Brindlefell and Tarnfettle PCN' }).count()).toBeGreaterThan(0);
  });

  it('when it comes to the chair of the leadership team, then she makes a question of it', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby');
    await taskOf(anjali, 'Make a question of it, or answer it: Pay practices for the ECGs that they do').getByRole('link').click();
    await follow(anjali, 'Make a question of it');
    await fillIn(anjali, {
      'The question in a line': TITLE,
      'What is asked': 'The partnership could pay practices for each ECG that they do for a hospital clinic. It would take £36,000 a year from the money for local schemes. Which would you rather have?',
      'Options, one a line': 'A payment for each tracing\nOne sum a year by list size\nThe hospital does its own',
      'Money at stake, in pounds': '36,000',
    });
    await choose(anjali, 'What kind of decision is it?', 'Money: spending, sharing or giving up money');
    await anjali.getByLabel('What is it about?').selectOption('local-enhanced-services');
    await anjali.getByLabel('Where will it be decided?').selectOption({ label: 'Merrowdale Health and Care Partnership' });
    await anjali.getByLabel('Who answers for it?').selectOption({ label: 'Dr Anjali Fernsby, Chair' });
    await press(anjali, 'Make it a question');
    await titled(anjali, TITLE);
    question = new URL(anjali.url()).pathname;
    await standsAt(anjali, 'drafted');
    expect(await anjali.getByRole('link', { name: 'a proposal from general practice' }).count()).toBe(1);
  });

  it('when she opens the canvass, then every practice of the place is asked, and she is told whom no mail reaches', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby', question);
    await follow(anjali, 'Open a canvass');
    const before = await main(anjali);
    expect(before).toMatch(/21 practices that serve [\d,]+ patients, and Larkshire GP Federation, Larkshire Local Medical Committee/);
    expect(before).toContain('Shepherds Gate Surgery');
    await press(anjali, 'Open the canvass');
    await told(anjali, 'The canvass is open.');
    await standsAt(anjali, 'being canvassed');
  });

  it('when a practice manager opens the link in his mail, then he answers without an account, and nothing is recorded before his button is pressed', async () => {
    const link = await mailbox.linkFor('fergus.fothergale@example.org', TITLE, '/answer/');
    const window = await browser.window();
    windows.set('Fergus Fothergale', window);
    const fergus = window.page;
    for (const _look of ['his mail scanner', 'his own']) await fergus.goto(link);
    expect(await main(await pageOf('Dr Anjali Fernsby', `${question}/canvass`))).toMatch(/0 of 21/);
    await titled(fergus, TITLE);
    await choose(fergus, 'What does High Pastures Practice say?', 'Support with conditions');
    await fillIn(fergus, { 'In your words': SAID });
    await press(fergus, 'Give this answer');
    await told(fergus, 'Thank you. High Pastures Practice says: support with conditions.');
    // The link is for this and nothing else.
    expect((await fergus.request.get(chorus.address + question, { maxRedirects: 0 })).status()).toBe(303);
    expect((await fergus.request.get(`${link}x`)).status()).toBe(400);
  });

  it('when another looks at what needs her today, then she answers there, in place', async () => {
    const cecily = await pageOf('Cecily Crakehall');
    const task = taskOf(cecily, `Answer: ${TITLE}`);
    await task.getByText('Answer here').click();
    await task.getByLabel('Support', { exact: true }).check();
    await task.getByRole('button', { name: 'Give this answer' }).click();
    await told(cecily, 'Your answer is kept. You can change it until the canvass closes.');
    expect(await taskOf(cecily, `Answer: ${TITLE}`).count()).toBe(0);
  });

  it('when the chair closes the canvass, then she reads how far it reached, each answer in its own words, and who was not heard', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby', `${question}/canvass`);
    await anjali.getByText('Close it early').click();
    await fillIn(anjali, { 'Why early': 'The partnership meets today.' });
    await press(anjali, 'Close the canvass');
    await told(anjali, 'The canvass is closed.');
    const read = await main(anjali);
    expect(read).toMatch(/2 of 21/);
    expect(read).toContain(SAID);
    expect(read).toContain('Wool Market Surgery');
  });

  it('when the leadership team agrees a position, then it is recorded, and what it wants is published', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby');
    await taskOf(anjali, `Agree a position: ${TITLE}`).getByRole('link').click();
    await fillIn(anjali, {
      'What we want': 'A payment for each tracing, with somebody to ask.',
      Why: 'Those who do the work are paid for it.',
      'What we can accept': ACCEPT,
      'What we cannot accept': 'One sum a year, whoever does the work.',
    });
    for (const seat of ['Chair: Dr Anjali Fernsby', 'Brindlefell and Tarnfettle PCN: Dr Ottilie Brackenbury', 'LMC: Dr Beatrix Hollowbrook']) await choose(anjali, 'Which seats were there', seat);
    await press(anjali, 'Save the agreed position');
    await press(anjali, 'Publish these words');
    await told(anjali, 'What we want is published');
    await standsAt(anjali, 'position agreed');
  });

  it('and as it is prescribed, when the chair consults the LMC, then its officer answers for it', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby', `${question}/position`);
    expect(await main(anjali)).toContain('consultation is prescribed');
    await follow(anjali, 'Consult the LMC');
    await choose(anjali, 'Is it prescribed?', 'Prescribed');
    await choose(anjali, 'Who may read what is asked and answered', 'Everybody who signs in');
    await fillIn(anjali, { 'What the LMC is asked': 'Is this fair pay for the work, and do the terms fit the contract?' });
    await fillDay(anjali, 'Last day for its answer', inDays(14));
    await press(anjali, 'Ask the LMC');
    const beatrix = await pageOf('Dr Beatrix Hollowbrook');
    await taskOf(beatrix, `Answer for the LMC: ${TITLE}`).getByRole('link').click();
    await titled(beatrix, /Consultation of the/);
    consultation = new URL(beatrix.url()).pathname;
    await choose(beatrix, 'The LMC', 'Supports it');
    await fillIn(beatrix, { 'In its words': 'The LMC supports it, if no practice has to do it.' });
    await press(beatrix, 'Send the LMC’s answer');
    await told(beatrix, 'answered');
    await anjali.goto(chorus.address + consultation);
    await fillIn(anjali, { 'How the answer was taken into account': 'We ask that a practice may decline it.' });
    await press(anjali, 'Record how it was taken into account');
    await told(anjali, 'We ask that a practice may decline it.');
  });

  it('when she and the other who sits there for general practice are given a mandate, then it says to what they may agree, and to what they may not', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby', question);
    await follow(anjali, 'Give a mandate');
    await follow(anjali, 'Give a mandate');
    await anjali.getByLabel('Where it will be decided').selectOption({ label: 'Merrowdale Health and Care Partnership' });
    await press(anjali, /^Choose/);
    for (const representative of ['Dr Anjali Fernsby, General practice', 'Dr Tobias Akinwande, PCNs of the coast']) await choose(anjali, 'Who is bound', representative);
    await choose(anjali, 'A payment for each tracing', 'May agree');
    await choose(anjali, 'One sum a year by list size', 'May not agree');
    await choose(anjali, 'The hospital does its own', 'Must come back first');
    const range = anjali.getByRole('group', { name: 'Range 1 (optional)' });
    await range.getByLabel('What it is of').fill('Price of a tracing');
    await range.getByLabel('Least').fill('£14');
    await fillIn(anjali, { 'Conditions (optional)': CONDITION });
    await fillDay(anjali, 'Last day of the mandate', inDays(30));
    await press(anjali, 'Give the mandate');
    await told(anjali, /Binds/);
    await standsAt(anjali, 'mandated');
  });

  it('when the secretary of the partnership calls its meeting, then the question is on its agenda', async () => {
    const lysander = await pageOf('Lysander Penhallow', '/forums/merrowdale-partnership/meetings');
    await follow(lysander, 'Call a meeting');
    await fillDay(lysander, 'Day', MEETING_DAY);
    await fillIn(lysander, { From: '00:05', To: '23:55', Where: 'Fleece House, Marrowby' });
    await press(lysander, 'Call the meeting');
    await told(lysander, 'The meeting is called.');
    await lysander.getByText('Add an item').click();
    await fillIn(lysander, { Title: 'A local scheme for ECGs', Question: question.split('/').at(-1)! });
    await lysander.getByText('Who may decide, and whether it is private').click();
    await lysander.getByLabel('Matter').selectOption('local-enhanced-services');
    await fillIn(lysander, { Amount: '£36,000' });
    await press(lysander, 'Add the item');
    await told(lysander, 'The item is on the agenda.');
  });

  it('when it meets, then he records who is there, how they vote, and what they decide', async () => {
    const lysander = windows.get('Lysander Penhallow')!.page;
    await press(lysander, 'Open the meeting');
    await told(lysander, 'The meeting is under way.');
    const there = lysander.getByRole('region', { name: 'Who is there' });
    for (const [name, mark] of [
      ['Clementine Abara, Chair', 'Present'], ['Dr Anjali Fernsby, General practice', 'Present'], ['Dr Tobias Akinwande, PCNs of the coast', 'Present'], ['Dr Saoirse Kingdon, Director of public health', 'Present'],
      ['Xanthe Morrow, Hospitals', 'Apologies'], ['Dashiell Kerr, Community and mental health', 'Present'], ['Leopold Nwosu, People who use services', 'Present'], ['Desmond Ravensworthy, Integrated care board', 'Present'],
    ] as const) await there.getByRole('group', { name, exact: true }).getByLabel(mark, { exact: true }).check();
    await press(lysander, 'Save who is there');
    await told(lysander, 'Saved who is there.');
    await follow(lysander, 'A local scheme for ECGs');
    await titled(lysander, 'A local scheme for ECGs');
    item = new URL(lysander.url()).pathname;
    await lysander.getByRole('group', { name: 'Vote of Integrated care board' }).getByLabel('Abstains').check();
    await press(lysander, 'All others for');
    await lysander.waitForURL(/done=votes/);
    await choose(lysander, 'What came of it', 'Agreed');
    await choose(lysander, 'Which was agreed', 'A payment for each tracing');
    await fillIn(lysander, { 'What was decided': DECIDED, Why: 'A tracing near home costs less than one at the hospital, and general practice asked for it with one voice.' });
    await lysander.getByText('Numbers agreed, and who may decide').click();
    await fillIn(lysander, { 'Numbers agreed': 'Price of a tracing = £19' });
    await press(lysander, 'Record the decision');
  });

  it('then it was decided by those who may, inside the mandate, the LMC asked, with a quorum: it can be acted on', async () => {
    const lysander = windows.get('Lysander Penhallow')!.page;
    await titled(lysander, 'Agreed');
    decision = new URL(lysander.url()).pathname;
    expect(item).toContain('/items/');
    const text = await main(lysander);
    expect(text).toContain('It stands, and can be acted on.');
    expect(text).not.toMatch(/not met/i);
    await lysander.getByText('Add an action').click();
    await fillIn(lysander, { 'What is to be done': 'Send every practice the terms and the claim form' });
    await lysander.getByLabel('By whom').selectOption({ label: 'Desmond Ravensworthy' });
    await fillDay(lysander, 'By when', inDays(3));
    await press(lysander, 'Add the action');
    await told(lysander, 'Send every practice the terms and the claim form');
    await standsAt(await pageOf('Dr Anjali Fernsby'), 'decided');
  });

  it('when the chair reports back, then everybody who was asked is told', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby');
    await taskOf(anjali, `Report back: ${TITLE}`).getByRole('link').click();
    await fillIn(anjali, { 'What was traded?': 'We asked for £21 and got £19. In return a yearly review of the numbers.', 'What happens next?': 'The ICB sends the terms.' });
    await press(anjali, 'Send to all');
    await told(anjali, /Sent on/);
    await standsAt(anjali, 'reported back');
  });

  it('when a practice that answered looks at its day, then it reads how its own answer counted, and says that it has', async () => {
    const cecily = await pageOf('Cecily Crakehall');
    await taskOf(cecily, `Read what was decided: ${TITLE}`).getByRole('link').click();
    const report = await main(cecily);
    expect(report).toContain(DECIDED);
    expect(report).toContain('How your answer counted');
    expect(report).not.toContain(SAID);
    await cecily.goto(chorus.address);
    await taskOf(cecily, `Read what was decided: ${TITLE}`).getByRole('button', { name: 'I have read this' }).click();
    await told(cecily, 'Thank you. Those who sent it can see that you have read it.');
    expect(await main(await pageOf('Dr Anjali Fernsby', question))).toMatch(/Opened by 1 of 21 practices; read, as they say, by 1\./);
  });

  it('when what was to be done is done, then the chair says that it is acted on, and closes the question', async () => {
    const anjali = await pageOf('Dr Anjali Fernsby', question);
    await press(anjali, 'Say that it is acted on');
    await standsAt(anjali, 'acted on');
    await press(anjali, 'Close the question');
    await told(anjali, 'Some of its actions are not done.');
    const desmond = await pageOf('Desmond Ravensworthy');
    await taskOf(desmond, 'Send every practice the terms and the claim form').getByRole('button', { name: 'Mark as done' }).click();
    await taskOf(desmond, 'Send every practice the terms and the claim form').waitFor({ state: 'detached' });
    await anjali.goto(chorus.address + question);
    await press(anjali, 'Close the question');
    await told(anjali, 'The question was closed.');
    await standsAt(anjali, 'closed');
  });

  it('and the commissioner reads the position and the decision, and neither who answered what nor the mandate', async () => {
    const desmond = await pageOf('Desmond Ravensworthy', question);
    const thread = await main(desmond);
    expect(thread).toContain('A payment for each tracing, with somebody to ask.');
    expect(thread).toContain(DECIDED);
    const seen = [thread];
    for (const path of ['/canvass', '/position', '/mandates', '/report']) {
      await desmond.goto(`${chorus.address}${question}${path}`);
      seen.push(await desmond.content());
    }
    await desmond.goto(chorus.address + decision);
    seen.push(await desmond.content());
    for (const secret of [SAID, ACCEPT, CONDITION, 'One sum a year, whoever does the work.', 'High Pastures', 'Pettigrew', 'May not agree', '£14']) expect(seen.filter((text) => text.includes(secret))).toEqual([]);
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 40[039]/;
    expect([...[...windows.values()].flatMap(({ faults }) => faults), ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});

/** So many days from today, as the machine and the server have it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
