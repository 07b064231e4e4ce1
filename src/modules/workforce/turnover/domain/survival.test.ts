import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logRank, medianStay, stayingAfter, survivalCurve } from './survival.ts';
import type { Stay } from './survival.ts';

const stay = (until: number, hasLeft = true, enteredAt = 0): Stay => ({ enteredAt, until, hasLeft });

// R's survival package prints its data set `aml` (acute myelogenous leukaemia, Miller 1997) in its own examples. The expected figures are
// those of `summary(survfit(Surv(time, status) ~ x, data = aml))` and of `survdiff`, as R 4 with survival 3 gives them.
const MAINTAINED = [stay(9), stay(13), stay(13, false), stay(18), stay(23), stay(28, false), stay(31), stay(34), stay(45, false), stay(48), stay(161, false)];
const NOT_MAINTAINED = [5, 5, 8, 8, 12].map((time) => stay(time)).concat(stay(16, false), [23, 27, 30, 33, 43, 45].map((time) => stay(time)));

describe('the curve of those who stay', () => {
  it.each([
    ['maintained', MAINTAINED, [
      [9, 11, 1, 0.909, 0.0867, 0.7541, 1], [13, 10, 1, 0.818, 0.1163, 0.6192, 1], [18, 8, 1, 0.716, 0.1397, 0.4884, 1], [23, 7, 1, 0.614, 0.1526, 0.3769, 0.999],
      [31, 5, 1, 0.491, 0.1642, 0.2549, 0.946], [34, 4, 1, 0.368, 0.1627, 0.1549, 0.875], [48, 2, 1, 0.184, 0.1535, 0.0359, 0.944],
    ]],
    ['not maintained', NOT_MAINTAINED, [
      [5, 12, 2, 0.8333, 0.1076, 0.647, 1], [8, 10, 2, 0.6667, 0.1361, 0.4468, 0.995], [12, 8, 1, 0.5833, 0.1423, 0.3616, 0.941], [23, 6, 1, 0.4861, 0.1481, 0.2675, 0.883],
      [27, 5, 1, 0.3889, 0.147, 0.1854, 0.816], [30, 4, 1, 0.2917, 0.1387, 0.1148, 0.741], [33, 3, 1, 0.1944, 0.1219, 0.0569, 0.664], [43, 2, 1, 0.0972, 0.0919, 0.0153, 0.62],
    ]],
  ] as const)('is R’s for the %s', (_, stays, expected) => {
    const curve = survivalCurve(stays);
    expected.forEach(([time, atRisk, left, survival, standardError, low, high], index) => {
      const step = curve[index]!;
      expect([step.time, step.atRisk, step.left]).toEqual([time, atRisk, left]);
      expect(step.survival).toBeCloseTo(survival, 3);
      expect(step.standardError).toBeCloseTo(standardError, 4);
      expect(step.interval!.low).toBeCloseTo(low, 4);
      expect(step.interval!.high).toBeCloseTo(high, 3);
    });
  });

  it('says nothing of how sure it is once all have left', () => {
    expect(survivalCurve(NOT_MAINTAINED).at(-1)).toEqual({ time: 45, atRisk: 1, left: 1, survival: 0, standardError: null, interval: null });
  });

  it('has R’s median of each', () => {
    expect([medianStay(survivalCurve(MAINTAINED)), medianStay(survivalCurve(NOT_MAINTAINED))]).toEqual([31, 23]);
  });

  it('has no median where more than half stay', () => {
    expect(medianStay(survivalCurve([stay(3), stay(9, false), stay(9, false)]))).toBeNull();
  });

  it('counts who was there already only from when we began to look', () => {
    expect(survivalCurve([stay(5), stay(8, true, 6), stay(9, false)])).toMatchObject([{ time: 5, atRisk: 2 }, { time: 8, atRisk: 2 }]);
  });

  it('says nothing of a time for which nobody was watched', () => {
    const stays = [stay(3), stay(6, false)];
    expect(stayingAfter(stays, survivalCurve(stays), 12)).toBeNull();
    expect(stayingAfter(stays, survivalCurve(stays), 6)).toMatchObject({ survival: 0.5 });
    expect(stayingAfter(stays, survivalCurve(stays), 2)).toEqual({ survival: 1, interval: null });
  });

  it('never rises, and without anybody still there is the plain share of those who stayed', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (times) => {
      for (const { time, survival } of survivalCurve(times.map((time) => stay(time)))) expect(survival).toBeCloseTo(times.filter((each) => each > time).length / times.length, 9);
    }));
  });
});

describe('whether groups leave at different rates', () => {
  it('is R’s log-rank test', () => {
    expect(logRank([MAINTAINED, NOT_MAINTAINED])!.chiSquared).toBeCloseTo(3.396, 2);
  });

  it('does not depend on the order of the groups, and is nothing for one group alone', () => {
    const third = [stay(4), stay(50, false), stay(20)];
    expect(logRank([MAINTAINED, NOT_MAINTAINED, third])!.chiSquared).toBeCloseTo(logRank([third, MAINTAINED, NOT_MAINTAINED])!.chiSquared, 9);
    expect(logRank([MAINTAINED, []])).toBeNull();
  });
});
