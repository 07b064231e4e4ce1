import { stringify } from 'csv-stringify/sync';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Refused } from '#kernel/result.ts';
import { CHART_WIDTH } from '#platform/charts/chartFrame.tsx';
import type { FileDownload } from '#platform/web/reply.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { ChartedSeries } from '../domain/chartedSeries.ts';
import { hasLimits, saySpc, spcNotes } from '../domain/saySpc.ts';
import { chartRows, funnelRows } from './chartRows.ts';
import type { ChartRows } from './chartRows.ts';
import { PLOT } from './chartScales.ts';
import { FunnelDrawing, funnelNotes, sayFunnel } from './funnelChart.tsx';
import type { FunnelShown } from './funnelChart.tsx';
import { AssuranceSign, FONT, INK, VariationSign } from './signs.tsx';
import { SpcDrawing } from './spcDrawing.tsx';

export const CHART_FORMATS = ['csv', 'png', 'svg'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** A chart that can be taken along: what its page shows of it. */
export interface ChartFile {
  /** Names the file and the link, such as `same-day-A12345`. */
  id: string;
  heading: string;
  /** In plain text, with its date. */
  source: string;
  content: { series: ChartedSeries } | { shown: FunnelShown };
}

/** Whether this request asks for the chart as a file, by `?chart=<id>&download=png`. */
export function wantedChart({ id }: { id: string }, sent: SentValues): ChartFormat | null {
  return sent['chart'] === id ? (CHART_FORMATS.find((format) => format === sent['download']) ?? null) : null;
}

/** The file that a request asks for, for `download(…)`; null where it asks for the page, or for another chart. */
export async function chartDownloads(charts: readonly ChartFile[], sent: SentValues): Promise<FileDownload | null> {
  for (const chart of charts) {
    const format = wantedChart(chart, sent);
    if (format) return chartDownload(chart, format);
  }
  return null;
}

export async function chartDownload(chart: ChartFile, format: ChartFormat): Promise<FileDownload> {
  if (format === 'csv') return { fileName: `${chart.id}.csv`, contentType: 'text/csv; charset=utf-8', body: chartCsv(chart) };
  if (format === 'svg') return { fileName: `${chart.id}.svg`, contentType: 'image/svg+xml; charset=utf-8', body: chartSvg(chart) };
  return { fileName: `${chart.id}.png`, contentType: 'image/png', body: await pngOf(chartSvg(chart)) };
}

/** `CSV, PNG, SVG` as links, to stand beside the source. `path` is the page's own. */
export function ChartDownloadLinks({ id, heading, path }: { id: string; heading: string; path: string }): ReactElement {
  return (
    <span className="spc-downloads">
      Take it along:{' '}
      {CHART_FORMATS.map((format, index) => (
        <span key={format}>{index > 0 && ', '}<a href={`${path}${path.includes('?') ? '&' : '?'}chart=${encodeURIComponent(id)}&download=${format}`}>{format.toUpperCase()}<span className="nhsuk-u-visually-hidden"> of {heading}</span></a></span>
      ))}
    </span>
  );
}

/** UTF-8 CSV: dates as `YYYY-MM-DD`, numbers plain, a gap empty. */
export function chartCsv({ content }: ChartFile): string {
  const { headings, rows }: ChartRows = 'series' in content ? chartRows(content.series) : funnelRows(content.shown.funnel, content.shown.unit);
  // A spreadsheet would run a text that begins like a formula; an apostrophe makes it text again.
  const guarded = rows.map((row) => row.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
  return stringify([headings, ...guarded], { record_delimiter: '\r\n' });
}

const MARGIN = 16;
const LINE_CHARACTERS = 74;
const LINE_HEIGHT = 13;

/** The chart as a drawing of its own: heading, sentence, signs, drawing, notes and source, with nothing that a page would have to add. */
export function chartSvg({ heading, source, content }: ChartFile): string {
  const isSeries = 'series' in content;
  const sentence = isSeries ? saySpc(content.series) : sayFunnel(content.shown);
  const notes = isSeries ? spcNotes(content.series) : funnelNotes(content.shown);
  const unit = isSeries ? content.series.unit : content.shown.unit;
  const signs = isSeries && hasLimits(content.series) ? content.series : null;
  const [title, said, below] = [wrap(heading, signs ? 42 : 54), wrap(sentence, signs ? LINE_CHARACTERS - 20 : LINE_CHARACTERS), [...notes, `Source: ${source}`].flatMap((line) => wrap(line, LINE_CHARACTERS + 8))];
  const saidAt = MARGIN + 12 + title.length * 16;
  const drawingAt = Math.max(saidAt + said.length * LINE_HEIGHT, signs ? MARGIN + 48 : 0);
  const notesAt = drawingAt + PLOT.height + 14;
  const [width, height] = [CHART_WIDTH + 2 * MARGIN, notesAt + below.length * 11 + MARGIN];
  return renderToStaticMarkup(
    <svg xmlns="http://www.w3.org/2000/svg" width={width * 2} height={height * 2} viewBox={`0 0 ${width} ${height}`} fontFamily={FONT} role="img" aria-label={`${heading}. ${sentence}`}>
      <title>{heading}</title>
      <desc>{sentence}</desc>
      <rect width={width} height={height} fill={INK.paper} />
      <Lines lines={title} y={MARGIN + 10} size={13} weight={600} step={16} />
      <Lines lines={said} y={saidAt} size={10} step={LINE_HEIGHT} />
      {signs && (
        <>
          <g transform={`translate(${width - MARGIN - (signs.chart.assurance === 'NA' ? 34 : 72)},${MARGIN - 4})`}><VariationSign type={signs.chart.variation} improvement={signs.improvement} /></g>
          {signs.chart.assurance !== 'NA' && <g transform={`translate(${width - MARGIN - 34},${MARGIN - 4})`}><AssuranceSign assurance={signs.chart.assurance} improvement={signs.improvement} /></g>}
        </>
      )}
      <g transform={`translate(${MARGIN},${drawingAt})`}>
        <text x={0} y={10} fontSize={10} fill={INK.text}>{unit}</text>
        {isSeries ? <SpcDrawing series={content.series} /> : <FunnelDrawing shown={content.shown} />}
      </g>
      <Lines lines={below} y={notesAt} size={8} step={11} colour={INK.quiet} />
    </svg>,
  );
}

const Lines = ({ lines, y, size, step, weight, colour = INK.text }: { lines: readonly string[]; y: number; size: number; step: number; weight?: number; colour?: string }): ReactElement => (
  <g fontSize={size} fontWeight={weight} fill={colour}>
    {lines.map((line, index) => <text key={index} x={MARGIN} y={y + index * step}>{line}</text>)}
  </g>
);

function wrap(text: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < characters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const PNG_WIDTH = 1568;

/** Draws an SVG as pixels. Loaded when first wanted: few processes ever draw one. Refuses where the machine has no font to write with. */
export async function pngOf(svg: string): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const font = { loadSystemFonts: true, defaultFontFamily: 'Liberation Sans' };
  const letter = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">H</text></svg>', { font });
  if (letter.getBBox() === undefined) throw new Refused({ code: 'no-font', what: 'This server has no font to write on a picture with.', todo: 'Take the SVG, or have a font installed, such as Liberation Sans.' });
  return Buffer.from(new Resvg(svg, { font, fitTo: { mode: 'width', value: PNG_WIDTH } }).render().asPng());
}
