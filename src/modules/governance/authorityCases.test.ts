import { describe, expect, test } from 'vitest';
import { answerOfCase, authorityCases, wrongCases } from './authorityCases.ts';
import { FORM_RULES, MATTERS } from './authorityRules.ts';

const { world, cases } = authorityCases();

describe('who decides', () => {
  test.each(cases.map((one) => [one.case, one] as const))('%s', (_, one) => {
    expect(answerOfCase(world, one)).toEqual(one.expects);
  });

  test('is told in at least forty cases, each of another thing', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map((one) => one.case)).size).toBe(cases.length);
    expect(wrongCases()).toEqual([]);
  });
});

test('every matter of the ICB’s or the council’s own can be given to some form, and no form receives what nobody holds', () => {
  const receivable = new Set(Object.values(FORM_RULES).flatMap(({ mayReceiveFrom }) => mayReceiveFrom));
  expect(MATTERS.all.flatMap(({ heldBy }) => heldBy).filter((kind) => !receivable.has(kind))).toEqual([]);
});
