import type { ReactElement } from 'react';
import type { SentValues } from './route.ts';
import type { Table, TableColumn } from './table.tsx';
import { ownValues, tableHref, type TableQuery } from './tableQuery.ts';

interface FilterProps<Row> {
  table: Table<Row>;
  rows: readonly Row[];
  query: TableQuery;
  sent: SentValues;
  basePath: string;
}

/** The filter of a data table: a small GET form, folded away until it is wanted or in force. */
export function TableFilter<Row>({ table, rows, query, sent, basePath }: FilterProps<Row>): ReactElement {
  const isOn = query.filters.size > 0;
  const { path, values } = ownValues(table, basePath, sent);
  const kept: [string, string][] = [...values];
  if (query.sort) kept.push([`${table.id}.sort`, `${query.sort.direction === 'descending' ? '-' : ''}${query.sort.key}`]);
  return (
    <details className="chorus-filter" open={isOn}>
      <summary>Filter {isOn ? '(on)' : ''}</summary>
      <form method="get" action={`${path}#${table.id}`} className="chorus-filter__form">
        {kept.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        {table.columns
          .filter((column) => column.filter)
          .map((column) => (
            <FilterField key={column.key} tableId={table.id} column={column} rows={rows} value={query.filters.get(column.key) ?? ''} />
          ))}
        <div className="chorus-filter__buttons">
          <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
            Apply filter
          </button>
          {isOn && <a href={`${tableHref(table, basePath, sent, { ...query, filters: new Map(), page: 1 })}#${table.id}`}>Clear filter</a>}
        </div>
      </form>
    </details>
  );
}

interface FieldProps<Row> {
  tableId: string;
  column: TableColumn<Row>;
  rows: readonly Row[];
  value: string;
}

function FilterField<Row>({ tableId, column, rows, value }: FieldProps<Row>): ReactElement {
  const name = `${tableId}.${column.key}`;
  const id = `${tableId}-filter-${column.key}`;
  return (
    <div className="chorus-filter__field">
      <label htmlFor={id}>{column.heading}</label>
      {column.filter === 'select' ? (
        <select className="nhsuk-select" id={id} name={name} defaultValue={value}>
          <option value="">All</option>
          {(column.options ?? distinctValues(column, rows)).map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input className="nhsuk-input" id={id} name={name} type="text" defaultValue={value} autoComplete="off" />
      )}
    </div>
  );
}

function distinctValues<Row>(column: TableColumn<Row>, rows: readonly Row[]): string[] {
  const values = new Set<string>();
  for (const row of rows) {
    const value = column.value(row);
    if (value !== null && value !== '') values.add(String(value));
  }
  return [...values].sort();
}
