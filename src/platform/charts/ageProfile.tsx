import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import { CHART_WIDTH, ChartFrame, type ChartText } from './chartFrame.tsx';
import { sayShare, tenth } from './plainNumbers.ts';

/** People of one age band, youngest band first; a label starts with its lowest age: `0 to 4`, `95 and over`. */
export interface AgeBand {
  label: string;
  female: number;
  male: number;
}

/** A population to hold this one against; bands are matched by label. */
export interface AgeComparison {
  name: string;
  bands: readonly AgeBand[];
}

export interface AgeProfileProps extends ChartText {
  bands: readonly AgeBand[];
  /** Whose ages these are, for the legend: `This town`. */
  name?: string;
  comparison?: AgeComparison;
}

const LABEL_WIDTH = 64;
const SIDE_WIDTH = (CHART_WIDTH - LABEL_WIDTH) / 2;
/** Half the width of the text "100%", which stands centred under the end of the scale. */
const EDGE = 18;
const TOP = 24;
const ROWS_HEIGHT = 320;
const LABEL_HEIGHT = 15;
const OLDER_FROM = 65;

const countOf = (band: AgeBand): number => band.female + band.male;
const totalOf = (bands: readonly AgeBand[]): number => sum(bands, countOf);
const lowestAge = ({ label }: AgeBand): number => Number(/\d+/.exec(label)?.[0] ?? NaN);

/**
 * One sentence on how old a population is, such as "22% are 65 or over, against 19% in England.". Where no band
 * starts at 65, the next band that starts later is used. People of unknown age count in the whole.
 */
export function describeAgeProfile(bands: readonly AgeBand[], comparison?: AgeComparison): string {
  const total = totalOf(bands);
  if (total === 0) return 'No ages are known for these people.';
  const from = bands.map(lowestAge).filter((age) => age >= OLDER_FROM).sort((a, b) => a - b)[0];
  if (from === undefined) return `${sayNumber(total)} people; no age band starts at ${OLDER_FROM} or over.`;
  const olderShare = (of: readonly AgeBand[]) => sum(of.filter((band) => lowestAge(band) >= from), countOf) / totalOf(of);
  const share = sayShare(olderShare(bands));
  const older = `${sentenceCase(share)} are ${from} or over`;
  if (!comparison || totalOf(comparison.bands) === 0) return `${older}.`;
  const theirs = sayShare(olderShare(comparison.bands));
  return theirs === share ? `${older}, the same as in ${comparison.name}.` : `${older}, against ${theirs} in ${comparison.name}.`;
}

