import type { ReactNode } from 'react';

/**
 * Every drawing is this many units wide and is scaled to its column. At 320 px a unit is a little under a pixel,
 * so the text sizes in charts.css are chosen for that width and made smaller (in units) where the column is wide.
 */
export const CHART_WIDTH = 360;

/** What every chart is given, whatever it draws. */
export interface ChartText {
  /** Unique on the page: the ids inside the chart start with it. */
  id: string;
  heading: string;
  headingLevel?: 2 | 3 | 4;
  /** One sentence that says what the drawing shows; each chart works one out if none is given. */
  summary?: string;
  /** Where the figures come from, without the word "Source". */
  source: ReactNode;
}

export interface ChartTable {
  columns: readonly { name: string; isNumber?: boolean }[];
  /** One row a thing, its first cell the name of the row. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Said under the table, such as where the rest of a long list is. */
  note?: ReactNode;
}

interface ChartFrameProps extends ChartText {
  summary: string;
  /** Height of the drawing in units; none draws no picture, only the sentence. */
  height?: number;
  /** Distinguishes one kind of chart's size in charts.css. */
  kind: string;
  /** A drawing with links in it is a group: inside an image, assistive technology could not reach them. */
  hasLinks?: boolean;
  /** Stands in place of the frame's own drawing, for a chart that has another shape on a phone. */
  drawing?: ReactNode;
  legend?: ReactNode;
  notes?: readonly string[];
  table?: ChartTable;
  children?: ReactNode;
}

/** The figure around every chart: heading, sentence, drawing, the same figures as a table, source. */
export function ChartFrame({ id, heading, headingLevel = 3, summary, source, height, kind, hasLinks, drawing, legend, notes, table, children }: ChartFrameProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <figure className={`chart chart--${kind}`} id={id} aria-labelledby={`${id}-heading`}>
      <figcaption className="chart__caption">
        <Heading className="chart__heading nhsuk-heading-s" id={`${id}-heading`}>{heading}</Heading>
        <p className="chart__summary">{summary}</p>
      </figcaption>
      {height !== undefined && legend}
      {height !== undefined && (
        <svg className="chart__drawing" role={hasLinks ? 'group' : 'img'} viewBox={`0 0 ${CHART_WIDTH} ${height}`} aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{heading}</title>
          <desc id={`${id}-desc`}>{summary}</desc>
          {children}
        </svg>
      )}
      {drawing}
      {notes?.map((note) => <p className="chart__note" key={note}>{note}</p>)}
      {table && table.rows.length > 0 && <FiguresTable heading={heading} table={table} />}
      <p className="chart__source">Source: {source}</p>
    </figure>
  );
}

function FiguresTable({ heading, table }: { heading: string; table: ChartTable }) {
  const classOf = (column: number) => `nhsuk-table__cell${table.columns[column]?.isNumber ? ' nhsuk-table__cell--numeric' : ''}`;
  return (
    <details className="chart__figures nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Show the figures as a table</span>
      </summary>
      {/* A wide table scrolls by itself on a phone; the tab stop lets a keyboard scroll it too. */}
      <div className="chart__table nhsuk-details__text" role="region" aria-label={`Figures: ${heading}`} tabIndex={0}>
        <table className="nhsuk-table">
          <caption className="nhsuk-u-visually-hidden">{heading}</caption>
          <thead className="nhsuk-table__head">
            <tr>
              {table.columns.map(({ name, isNumber }) => (
                <th scope="col" key={name} className={`nhsuk-table__header${isNumber ? ' nhsuk-table__header--numeric' : ''}`}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {table.rows.map(({ key, cells }) => (
              <tr className="nhsuk-table__row" key={key}>
                {cells.map((cell, column) =>
                  column === 0 ? <th scope="row" className="nhsuk-table__header" key={column}>{cell}</th> : <td className={classOf(column)} key={column}>{cell}</td>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {table.note && <p className="chart__note">{table.note}</p>}
      </div>
    </details>
  );
}
