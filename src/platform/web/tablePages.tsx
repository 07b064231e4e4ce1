import type { ReactElement } from 'react';
import { pagesOf, type TableQuery } from './tableQuery.ts';

interface PagesProps {
  table: { caption: string };
  total: number;
  query: TableQuery;
  hrefOf: (page: number) => string;
}

/** Links to the other pages of a table: the first, the last and those beside the one that is shown. */
export function TablePages({ table, total, query, hrefOf }: PagesProps): ReactElement | null {
  const last = pagesOf(total);
  if (last === 1) return null;
  const current = Math.min(query.page, last);
  return (
    <nav className="chorus-pages" aria-label={`Pages of ${table.caption}`}>
      <ul>
        {current > 1 && (
          <li>
            <a href={hrefOf(current - 1)} rel="prev">
              Previous<span className="nhsuk-u-visually-hidden"> page</span>
            </a>
          </li>
        )}
        {pageNumbers(current, last).map((page, index) =>
          page === null ? (
            <li key={`gap${index}`} className="chorus-pages__gap">
              …
            </li>
          ) : (
            <li key={page}>
              <a href={hrefOf(page)} aria-label={`Page ${page}`} aria-current={page === current ? 'page' : undefined}>
                {page}
              </a>
            </li>
          ),
        )}
        {current < last && (
          <li>
            <a href={hrefOf(current + 1)} rel="next">
              Next<span className="nhsuk-u-visually-hidden"> page</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** `1 … 4 [5] 6 … 124`; null stands for a gap, and a gap of one page is that page. */
export function pageNumbers(current: number, last: number): (number | null)[] {
  const wanted = [...new Set([1, current - 1, current, current + 1, last])].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
  return wanted.flatMap((page, index) => {
    const gap = page - (wanted[index - 1] ?? 0);
    return gap === 1 ? [page] : gap === 2 ? [page - 1, page] : [null, page];
  });
}
