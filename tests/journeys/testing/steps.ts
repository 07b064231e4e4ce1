import type { Page } from 'playwright-core';

/** Waits for the page of that title; gives its heading with the words over it. */
export async function titled(page: Page, name: string | RegExp): Promise<string> {
  const heading = page.getByRole('heading', { level: 1, name });
  await heading.waitFor();
  return heading.innerText();
}

/** Signs in as one of the sample's people. */
export async function signInAs(page: Page, address: string, name: string): Promise<void> {
  await page.goto(`${address}/sign-in/as`);
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await page.getByRole('link', { name, exact: true }).waitFor();
}

/** The rows of a table as one reads them. */
export const rowsOf = async (page: Page, tableId: string): Promise<string[]> => (await page.locator(`#${tableId} tbody tr`).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
