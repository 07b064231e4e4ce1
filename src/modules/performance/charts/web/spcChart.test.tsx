import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { chartedSeries } from '../domain/chartedSeries.ts';
import type { SeriesAsked } from '../domain/chartedSeries.ts';
import { funnelOf } from '../domain/funnel.ts';
import { ChartDownloadLinks, chartCsv, chartDownloads, chartSvg, wantedChart } from './chartDownloads.tsx';
import type { ChartFile } from './chartDownloads.tsx';
import { FunnelChart } from './funnelChart.tsx';
import { SpcChart } from './spcChart.tsx';

const month = (index: number) => isoDate(`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
const ASKED: SeriesAsked = { unit: 'Seen the same day', period: 'month', sayValue: (value) => `${value.toFixed(1)}%`, improvement: 'increase', targets: [{ name: 'Standard', steps: [{ from: month(0), value: 60 }, { from: month(9), value: 80 }] }] };
const quiet = [70, 72, 70, 68, 70, 72, 70, 68, 70, 72, 70, 68];
const seriesOf = (values: (number | null)[], change: Partial<SeriesAsked> = {}) => chartedSeries(values.map((value, index) => ({ date: month(index), value })), { ...ASKED, ...change });
const draw = (values: (number | null)[], change: Partial<SeriesAsked> = {}) => renderToStaticMarkup(<SpcChart id="c" heading="Same day" source="Invented" series={seriesOf(values, change)} />);
const lineOf = (html: string): string => /class="spc-line" d="([^"]*)"/.exec(html)?.[1] ?? '';
const file = (values: (number | null)[]): ChartFile => ({ id: 'same-day', heading: 'Same day', source: 'Invented', content: { series: seriesOf(values) } });

describe('SpcChart', () => {
  const html = draw([...quiet, null, 90, 71]);
  it('says in a sentence what it shows, as caption and as the drawing’s description', () => expect(html.split('March 2025, at 71.0%').length - 1).toBe(2));
  it('never draws its line across a gap', () => expect(lineOf(html).match(/M/g)).toHaveLength(2));
  it('tells points apart by shape and in words', () => {
    expect(html).toContain('spc-point--special_cause_improvement');
    expect(html).toContain('<title>February 2025: 90.0%. Above the upper limit.</title>');
  });
  it('bears its signs in words', () => {
    expect(html).toContain('Common cause: no significant change');
    expect(html).toContain('The target will');
  });
  it('has its figures as a table, with gaps said', () => expect(html).toMatch(/January 2025<\/th><td[^>]*>No figure/));
  it('steps where the target changes and where it is re-based', () => {
    expect(/class="spc-target" d="M[\d.,]+H[\d.]+V[\d.]+H[\d.]+"/.test(html)).toBe(true);
    expect(draw([...quiet, ...quiet], { rebases: [{ at: month(12), reason: 'New telephones' }] })).toMatch(/class="spc-rebase"[\s\S]*A new baseline begins with January 2025: New telephones\./);
  });
  it('draws more than one target, each only in its time, and names both in its signs', () => {
    const two = draw([...quiet], { targets: [{ name: 'Lower', steps: [{ from: month(0), value: 60 }] }, { name: 'Upper', steps: [{ from: month(2), until: month(6), value: 90 }] }, { name: 'Over', steps: [{ from: isoDate('2023-01-01'), until: month(0), value: 99 }] }] });
    const lines = [...two.matchAll(/class="spc-target" d="M([\d.]+),[\d.]+H([\d.]+)"/g)].map(([, from, to]) => Number(to) - Number(from));
    expect(lines).toHaveLength(2);
    // Four months of twelve.
    expect(lines[1]! / lines[0]!).toBeCloseTo(4 / 12, 2);
    expect(two).not.toContain('> Over<');
    const both = draw([...quiet], { targets: [{ name: 'Lower', steps: [{ from: month(0), value: 60 }] }, { name: 'Upper', steps: [{ from: month(0), value: 90 }] }] });
    for (const words of ['Lower: will be met as things are', 'Upper: will not be met as things are']) expect(both).toContain(words);
  });
  test.each<[string, (number | null)[]]>([['no figures', [null]], ['one point', [5]], ['equal points', quiet.map(() => 7)], ['negatives', quiet.map((value) => -value)], ['nothing at all', []]])('draws %s without a number that is not one', (_, values) => expect(draw(values)).not.toMatch(/NaN|Infinity|undefined/));
  it('draws no picture of nothing', () => expect(draw([null])).not.toContain('<svg'));
  it('styles with classes and attributes only, as a strict content security policy asks', () => expect(html).not.toMatch(/style=/));
});

describe('FunnelChart', () => {
  const units = [...Array.from({ length: 30 }, (_, index) => ({ code: `P${index}`, name: `Practice ${index}`, numerator: 48 + (index % 5), denominator: 100 })), { code: 'LOW', name: 'Low Surgery', numerator: 20, denominator: 100 }, { code: 'S', name: 'Suppressed Surgery', numerator: null, denominator: 9 }];
  const shown = { funnel: funnelOf('proportion', units), improvement: 'increase' as const, unit: 'Face to face', counted: 'appointments', units: 'practices', sayValue: (value: number) => `${(value * 100).toFixed(1)}%`, emphasis: ['P1'] };
  const html = renderToStaticMarkup(<FunnelChart id="f" heading="Face to face" source="Invented" {...shown} />);
  it('says how many lie outside, and where the page’s own lies', () => expect(html).toContain('0 of 31 practices lie above the 99.8% limit and 1 below it, about a centre of 49.0%. Practice 1, at 49.0%, lies within the limits.'));
  it('lists who was left out', () => expect(html).toContain('Left out, as a count is not known or nobody was counted: 1 (Suppressed Surgery). None is shown as zero.'));
  it('is a file too', () => expect(chartCsv({ id: 'f', heading: 'F', source: 'I', content: { shown } })).toMatch(/LOW,Low Surgery,20,100,0\.2,.*Below the 99\.8% limit/));
  it('draws nobody, and one alone, without a number that is not one', () => {
    for (const some of [[], units.slice(0, 1)]) expect(renderToStaticMarkup(<FunnelChart id="f" heading="F" source="I" {...shown} funnel={funnelOf('proportion', some)} />)).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('a chart’s files', () => {
  it('CSV holds dates, plain numbers and empty gaps', () => {
    const [heading, ...rows] = chartCsv(file([70, null, 71])).trim().split('\r\n');
    expect(heading).toBe('Month,Seen the same day,Mean,Lower limit,Upper limit,Standard,What it says');
    expect(rows[1]).toMatch(/^2024-02-01,,/);
  });
  it('SVG stands by itself: no class is needed to see it, and it says what it shows', () => {
    const svg = chartSvg(file([...quiet, 90]));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('Source: Invented');
    expect(svg).toContain('January 2025, at 90.0%');
  });
  it('PNG is one', async () => {
    const png = await chartDownloads([file(quiet)], { chart: 'same-day', download: 'png' });
    expect([png?.fileName, (png?.body as Buffer).subarray(1, 4).toString()]).toEqual(['same-day.png', 'PNG']);
  });
  it('is sent only where it is asked for', async () => {
    expect(await chartDownloads([file(quiet)], { chart: 'other', download: 'png' })).toBeNull();
    expect(wantedChart({ id: 'same-day' }, { chart: 'same-day', download: 'exe' })).toBeNull();
    expect(renderToStaticMarkup(<ChartDownloadLinks id="same-day" heading="Same day" path="/x?y=1" />)).toContain('href="/x?y=1&amp;chart=same-day&amp;download=svg"');
  });
});
