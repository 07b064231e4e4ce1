import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BarList, describeBarList, type NamedCount } from './barList.tsx';

const named = (...counts: number[]): NamedCount[] => counts.map((count, index) => ({ name: ['Ash', 'Birch', 'Cedar', 'Elm'][index] ?? `Tree ${index}`, count }));

describe('describeBarList', () => {
  it.each<[string, NamedCount[], string]>([
    ['names the largest and its share', named(300, 200, 100), 'Ash has the most people: 300 of 600 (50%).'],
    ['names those that tie', named(3, 3, 1), 'Ash and Birch have the most people: 3 each, of 7.'],
    ['says so where all are the same', named(2, 2, 2), 'All 3 have the same number of people: 2.'],
    ['says a lone one', named(1200), 'Ash has 1,200 people.'],
    ['says so where all are nothing', named(0, 0), 'None of the 2 has any people.'],
    ['says so where a lone one is nothing', named(0), 'Ash has no people.'],
    ['says so where there are none', [], 'No people are known.'],
  ])('%s', (_, bars, sentence) => expect(describeBarList(bars, 'people')).toBe(sentence));
});

describe('BarList', () => {
  const draw = (bars: NamedCount[]) => renderToStaticMarkup(<BarList id="bars" heading="People by tree" bars={bars} unit="people" source="Invented" />);

  it('is a figure with a heading, a sentence, a named drawing, its figures as a table and a source', () => {
    expect(draw(named(300, 150)).replaceAll('><', '>\n<')).toMatchSnapshot();
  });

  it('gives a count of nothing a bar of no length', () => {
    expect(draw(named(0, 0))).not.toMatch(/NaN|Infinity/);
    expect(draw(named(0, 0)).match(/class="chart-bar-a"[^>]*width="0"/g)).toHaveLength(2);
  });

  it('draws twenty and lists all', () => {
    const html = draw(named(...Array.from({ length: 23 }, (_, index) => index + 1)));
    expect(html.match(/class="chart-bar-a"/g)).toHaveLength(20);
    expect(html.match(/<th scope="row"/g)).toHaveLength(23);
    expect(html).toContain('The drawing shows the first 20 of 23; the table has them all.');
  });

  it('is a group, not an image, where its names are links', () => {
    expect(draw([{ name: 'Ash', count: 1, href: '/ash' }])).toContain('role="group"');
    expect(draw(named(1))).toContain('role="img"');
  });

  it('draws no picture of nothing', () => expect(draw([])).not.toContain('<svg'));
});
