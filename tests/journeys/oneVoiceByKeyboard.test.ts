import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { pick, press, tabTo, tick, unfold, write } from './testing/keyboard.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { titled } from './testing/steps.ts';

const QUESTION = 'Should Saturday clinics move to one hub in Marrowby?';
const REPORT = 'Shall we ask for a local scheme that pays for wound care?';
const SAID = 'Only if the bus from Tarnside runs on Saturdays.';
const IDEA = 'One telephone number for the district nurses';

/** Nothing here clicks, and no script of ours runs: only keys are pressed, as the focus goes. */
journey('One voice by the keyboard alone, without JavaScript', (browser) => {
  let sample: { data: string; discard(): void };
  let chorus: RunningChorus;
  let keziah: Page;
  let fergus: Page;
  let anjali: Page;
  const windows: Window[] = [];

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    sample = await plantedSample();
    chorus = await startChorus(sample.data);
    [keziah, fergus, anjali] = [await windowOf('Keziah Kettlewell'), await windowOf('Fergus Fothergale'), await windowOf('Dr Anjali Fernsby')];
  }, 300_000);
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  /** A window without scripts, in which somebody signs in by a form. */
  async function windowOf(name: string): Promise<Page> {
    const window = await browser.window({ javaScriptEnabled: false });
    windows.push(window);
    await window.page.goto(`${chorus.address}/sign-in/as`);
    await press(window.page, `Sign in as ${name}`);
    return window.page;
  }
  const told = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();
  const main = (page: Page): Promise<string> => page.getByRole('main').innerText();
  const home = (page: Page) => page.goto(chorus.address);

  it('given a canvass that is open, when a practice manager looks at her day, then she answers it there', async () => {
    await home(keziah);
    await tabTo(keziah, `Answer: ${QUESTION}`, 'A');
    await keziah.keyboard.press('Tab');
    expect(await keziah.evaluate<string>('document.activeElement.tagName')).toBe('SUMMARY');
    await keziah.keyboard.press('Enter');
    await pick(keziah, 'Support', 'Support with conditions');
    await write(keziah, 'In your words', SAID);
    await press(keziah, 'Give this answer');
    await told(keziah, 'Your answer is kept. You can change it until the canvass closes.');
    expect(await main(keziah)).not.toContain(`Answer: ${QUESTION}`);
  });

  it('when she goes to the question, then she reads its thread from what is asked to where it stands', async () => {
    await press(keziah, 'Questions and ideas');
    await press(keziah, QUESTION);
    await titled(keziah, QUESTION);
    const thread = await main(keziah);
    for (const part of ['What happens next', 'What is asked', 'Canvass', 'Practices that answered', 'History']) expect(thread).toContain(part);
    await press(keziah, 'Answer this question');
    expect(await main(keziah)).toContain('Your answer now: support with conditions');
    expect(await keziah.getByRole('textbox', { name: 'In your words' }).inputValue()).toBe(SAID);
  });

  it('and when she changes her mind, then the last answer counts', async () => {
    await tabTo(keziah, 'Support with conditions', 'INPUT');
    await keziah.keyboard.press('ArrowUp');
    await press(keziah, 'Change the answer');
    await told(keziah, 'Recorded. Beaupré Surgery says: support.');
  });

  it('when another has an idea, then he puts it forward, and she joins it', async () => {
    await home(fergus);
    await press(fergus, 'Questions and ideas');
    await press(fergus, 'Proposals');
    await press(fergus, 'Begin a proposal');
    await write(fergus, 'The idea in a line', IDEA);
    await write(fergus, 'Why', 'Each team has its own number, and no list of them is right.');
    await write(fergus, 'What would be better', 'A nurse answers the first time somebody rings.');
    await press(fergus, 'Put it forward');
    await told(fergus, 'The proposal was put forward.');
    await press(keziah, 'Questions and ideas');
    await press(keziah, 'Proposals');
    await press(keziah, IDEA);
    await press(keziah, 'Join it, for Beaupré Surgery');
    await told(keziah, 'You joined it.');
    expect(await main(keziah)).toMatch(/High Pastures Practice, which began it\s+Beaupré Surgery/);
  });

  it('when she was told what was decided, then she reads it, and says so from her home page', async () => {
    await home(keziah);
    await press(keziah, `Read what was decided: ${REPORT}`);
    expect(await main(keziah)).toContain('How your answer counted');
    await home(keziah);
    await press(keziah, 'I have read this');
    await told(keziah, 'Thank you. Those who sent it can see that you have read it.');
    expect(await main(keziah)).not.toContain(REPORT);
  });

  it('when the chair closes the canvass, then she reads what each said', async () => {
    await home(anjali);
    await press(anjali, 'Questions and ideas');
    await press(anjali, QUESTION);
    await press(anjali, 'Follow the canvass');
    await unfold(anjali, 'Close it early');
    await write(anjali, 'Why early', 'The partnership meets this week.');
    await press(anjali, 'Close the canvass');
    await told(anjali, 'The canvass is closed.');
    expect(await main(anjali)).toContain('It is 31 miles from Saltwhistle Harbour.');
  });

  it('and records the position that the leadership team agrees', async () => {
    await home(anjali);
    await press(anjali, `Agree a position: ${QUESTION}`);
    // A position that left something out comes back with what is missing, at the top.
    await press(anjali, 'Save the agreed position');
    await titled(anjali, 'Position');
    await tabTo(anjali, 'Say what we want.', 'A');
    await anjali.keyboard.press('Enter');
    await anjali.keyboard.type('A hub in Marrowby, with a clinic a month on the coast.');
    await write(anjali, 'Why', 'One site can be staffed, and nobody drives 31 miles.');
    await write(anjali, 'What we can accept', 'A bus on Saturdays in place of the clinic.');
    await write(anjali, 'What we cannot accept', 'One hub and nothing else.');
    await tick(anjali, 'Chair: Dr Anjali Fernsby');
    await tick(anjali, 'Federation: Marguerite Tallis-Okoro');
    await press(anjali, 'Save the agreed position');
    await told(anjali, 'Not published');
    expect(await main(anjali)).toContain('A bus on Saturdays in place of the clinic.');
  });

  it('and nothing went wrong on the way', () => {
    const refused = /: Failed to load resource: the server responded with a status of 400/;
    expect([...windows.flatMap(({ faults }) => faults), ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
