import { expect, it } from 'vitest';
import { personsJourney } from './testing/personsJourney.ts';
import { choose, fillDay, fillIn } from './testing/steps.ts';

/** March as it came: enhanced access as it is due, and care homes by the beds that there were before July. */
const MARCH = [
  'payee_code,month,description,amount,reference,paid_on',
  'XX017,2026-03,PCN enhanced access,36892.70,PCSE-MAR-1,2026-03-31',
  'XX017,2026-03,PCN care home premium,4244.07,PCSE-MAR-2,2026-03-31',
].join('\r\n');
const AUGUST = ['post,role,month,wte,starts,salary,ni,pension', 'SC-CP-1,clinical-pharmacist,2025-08,1,2021-09-06,4560,621,656', 'SC-PT-1,pharmacy-technician,2025-08,1,2022-02-14,2870,368,413'].join('\r\n');
const PRACTICES = ['XX017', 'XX018', 'XX019', 'XX021', 'XX022'];

personsJourney('A PCN manager’s hour with the money', { as: 'Callum Tidewell', refusals: [400] }, (walk) => {
  const money = async (): Promise<void> => {
    await walk.open('/funding?year=2025/26');
    await walk.titled('Money');
  };

  it('given that a year is over, when the PCN’s manager opens Money, then he reads what was due to it, line by line', async () => {
    await money();
    await walk.follow('What is due in 2025/26');
    await walk.titled('Saltwhistle Coast PCN');
    const read = await walk.main();
    expect(read).toContain('due under the network contract in 2025/26');
    for (const line of ['Core PCN funding', 'Enhanced access', 'Care home premium', 'Additional roles reimbursement sum']) expect(read).toContain(line);
    expect(read).toMatch(/52,535[\s\S]*8\.427/);
  });

  it('when he asks how a line came about, then he sees the rule, the patients, the source and the rounding', async () => {
    await walk.page.locator('details').filter({ hasText: 'Enhanced access payment' }).first().locator('summary').first().click();
    const working = await walk.page.locator('details[open]').first().innerText();
    expect(working).toContain('52,535');
    expect(working).toContain('442,712.45');
    expect(working).toMatch(/Source|Pulse PCN/);
  });

  it('when he takes it with him, then it is a CSV with the same sum, and an Excel file', async () => {
    const csv = await walk.downloaded(() => walk.follow('Download as CSV'));
    expect(csv.name).toMatch(/XU004.*\.csv$|\.csv$/);
    expect(csv.bytes.toString()).toContain('442712.45');
    const excel = await walk.downloaded(() => walk.follow('Download as Excel'));
    expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('when he adds March’s statement of payment, then he reads what differs and the likeliest reason', async () => {
    await money();
    await walk.follow('What was paid against it');
    await walk.follow('Add a statement of payment');
    await walk.chooseFile('march.csv', MARCH);
    await walk.press('Add these payments');
    await walk.open('/funding/pcns/XU004/paid?year=2025/26');
    const read = await walk.main();
    expect(read).not.toContain('Enhanced access, March 2026');
    expect(read).toMatch(/Care home premium, March 2026: £293\.08 too little\s+Another count of beds\. It was paid for 391 beds, 27 fewer than the 418 counted\./);
  });

  it('and when he sends the same statement again, then he is told that it stands already, and under which number', async () => {
    await walk.follow('Add a statement of payment');
    await walk.chooseFile('march again.csv', MARCH);
    await walk.press('Add these payments');
    expect(await walk.main()).toMatch(/All 2 lines are on record already: line 2 is R\d+\./);
  });

  it('when he disputes the care homes with his evidence, then it is open, and his ICB’s manager is asked to answer', async () => {
    await walk.open('/funding/pcns/XU004/paid?year=2025/26');
    await walk.follow(/Dispute this\s*: Care home premium, March 2026/);
    expect(await walk.page.getByLabel('How much is still to be paid, in pounds').inputValue()).toBe('293.08');
    await walk.page.getByLabel('Evidence (optional)').fill('Reference PCSE-MAR-2 of 31 March; the ICB’s own count of January has 418 beds.');
    await walk.press('Open this dispute');
    await walk.titled(/Care home premium/);
    expect(await walk.main()).toContain('418 beds');
    const desmond = await walk.another('Desmond Ravensworthy');
    await desmond.goto(`${walk.address}/funding/disputes`);
    expect(await desmond.getByRole('main').innerText()).toMatch(/March 2026/);
  });

  it('when he sends a claims file, then what may be claimed is worked out, and the file for the portal is ready', async () => {
    await money();
    await walk.follow('Claims for additional roles');
    await walk.follow('send a file of claims');
    await walk.chooseFile('august.csv', AUGUST);
    await walk.press('Check and keep the file');
    await walk.titled('Additional roles, 2025/26');
    const portal = await walk.downloaded(() => walk.follow('Download as CSV'));
    const lines = portal.bytes.toString().split(/\r?\n/);
    expect(lines.filter((line) => /August 2025|2025-08/.test(line))).toHaveLength(2);
  });

  it('and when it claims the same posts again, then nothing is kept and each line is named', async () => {
    await walk.open('/funding/pcns/XU004/claims/upload?year=2025/26');
    await walk.chooseFile('august.csv', AUGUST);
    await walk.press('Check and keep the file');
    expect(await walk.main()).toContain('1 claim for post SC-CP-1 and August 2025 stands already; a second was made.');
  });

  it('when he wonders what another rate would bring, then he sees both years side by side, and nothing is kept', async () => {
    await walk.open('/funding/statements/XU004?year=2025/26');
    await walk.follow('What if a figure were another?');
    await walk.page.getByLabel('The figure that changes').selectOption('enhanced-access/rate');
    await walk.page.getByLabel('What it would be for the whole year').fill('9.00');
    await walk.press('Show both');
    // 52,535 patients at £9.00 are £472,815 where £442,712.45 is due.
    expect(await walk.main()).toContain('£30,102.55');
  });

  it('when his percentages add up to 99.99, then he is told by how much they miss; mended and locked, the practices see their shares', async () => {
    await money();
    await walk.follow('How it is shared out');
    await walk.follow('Share a sum out');
    await fillIn(walk.page, { 'Which money is it?': 'Enhanced access and care homes, March 2026', 'The sum received, in pounds': '£37,734.37' });
    await fillDay(walk.page, 'From which day?', '2026-03-31');
    await choose(walk.page, 'How is it shared?', 'Percentages');
    for (const code of PRACTICES) await walk.page.getByLabel(new RegExp(`\\(${code}\\)$`)).fill(code === 'XX017' ? '19.99' : '20');
    await walk.press('Work out the shares');
    expect(await walk.main()).toContain('The percentages of the 5 practices add up to 99.99%, not to 100%.');
    await walk.page.getByLabel(/\(XX017\)$/).fill('20');
    await walk.press('Work out the shares');
    await walk.titled('Enhanced access and care homes, March 2026');
    // £37,734.37 in five: two pennies are left over, and go to the first codes.
    expect(await walk.main()).toMatch(/£7,546\.88[\s\S]*£7,546\.88[\s\S]*£7,546\.87/);
    await walk.press('Lock these shares');
    expect(await walk.main()).toContain('The shares are locked. The PCN’s practices see them now.');
  });
});
