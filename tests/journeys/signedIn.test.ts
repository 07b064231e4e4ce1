import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedSample } from '../testing/plantedSample.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { startChorus } from './testing/runningChorus.ts';
import type { RunningChorus } from './testing/runningChorus.ts';
import { rowsOf, signInAs, titled } from './testing/steps.ts';

const TOTALS = fileURLToPath(new URL('../../sample/published/list-sizes/gp-reg-pat-prac-all_2026-04.csv', import.meta.url));

journey('Signed in', (browser) => {
  let sample: { data: string; discard(): void };
  let chorus: RunningChorus;
  const windows: Window[] = [];

  beforeAll(async () => {
    sample = await plantedSample();
    chorus = await startChorus(sample.data);
  });
  afterAll(async () => {
    await chorus?.stop();
    sample?.discard();
  });

  const newWindow = async (): Promise<Page> => {
    const window = await browser.window();
    windows.push(window);
    return window.page;
  };
  const windowOf = async (name: string): Promise<Page> => {
    const page = await newWindow();
    await signInAs(page, chorus.address, name);
    return page;
  };

  describe('as the register editor', () => {
    eachStepNeedsThoseBefore();
    let page: Page;
    beforeAll(async () => void (page = await windowOf('Nadia Wetherlark')));

    it('when I add a federation, then it has a page of its own', async () => {
      await page.goto(`${chorus.address}/local-bodies`);
      await page.getByRole('link', { name: 'Add a local body' }).click();
      await page.getByLabel('What it is').selectOption({ label: 'GP federation' });
      await page.getByLabel('Name').fill('Merrow Dales Federation');
      await page.getByLabel('First day').fill('2026-05-01');
      await page.getByRole('button', { name: 'Add it' }).click();
      expect(await titled(page, 'Merrow Dales Federation')).toContain('L-FED-001');
    });

    it('when I say that a practice is its member, then the pages of both say so from that day', async () => {
      await page.getByRole('link', { name: 'Add one to it' }).click();
      await page.getByLabel('Code of the first body').fill('XX006');
      await page.getByLabel('is / does').selectOption({ label: 'member of' });
      await page.getByLabel('First day').fill('2026-05-01');
      await page.getByRole('button', { name: 'Add it' }).click();
      await titled(page, 'Merrow Dales Federation');
      await page.goto(`${chorus.address}/organisations/XX006?as-at=2026-05-01`);
      expect(await page.getByRole('main').getByRole('link', { name: 'Merrow Dales Federation' }).count()).toBe(1);
      await page.goto(`${chorus.address}/organisations/XX006?as-at=2026-04-30`);
      expect(await page.getByRole('main').getByRole('link', { name: 'Merrow Dales Federation' }).count()).toBe(0);
    });

    it('when I undo my last entry, then the practice is its member no more, and the federation stays', async () => {
      await page.goto(`${chorus.address}/local-bodies`);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('The last entry was undone').waitFor();
      await page.goto(`${chorus.address}/organisations/XX006?as-at=2026-05-01`);
      expect(await page.getByRole('main').getByRole('link', { name: 'Merrow Dales Federation' }).count()).toBe(0);
      await page.goto(`${chorus.address}/local-bodies`);
      expect(await page.getByRole('link', { name: 'Merrow Dales Federation', exact: true }).count()).toBe(1);
    });

    it('when I choose a newer publication, then I see what it is before anything is saved, and it counts once I load it', async () => {
      const inMay = readFileSync(TOTALS, 'utf8').replaceAll('2026-04-01', '2026-05-01');
      await page.goto(`${chorus.address}/data`);
      await page.goto(`${chorus.address}/data/load`);
      await page.getByLabel('File').setInputFiles({ name: 'lists of may.csv', mimeType: 'text/csv', buffer: Buffer.from(inMay) });
      await page.getByRole('button', { name: 'Look at the file' }).click();
      await titled(page, 'What this file would change');
      expect(await rowsOf(page, 'found')).toEqual([expect.stringMatching(/^lists of may\.csv Patients registered at a GP practice: totals 1 May 2026 45 0 yes$/)]);
      await page.getByRole('button', { name: 'Load it' }).click();
      await titled(page, 'Loaded');
      await page.goto(`${chorus.address}/organisations/XX006`);
      await page.getByText('on 1 May 2026').first().waitFor();
    });

    it('when I choose a file that is no publication, then I am told so in words and nothing is saved', async () => {
      await page.goto(`${chorus.address}/data/load`);
      await page.getByLabel('File').setInputFiles({ name: 'shopping.csv', mimeType: 'text/csv', buffer: Buffer.from('what,how many\ntea,2\n') });
      await page.getByRole('button', { name: 'Look at the file' }).click();
      await page.getByText('shopping.csv').first().waitFor();
      expect(await page.getByRole('button', { name: 'Load it' }).count()).toBe(0);
    });
  });

  describe('as the administrator', () => {
    eachStepNeedsThoseBefore();
    let page: Page;
    let link: string;
    beforeAll(async () => void (page = await windowOf('Ptolemy Grange')));

    it('when I invite somebody, then their link waits in the outbox', async () => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People', exact: true }).click();
      await page.getByRole('link', { name: 'Invite a person' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Dr Una Fernhollow');
      await page.getByLabel('E-mail address').fill('una.fernhollow@example.org');
      await page.getByLabel('Role').selectOption({ label: 'Clinical director' });
      await page.getByLabel('Code of the organisation').fill('XU003');
      await page.getByRole('button', { name: 'Invite this person' }).click();
      await titled(page, 'Dr Una Fernhollow');
      await page.getByRole('link', { name: 'Outbox' }).click();
      await page.locator('#outbox tbody a').first().click();
      link = (await page.locator(`a[href^="${chorus.address}/sign-in/link/"]`).getAttribute('href'))!;
    });

    it('when a mail scanner and then they themselves open it, then nobody is signed in until the button is pressed', async () => {
      const una = await newWindow();
      for (const _look of [1, 2, 3]) expect((await una.request.get(link)).status()).toBe(200);
      await una.goto(link);
      expect(await una.getByRole('link', { name: 'Dr Una Fernhollow' }).count()).toBe(0);
      await una.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await una.getByRole('link', { name: 'Dr Una Fernhollow' }).waitFor();
      const another = await newWindow();
      await another.goto(link);
      await titled(another, 'This link cannot be used');
    });

    it('when somebody without the role goes where I go, then they are told why not and what to do', async () => {
      const partner = await windowOf('Dr Oluwaseun Oyelaran');
      expect(await partner.getByRole('link', { name: 'Outbox' }).count()).toBe(0);
      const answer = await partner.goto(`${chorus.address}/administration/outbox`);
      expect(answer!.status()).toBe(403);
      const text = await partner.getByRole('main').innerText();
      expect(text).toContain('Your roles do not let you use this page.');
      expect(text).toContain('Ask an administrator');
    });
  });

  describe('with a passkey', () => {
    it('when I add one to my account, then my device signs me in without a mail', async () => {
      const page = await windowOf('Joss Quillfeather');
      const device = await page.context().newCDPSession(page);
      await device.send('WebAuthn.enable');
      await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
      await page.goto(`${chorus.address}/account`);
      await page.getByLabel('What to call it').fill('Work laptop');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByText('The passkey was added.').waitFor();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await titled(page, 'Sign in');
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByRole('link', { name: 'Joss Quillfeather' }).waitFor();
      await page.goto(`${chorus.address}/account`);
      expect(await page.getByRole('main').innerText()).toMatch(/Work laptop[\s\S]*last used/);
    });
  });

  it('and nothing went wrong on the way but what was refused', () => {
    const refused = /: Failed to load resource: the server responded with a status of 40[03]/;
    expect([...windows.flatMap(({ faults }) => faults), ...chorus.faults()].filter((fault) => !refused.test(fault))).toEqual([]);
  });
});
