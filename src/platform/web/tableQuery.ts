import type { SentValues } from './route.ts';
import type { Table, TableColumn } from './table.tsx';

export const ROWS_A_PAGE = 50;

/** How one table is asked for: read from the query string, where each of its names begins with the table's id. */
export interface TableQuery {
  sort: { key: string; direction: 'ascending' | 'descending' } | null;
  filters: ReadonlyMap<string, string>;
  /** From 1. */
  page: number;
}

/** One page of a table's rows, and how many rows there are in all after filtering. */
export interface TableSlice<Row> {
  rows: readonly Row[];
  total: number;
}

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));
const nameOf = (table: { id: string }, part: string): string => `${table.id}.${part}`;

/** Reads a table's part of the query string. What it cannot use it leaves out: a table never refuses a link. */
export function readTableQuery<Row>(table: Table<Row>, sent: SentValues): TableQuery {
  const sortText = one(sent[nameOf(table, 'sort')]);
  const key = sortText.replace(/^-/, '');
  const isSortable = table.columns.some((column) => column.key === key && column.sortable !== false);
  const filters = new Map<string, string>();
  for (const column of table.columns) {
    const text = column.filter ? one(sent[nameOf(table, column.key)]).trim() : '';
    if (text) filters.set(column.key, text);
  }
  const page = Number.parseInt(one(sent[nameOf(table, 'page')]), 10);
  return {
    sort: isSortable ? { key, direction: sortText.startsWith('-') ? 'descending' : 'ascending' } : null,
    filters,
    page: page >= 1 && page <= 1_000_000 ? page : 1,
  };
}

/** The rows that the filters keep, in the order asked for; empty values last, equal ones as they came. */
export function selectRows<Row>(table: Table<Row>, rows: readonly Row[], query: TableQuery): readonly Row[] {
  let kept = rows;
  for (const [key, wanted] of query.filters) {
    const column = columnOf(table, key);
    const needle = wanted.toLowerCase();
    kept = kept.filter((row) => {
      const value = String(column.value(row) ?? '').toLowerCase();
      return column.filter === 'select' ? value === needle : value.includes(needle);
    });
  }
  return query.sort ? sortRows(kept, columnOf(table, query.sort.key), query.sort.direction) : kept;
}

function sortRows<Row>(rows: readonly Row[], column: TableColumn<Row>, direction: 'ascending' | 'descending'): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  // Each value is read once: a comparison that read it would do so some twenty times a row.
  const keyed = rows.map((row) => {
    const value = column.value(row);
    return { row, key: typeof value === 'string' ? value.toLowerCase() : value };
  });
  keyed.sort((left, right) => {
    if (left.key === right.key) return 0;
    if (left.key === null || left.key === '') return 1;
    if (right.key === null || right.key === '') return -1;
    return left.key < right.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

/** The page asked for; past the end, the last one. */
export function sliceRows<Row>(rows: readonly Row[], page: number): TableSlice<Row> {
  const from = (Math.min(page, pagesOf(rows.length)) - 1) * ROWS_A_PAGE;
  return { rows: rows.slice(from, from + ROWS_A_PAGE), total: rows.length };
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / ROWS_A_PAGE));

function columnOf<Row>(table: Table<Row>, key: string): TableColumn<Row> {
  const column = table.columns.find((each) => each.key === key);
  if (!column) throw new Error(`The table ${table.id} has no column ${key}`);
  return column;
}

/** The rest of the page's query (its date, another table's order), kept when this table's changes. */
function otherValues(table: { id: string }, sent: SentValues): [string, string][] {
  return Object.entries(sent).flatMap(([name, value]) => {
    const isOurs = name.startsWith(`${table.id}.`) || name === 'download' || name === 'table';
    return isOurs ? [] : [value ?? []].flat().map((each): [string, string] => [name, each]);
  });
}

/** A link to the same page with the table as `query` asks, and with `extra` names added. */
export function tableHref(table: { id: string }, basePath: string, sent: SentValues, query: TableQuery, extra: Record<string, string> = {}): string {
  const { path, values: own } = ownValues(table, basePath, sent);
  const values = new URLSearchParams(own);
  for (const [key, text] of query.filters) values.append(nameOf(table, key), text);
  if (query.sort) values.append(nameOf(table, 'sort'), `${query.sort.direction === 'descending' ? '-' : ''}${query.sort.key}`);
  if (query.page > 1) values.append(nameOf(table, 'page'), String(query.page));
  for (const [name, value] of Object.entries(extra)) values.append(name, value);
  const text = values.toString();
  return text ? `${path}?${text}` : path;
}

/** The page’s path and all that stands in its address beside this table’s own: a base path may bring a query, such as its year, and what was sent stands before it. */
export function ownValues(table: { id: string }, basePath: string, sent: SentValues): { path: string; values: [string, string][] } {
  const [path, query] = basePath.split('?', 2) as [string, string?];
  const others = otherValues(table, sent);
  const names = new Set(others.map(([name]) => name));
  return { path, values: [...[...new URLSearchParams(query)].filter(([name]) => !names.has(name)), ...others] };
}