/** A population pyramid: the share of all people in each age band, by sex, with the comparison as an outline. */
export function AgeProfile({ bands, name = 'These people', comparison, summary, ...text }: AgeProfileProps) {
  const sentence = summary ?? describeAgeProfile(bands, comparison);
  const total = totalOf(bands);
  if (total === 0) return <ChartFrame {...text} kind="age-profile" summary={sentence} />;

  const outline = comparison && totalOf(comparison.bands) > 0 ? comparison : undefined;
  const outlineTotal = outline ? totalOf(outline.bands) : 1;
  const outlineByLabel = new Map(outline?.bands.map((band) => [band.label, band]));
  const outlineShare = (band: AgeBand, sex: 'female' | 'male') => (outlineByLabel.get(band.label)?.[sex] ?? 0) / outlineTotal;

  const rowHeight = Math.min(24, Math.max(4, ROWS_HEIGHT / bands.length));
  const labelEvery = Math.ceil(LABEL_HEIGHT / rowHeight);
  const bottom = TOP + rowHeight * bands.length;
  const widest = max(bands, (band) => Math.max(band.female / total, band.male / total, outlineShare(band, 'female'), outlineShare(band, 'male'))) ?? 0;
  const length = scaleLinear([0, widest], [0, SIDE_WIDTH - EDGE]).nice(3);
  const ticks = length.ticks(3);
  const rightOf = (share: number) => tenth(SIDE_WIDTH + LABEL_WIDTH + length(share));
  const leftOf = (share: number) => tenth(SIDE_WIDTH - length(share));
  // The youngest stand at the foot of a pyramid.
  const topOf = (row: number) => tenth(bottom - rowHeight * (row + 1));
  const outlinePath = (sex: 'female' | 'male', x: (share: number) => number) =>
    `M${x(0)},${tenth(bottom)}${bands.map((band, row) => `H${x(outlineShare(band, sex))}V${topOf(row)}`).join('')}H${x(0)}`;

  const shareColumn = (name: string) => ({ name, isNumber: true });
  const table = {
    columns: [{ name: 'Age' }, shareColumn('Female'), shareColumn('Male'), shareColumn('Share of all'), ...(outline ? [shareColumn(outline.name)] : [])],
    rows: bands.map((band) => ({
      key: band.label,
      cells: [
        band.label, sayNumber(band.female), sayNumber(band.male), sayTenthPercent(countOf(band) / total),
        ...(outline ? [sayTenthPercent(outlineShare(band, 'female') + outlineShare(band, 'male'))] : []),
      ],
    })),
  };
  const legend = outline && (
    <ul className="chart__legend">
      <li><Swatch className="chart-bar-a" /><Swatch className="chart-bar-b" /> {name}</li>
      <li><svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path className="chart-outline" d="M1,12V3H23V12" /></svg> {outline.name}</li>
    </ul>
  );

  return (
    <ChartFrame {...text} kind="age-profile" summary={sentence} height={bottom + 38} legend={legend} table={table}>
      <g className="chart-text chart-text--strong">
        <text x={EDGE} y={14}>Female</text>
        <text x={CHART_WIDTH - EDGE} y={14} textAnchor="end">Male</text>
      </g>
      <path className="chart-grid" d={ticks.map((tick) => `M${leftOf(tick)},${TOP}V${tenth(bottom)}M${rightOf(tick)},${TOP}V${tenth(bottom)}`).join('')} />
      {bands.map((band, row) => (
        <g key={band.label}>
          <title>{`${band.label}: ${sayNumber(band.female)} female, ${sayNumber(band.male)} male`}</title>
          <rect className="chart-bar-a" x={leftOf(band.female / total)} y={tenth(topOf(row) + rowHeight * 0.08)} width={tenth(length(band.female / total))} height={tenth(rowHeight * 0.84)} />
          <rect className="chart-bar-b" x={rightOf(0)} y={tenth(topOf(row) + rowHeight * 0.08)} width={tenth(length(band.male / total))} height={tenth(rowHeight * 0.84)} />
          {row % labelEvery === 0 && (
            <text className="chart-text" x={CHART_WIDTH / 2} y={tenth(topOf(row) + rowHeight / 2)} dy="0.35em" textAnchor="middle">{shortLabel(band.label)}</text>
          )}
        </g>
      ))}
      {outline && (
        <>
          <path className="chart-outline-halo" d={outlinePath('female', leftOf) + outlinePath('male', rightOf)} />
          <path className="chart-outline" d={outlinePath('female', leftOf) + outlinePath('male', rightOf)} />
        </>
      )}
      <g className="chart-text">
        {ticks.filter((tick) => tick > 0 || ticks.length === 1).map((tick) => (
          <g key={tick}>
            <text x={leftOf(tick)} y={tenth(bottom + 15)} textAnchor="middle">{sayTick(tick)}</text>
            <text x={rightOf(tick)} y={tenth(bottom + 15)} textAnchor="middle">{sayTick(tick)}</text>
          </g>
        ))}
        <text x={CHART_WIDTH / 2} y={tenth(bottom + 33)} textAnchor="middle">Share of all people</text>
      </g>
    </ChartFrame>
  );
}

const Swatch = ({ className }: { className: string }) => (
  <svg className="chart__swatch chart__swatch--square" viewBox="0 0 14 14" aria-hidden="true"><rect className={className} width={14} height={14} /></svg>
);

const sayTick = (share: number): string => `${sayNumber(share * 100)}%`;
const sayTenthPercent = (share: number): string => `${(share * 100).toFixed(1)}%`;
// The middle column is narrow, and "and over" is what a plus sign means to everyone.
const shortLabel = (label: string): string => label.replace(/ (and|or) (over|older)$/, '+');
