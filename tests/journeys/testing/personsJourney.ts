import { readFileSync } from 'node:fs';
import type { Locator, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantedSample } from '../../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './chromium.ts';
import type { Window } from './chromium.ts';
import { startChorus } from './runningChorus.ts';
import type { RunningChorus } from './runningChorus.ts';
import { signInAs, taskOf, titled } from './steps.ts';

/** One of the sample's people at the site: where they are, what they read there, and what they do. */
export interface Walk {
  readonly page: Page;
  /** Without a slash at the end. */
  readonly address: string;
  /** Goes to an address of the site: `/performance`. */
  open(path: string): Promise<Response | null>;
  /** Goes by the main menu. */
  openMenu(name: string): Promise<void>;
  /** Waits for the page of that title. */
  titled(name: string | RegExp): Promise<string>;
  /** All that the page says below its header. */
  main(): Promise<string>;
  /** Follows the first link of that name. */
  follow(name: string | RegExp): Promise<void>;
  /** Presses the button of that name; a name in words is all of it. */
  press(name: string | RegExp): Promise<void>;
  /** What Today asks, by the title of the task. */
  task(title: string): Locator;
  /** Chooses a file of this text for the form. */
  chooseFile(fileName: string, text: string): Promise<void>;
  /** The file that comes of what is done. */
  downloaded(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }>;
  /** Another person at the same site, in a window of their own; nobody signed in, without a name. */
  another(name?: string): Promise<Page>;
}

/**
 * A journey of one of the sample's people over a sample of their own, of steps that each need those before.
 * It ends by looking whether anything went wrong on the way but the answers in `refusals` (400, 403), which a step asked for.
 */
export function personsJourney(name: string, { as, refusals }: { as: string; refusals: readonly number[] }, suite: (walk: Walk) => void): void {
  journey(name, (browser) => {
    let sample: { data: string; discard(): void };
    let chorus: RunningChorus;
    let own: Page;
    const windows: Window[] = [];

    eachStepNeedsThoseBefore();
    beforeAll(async () => {
      sample = await plantedSample();
      chorus = await startChorus(sample.data);
      own = await another(as);
    }, 300_000);
    afterAll(async () => {
      await chorus?.stop();
      sample?.discard();
    });

    async function another(person?: string): Promise<Page> {
      const window = await browser.window();
      windows.push(window);
      if (person !== undefined) await signInAs(window.page, chorus.address, person);
      return window.page;
    }
    suite(walkOf({ page: () => own, address: () => chorus.address, another }));

    it('and nothing went wrong on the way but what was refused', () => {
      const refused = new RegExp(`: Failed to load resource: the server responded with a status of (${refusals.join('|')}) `);
      expect([...windows.flatMap(({ faults }) => faults), ...chorus.faults()].filter((fault) => refusals.length === 0 || !refused.test(fault))).toEqual([]);
    });
  });
}

/** The page is there only once the journey has begun: it is asked for each time. */
function walkOf({ page, address, another }: { page: () => Page; address: () => string; another: Walk['another'] }): Walk {
  const main = (): Locator => page().getByRole('main');
  return {
    get page() {
      return page();
    },
    get address() {
      return address();
    },
    open: (path) => page().goto(address() + path),
    openMenu: (name) => page().getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click(),
    titled: (name) => titled(page(), name),
    main: () => main().innerText(),
    follow: (name) => main().getByRole('link', { name }).first().click(),
    press: (name) => main().getByRole('button', { name, exact: true }).click(),
    task: (title) => taskOf(page(), title),
    chooseFile: (fileName, text) => page().locator('input[type=file]').first().setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) }),
    async downloaded(act) {
      const coming = page().waitForEvent('download');
      await act();
      const download = await coming;
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
    another,
  };
}
