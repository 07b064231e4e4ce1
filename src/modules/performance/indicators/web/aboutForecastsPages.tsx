import { readFileSync } from 'node:fs';
import type { ReactElement } from 'react';
import { Page } from '#platform/web/page.tsx';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { ABOUT_FORECASTS, CRUMBS, PERFORMANCE } from './indicatorPaths.ts';

const DOCS = new URL('../../../../../docs/performance.md', import.meta.url);
const HEADING = '## Forecasts, and how often their ranges held';

/** The docs’ own words about forecasts, so that no page says otherwise than they do. */
export const aboutForecastsPages = (): PageDefinition[] => [
  definePage({
    method: 'GET', path: ABOUT_FORECASTS, who: 'anyone', summary: 'How forecasts are made, and how often their ranges held in back-tests',
    handle: async () => html(<AboutForecasts section={sectionOf(readFileSync(DOCS, 'utf8'))} />),
  }),
];

/** The section’s blocks of lines, without its heading. */
export function sectionOf(docs: string): string[][] {
  const from = docs.indexOf(HEADING);
  const after = docs.indexOf('\n## ', from + HEADING.length);
  const section = from < 0 ? '' : docs.slice(from + HEADING.length, after < 0 ? undefined : after);
  return section.split(/\n\s*\n/).map((block) => block.split('\n').filter((line) => line.trim() !== '')).filter((lines) => lines.length > 0);
}

/** Links lead into the source, which a page does not have: their words stay. */
const plain = (text: string): string => text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replace(/\*\*|`/g, '').trim();

function AboutForecasts({ section }: { section: readonly (readonly string[])[] }): ReactElement {
  return (
    <Page title="Forecasts, and how often their ranges held" current={PERFORMANCE} breadcrumbs={CRUMBS}>
      {section.map((lines, index) => <Block key={index} lines={lines} />)}
    </Page>
  );
}

function Block({ lines }: { lines: readonly string[] }): ReactElement {
  const [first] = lines;
  if (first?.startsWith('|')) return <BackTests lines={lines} />;
  if (first?.startsWith('- ')) return <ul>{lines.join(' ').split(/(?:^|\s)- (?=\*\*)/).filter(Boolean).map((item) => <li key={item}>{plain(item)}</li>)}</ul>;
  return <p>{plain(lines.join(' '))}</p>;
}

function BackTests({ lines }: { lines: readonly string[] }): ReactElement {
  const [headings, , ...rows] = lines.map((line) => line.split('|').slice(1, -1).map(plain));
  return (
    <div className="nhsuk-table-container" role="region" aria-label="Back-tests" tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-u-visually-hidden">How often the ranges held</caption>
        <thead><tr>{headings?.map((heading) => <th key={heading} scope="col" className="nhsuk-table__header">{heading}</th>)}</tr></thead>
        <tbody>{rows.map((cells) => <tr key={cells[0]} className="nhsuk-table__row">{cells.map((cell, index) => <td key={index} className="nhsuk-table__cell">{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
