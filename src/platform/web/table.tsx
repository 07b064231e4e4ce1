import type { ReactElement, ReactNode } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { SentValues } from './route.ts';
import { TableFilter } from './tableFilter.tsx';
import { TablePages } from './tablePages.tsx';
import { readTableQuery, ROWS_A_PAGE, selectRows, sliceRows, tableHref, type TableQuery, type TableSlice } from './tableQuery.ts';

export interface TableColumn<Row> {
  /** Stands in the query string; letters, digits and hyphens, and none of `sort` and `page`. */
  key: string;
  heading: string;
  /** The plain value: sorted, filtered and downloaded by. A date is `YYYY-MM-DD`. */
  value: (row: Row) => string | number | null;
  /** How the page shows it, where not as plain text: a link, a tag. */
  cell?: (row: Row) => ReactNode;
  kind: 'text' | 'number' | 'date';
  /** Every column sorts unless this is false. */
  sortable?: boolean;
  filter?: 'text' | 'select';
  /** What a select filter offers; left out, the values in the rows that the table was given. */
  options?: readonly string[];
  /** Shown after the heading: `patients`, `£`. */
  unit?: string;
  /** Left out on a narrow screen, so that what matters most is seen there without scrolling sideways; a file has every column. */
  isForWide?: true;
}

/** Where a table's figures come from. */
export interface TableSource {
  title: string;
  /** `YYYY-MM-DD`. */
  published?: string;
  href?: string;
}

export interface Table<Row> {
  /** Lower case with hyphens; unlike any other table's on the page. */
  id: string;
  caption: string;
  /** The first column names the row. */
  columns: readonly TableColumn<Row>[];
  source?: TableSource | readonly TableSource[];
  /** Said instead of an empty table. */
  whenEmpty?: string;
}

/** Checks what a query string relies on, once, when the table is defined. */
export function defineTable<Row>(table: Table<Row>): Table<Row> {
  const keys = table.columns.map((column) => column.key);
  const bad = [table.id, ...keys].find((name) => !/^[a-z][a-z0-9-]*$/i.test(name)) ?? keys.find((key, index) => key === 'sort' || key === 'page' || keys.indexOf(key) !== index);
  if (bad !== undefined) throw new Error(`The table ${table.id} cannot use the name ${bad}`);
  return table;
}

export interface DataTableProps<Row> {
  table: Table<Row>;
  /** Every row, sorted and filtered here; or one page of them, which storage has sorted and filtered by `readTableQuery`. */
  rows: readonly Row[] | TableSlice<Row>;
  /** The page's query string as sent. */
  query: SentValues;
  /** The page's path. */
  basePath: string;
  /** Set where the page does not answer `?download=…`. */
  isDownloadHidden?: boolean;
  /** The level of the table's heading on its page. */
  headingLevel?: 2 | 3 | 4;
}

/**
 * A table that sorts, filters, pages and downloads by links and a GET form, with no script. Plain elements with
 * the NHS class names: the React component of the kit takes about twice as long as a whole page of ours.
 */
