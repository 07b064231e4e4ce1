import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { TimeLine, describeTimeLine, type TimeSeries } from './timeLine.tsx';

const series = (name: string, values: (number | null)[]): TimeSeries => ({
  name,
  points: values.map((value, month) => ({ date: isoDate(`2025-0${month + 1}-01`), value })),
});

describe('describeTimeLine', () => {
  it.each<[string, TimeSeries[], string]>([
    ['says a fall', [series('people', [4000, 3900, 3800])], 'People fell by 5%, from 4,000 on 1 January 2025 to 3,800 on 1 March 2025.'],
    ['says a rise and its gaps', [series('people', [1000, null, 1234])], 'People rose by 23%, from 1,000 on 1 January 2025 to 1,234 on 1 March 2025, with no figure for 1 of 3 dates.'],
    ['gives no percentage of a rise from nothing', [series('people', [0, 5])], 'People rose, from 0 on 1 January 2025 to 5 on 1 February 2025.'],
    ['does not round a change away', [series('people', [100_000, 100_001])], 'People rose by under 0.1%, from 100,000 on 1 January 2025 to 100,001 on 1 February 2025.'],
    ['says no change', [series('people', [7, 9, 7])], 'People stood at 7 on both 1 January 2025 and 1 March 2025.'],
    ['says a lone figure', [series('people', [null, 7])], 'People: 7 on 1 February 2025, the only figure.'],
    ['says the dates once for lines that share them', [series('Ash', [100, 150]), series('Birch', [10, 5])], 'From 1 January 2025 to 1 February 2025, Ash rose by 50% to 150 and Birch fell by 50% to 5.'],
    ['describes the first of many', ['Ash', 'Birch', 'Cedar', 'Elm'].map((name) => series(name, [1, 2])), 'Ash rose by 100%, from 1 on 1 January 2025 to 2 on 1 February 2025; 3 other lines are in the table.'],
    ['says that there is nothing', [series('people', [null, null])], 'No figures are known for these dates.'],
  ])('%s', (_, lines, sentence) => expect(describeTimeLine(lines)).toBe(sentence));

  it('reads points in date order, whatever order they come in', () => {
    const line = series('people', [1, 2]);
    expect(describeTimeLine([{ ...line, points: line.points.toReversed() }])).toContain('rose by 100%, from 1 on 1 January');
  });
});

it('says no percentage of what is in per cent already', () => {
  expect(describeTimeLine([series('HI-03', [2, 75])], { isPercentage: true })).toBe('HI-03 rose, from 2 on 1 January 2025 to 75 on 1 February 2025.');
  expect(describeTimeLine([series('In 2025/26', [2, 75]), series('In 2024/25', [3, 70])], { isPercentage: true })).toBe('From 1 January 2025 to 1 February 2025, In 2025/26 rose to 75 and In 2024/25 rose to 70.');
});

describe('TimeLine', () => {
  const draw = (lines: TimeSeries[], startsAtZero?: boolean) =>
    renderToStaticMarkup(<TimeLine id="line" heading="List size" series={lines} unit="people" startsAtZero={startsAtZero} source="Invented" />);
  const linePath = (html: string) => /class="chart-line chart-line--a" d="([^"]*)"/.exec(html)?.[1] ?? '';

  it('is a figure with a heading, a sentence, a named drawing, its figures as a table and a source', () => {
    expect(draw([series('People', [4000, null, 3800])]).replaceAll('><', '>\n<')).toMatchSnapshot();
  });

  it('breaks the line at a missing figure', () => {
    expect(linePath(draw([series('People', [1, 2, null, 3, 4])])).match(/M/g)).toHaveLength(2);
    expect(linePath(draw([series('People', [1, 2, 3, 4])])).match(/M/g)).toHaveLength(1);
  });

  it('keeps a dot for a figure that no line reaches, however many points there are', () => {
    const points = Array.from({ length: 60 }, (_, day) => ({ date: isoDate(new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)), value: day === 29 || day === 31 ? null : day }));
    expect(draw([{ name: 'People', points }]).match(/class="chart-dot/g)).toHaveLength(1);
  });

  it('starts at zero unless told not to, and then says so', () => {
    expect(draw([series('People', [4000, 3800])])).not.toContain('not at zero');
    expect(draw([series('People', [4000, 3800])], false)).toContain('The scale starts at 3,800, not at zero.');
  });

  it.each([[[7]], [[0, 0]], [[5, 5]]])('draws %j without a number that is not one', (values) => {
    for (const startsAtZero of [true, false]) expect(draw([series('People', values)], startsAtZero)).not.toMatch(/NaN|Infinity/);
  });

  it('keeps the dates under the line apart', () => {
    for (const months of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const html = draw([series('People', Array.from({ length: months }, (_, month) => month + 1))]);
      const places = [...html.matchAll(/x="([\d.]+)" y="214"/g)].map(([, x]) => Number(x));
      expect(places.length).toBeGreaterThan(0);
      for (const [index, x] of places.slice(1).entries()) expect(x - places[index]!).toBeGreaterThan(60);
    }
  });

  it('draws levels from side to side, names them with their value, and makes room for them', () => {
    const html = renderToStaticMarkup(<TimeLine id="line" heading="Achieved" series={[series('In 2025/26', [10, 20])]} unit="per cent" source="Invented" levels={[{ name: 'Lower', value: 60 }, { name: 'Upper', value: 80 }]} />);
    expect(html.match(/class="chart-level" d="M[\d.]+,[\d.]+H346"/g)).toHaveLength(2);
    for (const words of ['Lower: 60</li>', 'Upper: 80</li>', 'In 2025/26</li>']) expect(html).toContain(words);
    expect(Number(/class="chart-level" d="M[\d.]+,([\d.]+)H346"><title>Upper/.exec(html)![1])).toBeGreaterThan(0);
  });

  it('draws no picture of nothing', () => expect(draw([series('People', [null])])).not.toContain('<svg'));
});
