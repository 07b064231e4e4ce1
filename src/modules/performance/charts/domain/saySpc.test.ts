import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { chartedCounts, chartedSeries } from './chartedSeries.ts';
import type { SeriesAsked } from './chartedSeries.ts';
import { drawnTargets, saySpc, spcNotes } from './saySpc.ts';

const month = (index: number) => isoDate(`${2024 + Math.floor(index / 12)}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}-01`);
const series = (values: (number | null)[]) => values.map((value, index) => ({ date: month(index), value }));
const ASKED: SeriesAsked = { unit: 'Seen the same day', period: 'month', sayValue: (value) => `${value.toFixed(1)}%`, improvement: 'increase' };
const quiet = [70, 72, 70, 68, 70, 72, 70, 68, 70, 72, 70, 68];
const say = (values: (number | null)[], change: Partial<SeriesAsked> = {}) => saySpc(chartedSeries(series(values), { ...ASKED, fixAfterPoints: 12, ...change }));

describe('the sentence under a chart', () => {
  test.each<[string, (number | null)[], Partial<SeriesAsked>, string]>([
    ['a shift', [...quiet, 71, 72, 71, 72, 71, 72, 71], {}, 'The last 7 months lie above the mean of 70.0%: a change for the better.'],
    ['a shift where less is better', [...quiet, 71, 72, 71, 72, 71, 72, 71], { improvement: 'decrease' }, 'The last 7 months lie above the mean of 70.0%: a change for the worse.'],
    ['a shift where neither is', [...quiet, 69, 68, 69, 68, 69, 68, 69], { improvement: 'neutral' }, 'The last 8 months lie below the mean of 70.0%: a change, neither better nor worse.'],
    ['a trend', [...quiet, 68.1, 68.5, 69, 70.5, 71, 72, 73], {}, 'The last 8 months rose one after the other, to 73.0%: a change for the better.'],
    ['a point outside', [...quiet, 90], {}, 'January 2025, at 90.0%, lies above the upper limit of 75.3%: a change for the better.'],
    ['two of three', [...quiet, 73.9, 71, 73.9], {}, 'Two of three months in a row, March 2025 among them, lie near the upper limit of 75.3%: a change for the better.'],
    ['nothing', quiet, {}, 'December 2024, at 68.0%, is within what chance does, 64.7% to 75.3% about a mean of 70.0%. Nothing has changed.'],
    ['something that is over', [...quiet, 90, 70], {}, 'February 2025, at 70.0%, is within what chance does, 64.7% to 75.3% about a mean of 70.0%. One earlier month was more than chance.'],
    ['one figure', [70], {}, 'January 2024 is the only figure of this baseline, 70.0%: limits need two.'],
    ['equal figures', [70, 70, 70], {}, 'March 2024 is at 70.0%: the figures do not vary, so no limits can be set.'],
    ['no figures', [null, null], {}, 'No figures are known.'],
    ['a silence at the end', [...quiet, null], {}, 'December 2024, at 68.0%, is within what chance does, 64.7% to 75.3% about a mean of 70.0%. Nothing has changed. There is no figure for January 2025.'],
    ['a target', quiet, { targets: [{ name: 'Standard', steps: [{ from: month(0), value: 60 }, { from: month(9), value: 80 }] }] }, 'December 2024, at 68.0%, is within what chance does, 64.7% to 75.3% about a mean of 70.0%. Nothing has changed. The target of 80.0% will not be met as things are.'],
  ])('says %s', (_, values, change, sentence) => expect(say(values, change)).toBe(sentence));
});

it('notes trial limits, new baselines with their reason, and gaps', () => {
  const charted = chartedSeries(series([...quiet, 90, null, 91]), { ...ASKED, rebases: [{ at: month(12), reason: 'New telephones.' }] });
  expect(spcNotes(charted)).toEqual(['Trial limits: they rest on 2 of at least 12 points, and are revised with each new one.', 'A new baseline begins with January 2025: New telephones.', 'One month has no figure: a gap, not zero.']);
});

describe('targets that end', () => {
  const lower = { name: 'Lower', steps: [{ from: month(-3), until: month(4), value: 85, source: 'the fund’s rules; reported' }, { from: month(8), until: month(20), value: 87 }] };
  const charted = (targets: SeriesAsked['targets'], count = 12) => chartedSeries(series(quiet.slice(0, count)), { ...ASKED, targets: targets! });
  const notes = (targets: SeriesAsked['targets'], count?: number) => spcNotes(charted(targets, count)).filter((note) => !note.startsWith('Trial'));
  it('are noted with their value, from when to when, and where that is to be read', () => {
    expect(notes([lower])).toEqual(['Lower: 85.0% from October 2023 to April 2024 (the fund’s rules; reported); 87.0% from September 2024 to August 2025.']);
    expect(notes([lower], 6)).toEqual(['Lower: 85.0% from October 2023 to April 2024 (the fund’s rules; reported).']);
  });
  it('are not drawn where they ended before the first point, and that is said', () => {
    const before = { name: 'Before', steps: [{ from: month(-9), until: month(0), value: 85 }] };
    expect(notes([before])).toEqual(['Before: not drawn, as it ended with December 2023, before the first month here.']);
    expect(drawnTargets(charted([before, lower])).map(({ name }) => name)).toEqual(['Lower']);
  });
  it('say nothing of the last point once they ended', () => expect(saySpc(charted([{ name: 'Ended', steps: [{ from: month(0), until: month(11), value: 60 }] }]))).not.toContain('target'));
  it('are each named where there are two', () => expect(saySpc(charted([{ name: 'Lower', steps: [{ from: month(0), value: 60 }] }, { name: 'Upper', steps: [{ from: month(0), value: 90 }] }]))).toContain('The target “Lower” of 60.0% will be met as things are. The target “Upper” of 90.0% will not be met as things are.'));
});

describe('a series with dates', () => {
  it('has a gap for each month that is missing, whatever the order', () => {
    const { points } = chartedSeries([{ date: month(13), value: 2 }, { date: month(10), value: 1 }], ASKED);
    expect(points).toEqual([{ date: '2024-11-01', value: 1 }, { date: '2024-12-01', value: null }, { date: '2025-01-01', value: null }, { date: '2025-02-01', value: 2 }]);
  });
  it('takes a month twice with the same figure once, and refuses it with two', () => {
    expect(chartedSeries([...series([1]), ...series([1])], ASKED).points).toHaveLength(1);
    expect(() => chartedSeries([...series([1]), ...series([2])], ASKED)).toThrow('come twice and differ');
  });
  it('of counts is a p chart with a gap where a count is not known', () => {
    const { points, kind } = chartedCounts('p', [{ date: month(0), numerator: 1, denominator: 4 }, { date: month(1), numerator: null, denominator: 4 }], ASKED);
    expect([kind, points.map(({ value }) => value)]).toEqual(['p', [0.25, null]]);
  });
});