export function DataTable<Row>({ table, rows, query: sent, basePath, isDownloadHidden, headingLevel = 2 }: DataTableProps<Row>): ReactElement {
  const query = readTableQuery(table, sent);
  const isWhole = Array.isArray(rows);
  const slice = isWhole ? sliceRows(selectRows(table, rows, query), query.page) : (rows as TableSlice<Row>);
  const Heading = `h${headingLevel}` as const;
  const captionId = `${table.id}-caption`;
  const hasFilter = table.columns.some((column) => column.filter);
  const forWide = table.columns.filter(({ isForWide }) => isForWide).length;
  return (
    <div className="chorus-table" id={table.id}>
      <Heading className="chorus-table__caption" id={captionId}>
        {table.caption}
      </Heading>
      <div className="chorus-table__bar">
        <p className="chorus-table__count">{sayCount(slice, query)}</p>
        {hasFilter && <TableFilter table={table} rows={isWhole ? rows : slice.rows} query={query} sent={sent} basePath={basePath} />}
      </div>
      <div className="chorus-table__scroll" role="region" aria-labelledby={captionId} tabIndex={0}>
        <table className="nhsuk-table nhsuk-table--compact nhsuk-table--sortable" aria-labelledby={captionId}>
          <TableHead table={table} query={query} sent={sent} basePath={basePath} />
          <tbody className="nhsuk-table__body">
            {slice.rows.map((row, index) => (
              <TableRow key={index} columns={table.columns} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {slice.total === 0 && <p className="chorus-table__empty">{query.filters.size > 0 ? 'No rows match the filter.' : (table.whenEmpty ?? 'Nothing to show.')}</p>}
      <TablePages table={table} total={slice.total} query={query} hrefOf={(page) => `${tableHref(table, basePath, sent, { ...query, page })}#${table.id}`} />
      <p className="chorus-table__foot">
        <Sources source={table.source} />
        {forWide > 0 && <span className="chorus-table__more">{forWide} more {forWide === 1 ? 'column' : 'columns'} on a wider screen{isDownloadHidden ? '' : ' and in the files'}</span>}
        {!isDownloadHidden && slice.total > 0 && (
          <span className="chorus-table__downloads">
            {/* The page asked for does not matter: a file holds every row that the filter keeps. */}
            <a href={tableHref(table, basePath, sent, { ...query, page: 1 }, { download: 'csv', table: table.id })}>Download as CSV</a>{' '}
            <a href={tableHref(table, basePath, sent, { ...query, page: 1 }, { download: 'excel', table: table.id })}>Download as Excel</a>
          </span>
        )}
      </p>
    </div>
  );
}

function sayCount(slice: TableSlice<unknown>, query: TableQuery): string {
  if (slice.total === 0) return 'No rows';
  if (slice.total <= ROWS_A_PAGE) return `${slice.total} ${slice.total === 1 ? 'row' : 'rows'}`;
  const from = (Math.min(query.page, Math.ceil(slice.total / ROWS_A_PAGE)) - 1) * ROWS_A_PAGE + 1;
  return `Showing ${sayNumber(from)} to ${sayNumber(from + slice.rows.length - 1)} of ${sayNumber(slice.total)}`;
}

interface HeadProps<Row> {
  table: Table<Row>;
  query: TableQuery;
  sent: SentValues;
  basePath: string;
}

function TableHead<Row>({ table, query, sent, basePath }: HeadProps<Row>): ReactElement {
  return (
    <thead className="nhsuk-table__head">
      <tr>
        {table.columns.map((column) => {
          const className = classOf('nhsuk-table__header', column);
          const heading = column.unit ? `${column.heading} (${column.unit})` : column.heading;
          if (column.sortable === false) {
            return (
              <th key={column.key} scope="col" className={className}>
                {heading}
              </th>
            );
          }
          const sorted = query.sort?.key === column.key ? query.sort.direction : undefined;
          const direction = sorted === 'ascending' ? 'descending' : 'ascending';
          const href = `${tableHref(table, basePath, sent, { ...query, sort: { key: column.key, direction }, page: 1 })}#${table.id}`;
          return (
            <th key={column.key} scope="col" className={className} aria-sort={sorted} data-sort="true">
              <a className="nhsuk-link" href={href}>
                {heading}
              </a>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const classOf = (name: string, { kind, isForWide }: Pick<TableColumn<never>, 'kind' | 'isForWide'>): string => [name, ...(kind === 'number' ? [`${name}--numeric`] : []), ...(isForWide ? ['chorus-table__wide'] : [])].join(' ');

function TableRow<Row>({ columns, row }: { columns: readonly TableColumn<Row>[]; row: Row }): ReactElement {
  return (
    <tr className="nhsuk-table__row">
      {columns.map((column, index) => {
        const shown = column.cell ? column.cell(row) : sayValue(column.value(row), column.kind);
        if (index === 0) {
          return (
            <th key={column.key} scope="row" className="nhsuk-table__header">
              {shown}
            </th>
          );
        }
        return (
          <td key={column.key} className={classOf('nhsuk-table__cell', column)}>
            {shown}
          </td>
        );
      })}
    </tr>
  );
}

function Sources({ source }: { source: Table<unknown>['source'] }): ReactElement | null {
  const sources = [source ?? []].flat() as TableSource[];
  if (sources.length === 0) return null;
  return (
    <span>
      Source:{' '}
      {sources.map(({ title, published, href }, index) => (
        <span key={title}>
          {index > 0 && '; '}
          {href ? <a href={href}>{title}</a> : title}
          {published && `, published ${sayDate(published)}`}
        </span>
      ))}
    </span>
  );
}

function sayValue(value: string | number | null, kind: TableColumn<never>['kind']): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'number') return sayNumber(value);
  return kind === 'date' ? sayDate(value) : value;
}
