import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { contractStreams, figureOn, perHeadAmount } from '#funding';

const figureOf = (id: string) => [...contractStreams().values()].flatMap(({ figures }) => figures).find((one) => one.id === id)!;

function rate(id: string, day: string, knownOn: string | null = null): Fraction {
  return new Fraction(figureOn(figureOf(id), { on: isoDate(day), knownOn: knownOn === null ? null : isoDate(knownOn) })!.value);
}

// Pulse PCN and PCC: of the capacity and access payment 70% is support without conditions and 30% has to be earned.
describe('domain dossier B11, check 6: capacity and access is parted 70 to 30 in every year', () => {
  test.each([
    ['2023-04-01', '2.765', '3.95'],
    ['2024-04-01', '3.248', '4.64'],
    ['2025-04-01', '3.208', '4.583'],
  ])('from %s', (day, support, whole) => {
    const [casp, caip] = [rate('capacity-and-access-support/rate', day), rate('capacity-and-access-improvement/maximum', day)];
    expect(casp.equals(support)).toBe(true);
    expect(casp.add(caip).equals(whole)).toBe(true);
    expect(casp.div(casp.add(caip)).round(3).valueOf()).toBe(0.7);
  });
  test('£2.795, which Pulse prints for 2023/24, fails it', () => {
    const printed = new Fraction('2.795');
    expect(printed.div(printed.add(rate('capacity-and-access-improvement/maximum', '2023-04-01'))).round(3).valueOf()).not.toBe(0.7);
  });
});

// Pulse PCN, 2024 and 2025, which print the whole beside its parts.
describe('domain dossier B11, check 7: core PCN funding is the sum of its parts', () => {
  const core = (day: string, knownOn: string | null = null) => rate('core-pcn/registered', day, knownOn).add(rate('core-pcn/adjusted', day, knownOn));
  test('2025/26 is £2.999', () => expect(core('2025-04-01').equals('2.999')).toBe(true));
  test('2024/25 is £2.916 as the year began', () => expect(core('2024-04-01', '2024-04-01').equals('2.916')).toBe(true));
  test('2024/25 is £2.967 after the uplift', () => expect(core('2024-04-01').add(rate('core-pcn/uplift-of-september-2024', '2024-04-01')).equals('2.967')).toBe(true));
  test('what was merged in April 2024 was £2.913 the year before', () =>
    expect(rate('core-pcn/registered', '2023-04-01').add(rate('clinical-director/rate', '2023-04-01')).add(rate('leadership-and-management/rate', '2023-04-01')).equals('2.913')).toBe(true));
});

describe('domain dossier B11, check 8: the additional roles sum', () => {
  const sum = (patients: number, day: string): number => {
    const figure = figureOf('additional-roles-sum/rate');
    const quantity = { kind: 'fact', says: 'weighted patients', value: new Fraction(patients), unit: 'patients', source: 'the publication named' } as const;
    return perHeadAmount({ figure, value: figureOn(figure, { on: isoDate(day), knownOn: null })!, quantity, months: 12 }).pence;
  };
  // At Scale, “Time has flown for PCNs”: £12.30 a patient, £615,000 for 50,000. Ours has a third decimal and agrees to a thousandth.
  test('50,000 weighted patients have £615,000 in 2021/22, by the £12.30 that At Scale prints', () => {
    expect(new Fraction('12.30').mul(50_000).valueOf()).toBe(615_000);
    expect(rate('additional-roles-sum/rate', '2021-04-01').round(1).equals('12.3')).toBe(true);
    expect(Math.abs(sum(50_000, '2021-04-01') / 61_500_000 - 1)).toBeLessThan(0.0011);
  });
  // GPonline, April 2022: to the nearest £100.
  test.each([
    [30_000, 50_090_000],
    [50_000, 83_480_000],
  ])('%i weighted patients have what GPonline prints for 2022/23', (patients, pence) => expect(Math.round(sum(patients, '2022-04-01') / 10_000) * 10_000).toBe(pence));
});
