import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { timesOf, toPence } from '#platform/explanation/index.ts';
import { contractStreams, figureOn, figureUsed } from '#funding';

// Domain dossier B11, check 5: Redmoor Health on the contract of 2025/26 prints “about £45,850” for a PCN of 50,000 adjusted patients
// that earns the two thirds for modern general practice access. Exactly: 50,000 × £1.375 × 2 ÷ 3 = £45,833.33.
test('two thirds of capacity and access improvement for 50,000 adjusted patients in 2025/26 are £45,833.33', () => {
  const figures = new Map(contractStreams().get('capacity-and-access-improvement')!.figures.map((figure) => [figure.id, figure]));
  const used = (id: string) => {
    const figure = figures.get(`capacity-and-access-improvement/${id}`)!;
    return figureUsed(figure, figureOn(figure, { on: isoDate('2025-04-01'), knownOn: null })!);
  };
  const patients = { kind: 'fact', says: 'PCN adjusted population', value: new Fraction(50_000), unit: 'patients', source: 'check 5' } as const;
  const earned = timesOf({ rule: 'check', says: 'what was earned', unit: '£' }, [patients, used('maximum'), used('part/modern-general-practice')]);
  expect(toPence('check', earned).pence).toBe(4_583_333);
  expect(Math.abs(45_850 - 45_833.33)).toBeLessThan(50);
});
