import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { describeFlow, FlowChart, type FlowBetween, type FlowPlace } from './flowChart.tsx';

const PLACES: FlowPlace[] = [
  { id: 'spring', label: 'the spring', step: 0 },
  { id: 'mill', label: 'Mill race', step: 1 },
  { id: 'weir', label: 'Weir', step: 1 },
  { id: 'sea', label: 'The sea', step: 2 },
];
const FLOWS: FlowBetween[] = [
  { from: 'spring', to: 'mill', value: 300 },
  { from: 'spring', to: 'weir', value: 100 },
  { from: 'mill', to: 'sea', value: 300 },
  { from: 'weir', to: 'sea', value: 100 },
];
const say = (value: number) => `${value} l`;
const draw = (flows = FLOWS) => renderToStaticMarkup(<FlowChart id="flow" heading="Water" places={PLACES} flows={flows} say={say} sayShort={say} source="Invented" />);

describe('describeFlow', () => {
  it('says the whole and its largest part', () => expect(describeFlow(PLACES, FLOWS, say)).toBe('Of 400 l from the spring, the largest part is “Mill race”: 300 l (75%).'));
  it('says that nothing flows', () => expect(describeFlow(PLACES, [], say)).toBe('Nothing flows.'));
});

describe('FlowChart', () => {
  it('draws bands for a wide column and bars for a narrow one, each with the sentence for those who do not see it', () => {
    expect(draw().match(/role="img" aria-label="Water. Of 400 l from the spring/g)).toHaveLength(2);
    expect(draw().match(/class="flow-link"/g)).toHaveLength(4);
  });
  it('makes a band three times as wide for three times as much', () => {
    const [mill, weir] = [...draw().matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(mill! / weir!).toBeCloseTo(3, 1);
  });
  it('has every flow in its table, with its part of the whole', () => {
    const html = draw();
    expect(html.match(/<th scope="row"/g)).toHaveLength(4);
    expect(html).toContain('75%');
  });
  it('draws no picture of nothing', () => expect(draw([])).not.toContain('<svg'));
  it('draws one small flow without a number that is not one', () => expect(draw([{ from: 'spring', to: 'sea', value: 1 }])).not.toMatch(/NaN|Infinity/));
});
