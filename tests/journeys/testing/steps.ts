import type { Locator, Page } from 'playwright-core';

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

/** Fills text boxes, each found by what it is called. */
export async function fillIn(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** Fills a day of three boxes. */
export async function fillDay(page: Page, legend: string, day: string): Promise<void> {
  const [year, month, date] = day.split('-');
  const boxes = page.getByRole('group', { name: legend });
  for (const [box, value] of [['Day', date], ['Month', month], ['Year', year]] as const) await boxes.getByLabel(box, { exact: true }).fill(String(Number(value)));
}

/** Chooses one of a few, and checks boxes. */
export const choose = (page: Page, legend: string, choice: string): Promise<void> => page.getByRole('group', { name: legend }).getByLabel(choice, { exact: true }).check();

/** What the home page asks of a person, by the title of the task. */
export const taskOf = (page: Page, title: string): Locator => page.getByRole('region', { name: 'What needs you' }).getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
