import Fraction from 'fraction.js';
import { describe, expect, it, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { growthOver, priceLevel, realGrowth, rebased } from './domain/realTerms.ts';
import { inPricesOfFirst, partOfGrowth, progressOf, yearsArrived } from './domain/tracker.ts';
import { faultOfInvestmentCase, investmentCases } from './investmentCases.ts';
import { investmentRules } from './investmentRules.ts';

const part = (percent: string) => new Fraction(percent).div(100);
const { series, promises, deflators } = investmentRules();
const england = yearsArrived(series, deflators[0], 'England');
const at = (year: string) => england.find((one) => one.year === financialYear(year))!;
const percent = (value: Fraction | undefined) => Number(value!.mul(100).valueOf().toFixed(2));

describe('the cases of the rules', () => {
  it.each(investmentCases().map((one) => [one.says, one] as const))('%s', (_, one) => expect(faultOfInvestmentCase(one)).toBeNull());
});

describe('real terms', () => {
  test('growth as fast as prices is no growth', () => expect(realGrowth(part('2'), part('2')).equals(0)).toBe(true));
  test('rises follow one another exactly', () => expect(priceLevel([part('2'), part('1.7')]).toFraction()).toBe('51867/50000'));
  test('growths of 10% and 10% are 21%', () => expect(growthOver([part('10'), part('10')]).equals(part('21'))).toBe(true));
  test('£110 at prices a tenth higher is £100 of the base', () => expect(rebased(new Fraction(110), new Fraction('1.1')).equals(100)).toBe(true));
});

describe('what arrived in England', () => {
  test('grew by £507.3m in 2016/17, 5.23% in cash and 3.17% in real terms, as published', () => {
    const { spent, cashGrowth, realGrowth: real, realPublished } = at('2016/17');
    expect(spent!.value.sub(at('2015/16').spent!.value).equals('507.3')).toBe(true);
    expect([percent(cashGrowth?.value), percent(real?.value), percent(realPublished?.value)]).toEqual([5.23, 3.17, 3.17]);
  });
  test('an amount that was not published follows from the growth that was, and says that it is derived', () => {
    expect(at('2017/18').spent!.value.valueOf()).toBeCloseTo(10203.9 * 1.0672, 6);
    expect(at('2017/18').spent!.status).toBe('derived');
    expect(at('2016/17').spent!.status).toBe('reported');
  });
  test('a year without a deflator is not put in real terms', () => expect([at('2018/19').realGrowth, at('2018/19').spentReal, percent(at('2018/19').cashGrowth?.value)]).toEqual([null, null, 3.2]));
  test('without the £105.65m that trusts spent in A&E, 2017/18 grew by the 3.9% that NHS England told', () => {
    const withoutTrusts = at('2017/18').spent!.value.sub('105.65').div(at('2016/17').spent!.value).sub(1);
    expect(realGrowth(withoutTrusts, at('2017/18').deflator!.value).mul(100).valueOf()).toBeCloseTo(3.9, 1);
  });
  test('£147m of the growth of 2016/17 was information technology', () => {
    const share = series.find(({ id }) => id === 'england/information-technology-share-of-growth')!.values[0]!;
    expect(partOfGrowth(share, at('2015/16').spent!, at('2016/17').spent!).value.equals('147.117')).toBe(true);
  });
});

describe('promises', () => {
  const progress = (id: string) => progressOf(promises.find((one) => one.id === id)!, england, series);
  test('two years on, general practice had grown by 8.26% of the 14%, against an even share of 5.6%', () => {
    const { year, arrived, evenShare, unknown } = progress('real-growth');
    expect([year, Number(arrived!.value.valueOf().toFixed(2)), evenShare!.valueOf(), unknown]).toEqual(['2017/18', 8.26, 5.6, ['2018/19', '2019/20', '2020/21']]);
    expect(arrived!.status).toBe('derived');
  });
  test('three years on, £1,541.9m of the £2,400m more a year had come in cash', () => {
    const { year, arrived, unknown } = progress('a-year-more');
    expect([year, Number(arrived!.value.valueOf().toFixed(1)), unknown]).toEqual(['2018/19', Number((10203.9 * 1.0672 * 1.032 - 9696.6).toFixed(1)), ['2019/20', '2020/21']]);
  });
  test('what was asked for has no end and no even share', () => expect(progress('share-of-nhs')).toMatchObject({ year: '2017/18', evenShare: null, unknown: [] }));
});

test('payments are put in the prices of the first year only where every rise between is held', () => {
  const year = (text: string, paidPence: number) => ({ year: financialYear(text), paidPence, patients: 1 });
  const rows = inPricesOfFirst([year('2015/16', 100_000), year('2016/17', 101_995), year('2018/19', 110_000)], deflators[0]);
  expect(rows.map(({ realPence, missing }) => [realPence, missing])).toEqual([[100_000, []], [100_000, []], [null, ['2018/19']]]);
});
