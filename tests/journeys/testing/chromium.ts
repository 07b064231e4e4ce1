import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';

/** Where Chromium is: `CHROMIUM`, or as Debian, Ubuntu, Fedora and Google call it; null where there is none. */
function findChromium(): string | null {
  const asked = process.env['CHROMIUM'];
  if (asked) return canRun(asked) ? asked : null;
  const onThePath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean).flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)));
  return ['/usr/bin/chromium', ...onThePath].find(canRun) ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const executablePath = findChromium();
const WHY_NOT = process.env['CHROMIUM'] ? `CHROMIUM names ${process.env['CHROMIUM']}, which cannot be run` : 'no Chromium here; install it, or name one in CHROMIUM';

/** A browser that is opened before a suite and closed after it. */
export interface OpenBrowser {
  /** A window of a new person, with no cookies. What goes wrong in it is kept in `faults`. */
  window(options?: BrowserContextOptions): Promise<Window>;
}

export interface Window {
  page: Page;
  /** Errors that the console told of, and errors of scripts. */
  faults: string[];
}

/** A suite in a real browser. Without one it is skipped and says why; where the result counts for others (CI) it fails. */
export function journey(name: string, suite: (browser: OpenBrowser) => void): void {
  if (executablePath === null && process.env['CI']) return test(`${name}: needs a browser`, () => Promise.reject(new Error(`The journeys cannot run, and in CI they must: ${WHY_NOT}`)));
  if (executablePath === null) return sayAndSkip(name);
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      // A container gives Chromium neither a sandbox of its own nor much shared memory; only our own pages are opened.
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
    });
    afterAll(() => browser?.close());
    suite({ window: async (options) => openWindow(browser, options) });
  });
}

function sayAndSkip(name: string): void {
  process.stderr.write(`Skipped: ${name} (${WHY_NOT})\n`);
  describe.skip(`${name} (${WHY_NOT})`, () => test('is skipped', () => {}));
}

/** Within a suite whose steps build on each other: after a step that failed the rest is not tried. */
export function eachStepNeedsThoseBefore(): void {
  let hasFailed = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (hasFailed) skip('a step before it failed');
    onTestFailed(() => void (hasFailed = true));
  });
}

async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return { page, faults };
}
