import type { Page } from 'playwright-core';

/** What the focus is on, as it is called by. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const at = document.activeElement;
    // A table that scrolls takes the focus as well, and has no words of its own.
    if (at.getAttribute('role') === 'region') return '';
    return (at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '').trim();
  })()`);

/** Presses Enter on a link or in a form, and waits for the page that it leads to. */
export async function follow(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

const STEPS_MAX = 150;

/** Presses Tab until the focus is on what is called so, from where the focus is. */
export async function tabTo(page: Page, name: string, element?: string): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).startsWith(name) && (element === undefined || (await page.evaluate<string>('document.activeElement.tagName')) === element)) return;
  }
  throw new Error(`No “${name}” was reached by ${STEPS_MAX} presses of Tab`);
}

/** Goes on to a link or a button of that name, and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await follow(page);
}

/** Goes on to what is folded away under these words, and opens it. */
export async function unfold(page: Page, name: string): Promise<void> {
  await tabTo(page, name, 'SUMMARY');
  await page.keyboard.press('Enter');
}

/** Goes on to a box of that name, and writes in it. */
export async function write(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
}

/** Goes on to a choice of one of a few, of which none is made yet, and moves to the one of that name. */
export async function pick(page: Page, first: string, choice: string): Promise<void> {
  await tabTo(page, first, 'INPUT');
  await page.keyboard.press('Space');
  for (let step = 0; step < STEPS_MAX && (await focused(page)) !== choice; step += 1) await page.keyboard.press('ArrowDown');
}

/** Goes on to a box to tick, and ticks it. */
export async function tick(page: Page, label: string): Promise<void> {
  await tabTo(page, label, 'INPUT');
  await page.keyboard.press('Space');
}
