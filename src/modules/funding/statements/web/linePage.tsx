import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { displayName } from '#register';
import type { Statement, StatementLine } from '../domain/statement.ts';
import { FUNDING, FUNDING_CRUMB, HOME_CRUMB, statementHref, statementPath } from './statementPaths.ts';
import { partsTable, type PartRow } from './statementTables.tsx';
import { sayBasis, sayFraction, sayKnown, sayMonths, STATUS_WORDS } from './statementWords.ts';
import { WorkingTree } from './workingTree.tsx';

export interface LinePageProps {
  statement: Statement;
  line: StatementLine;
  parts: readonly PartRow[];
  query: SentValues;
}

/** One line by itself: its working, and the bodies that it is the sum of. */
export function LinePage({ statement, line, parts, query }: LinePageProps): ReactElement {
  const { code, name, year } = statement;
  return (
    <Page title={line.title} kicker={`${displayName(name)} · ${year}, ${sayKnown(statement)}`} current={FUNDING} breadcrumbs={[HOME_CRUMB, FUNDING_CRUMB, { label: `${displayName(name)} ${year}`, href: statementHref(code, statement) }]}>
      <p className="funding-total">
        <span className="funding-total__amount">{sayPounds(line.amountPence)}</span> {sayMonths(line)}. {STATUS_WORDS[line.status]}.
      </p>
      {line.basis !== null && line.figure !== null && (
        <p>
          {sayFraction(line.quantity, { decimals: 2 })} {sayBasis(line)} at £{sayFraction(line.rate, { least: 2 })}.
        </p>
      )}
      {line.working && <WorkingTree working={line.working} />}
      {parts.length > 0 && <DataTable table={partsTable(statement, line)} rows={parts} query={query} basePath={statementPath(code)} />}
    </Page>
  );
}
