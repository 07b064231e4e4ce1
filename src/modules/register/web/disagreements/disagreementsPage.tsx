import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { displayName } from '../../domain/displayName.ts';
import type { DisagreementRule, RegisterDisagreement } from '../../domain/registerDisagreements.ts';
import type { AsAt } from '../asAt.ts';
import { OrganisationLink } from '../changes/organisationLink.tsx';
import { sayShortSource } from '../data/saySource.ts';
import { ABOUT_WORDS, RULE_SETTLES, RULE_WORDS, sayClaimed } from './disagreementWords.ts';
import { AsAtControl } from '../organisation/asAtControl.tsx';
import { Page } from '#platform/web/page.tsx';

export function disagreementsTable({ image, asAt, query }: Pick<AsAt, 'image' | 'asAt' | 'query'>): Table<RegisterDisagreement> {
  const say = (row: RegisterDisagreement, value: string | null) => sayClaimed(row, value, image, asAt);
  return defineTable<RegisterDisagreement>({
    id: 'disagreements',
    caption: 'Each disagreement',
    columns: [
      { key: 'name', heading: 'Organisation', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <OrganisationLink code={code} name={name} query={query} /> },
      { key: 'about', heading: 'About', kind: 'text', filter: 'select', value: ({ about }) => ABOUT_WORDS[about] ?? about },
      {
        key: 'claims',
        heading: 'What each says',
        kind: 'text',
        sortable: false,
        value: (row) => row.claims.map(({ value, source }) => `${say(row, value)} – ${sayShortSource(source)}`).join('; '),
        cell: (row) => row.claims.map((claim, index) => <p key={index} className="nhsuk-u-margin-bottom-1 nhsuk-u-font-size-16">{displayName(say(row, claim.value))} <span className="nhsuk-u-secondary-text-color">– {sayShortSource(claim.source)}</span></p>),
      },
      { key: 'applied', heading: 'Shown', kind: 'text', value: (row) => say(row, row.applied), cell: (row) => displayName(say(row, row.applied)) },
      { key: 'rule', heading: 'What is the matter', kind: 'text', filter: 'select', value: ({ rule }) => RULE_WORDS[rule] },
      { key: 'from', heading: 'First day', kind: 'date', value: ({ from }) => from },
      { key: 'code', heading: 'Code', kind: 'text', filter: 'text', value: ({ code }) => code },
    ],
    whenEmpty: 'The publications held agree with each other.',
  });
}

interface DisagreementsPageProps {
  at: AsAt;
  rows: readonly RegisterDisagreement[];
  table: Table<RegisterDisagreement>;
  query: SentValues;
}

export function DisagreementsPage({ at, rows, table, query }: DisagreementsPageProps): ReactElement {
  return (
    <Page title="Disagreements" current="/disagreements">
      <p>Where publications say different things of one organisation, and where what they say does not fit together. Every claim is kept with its source.</p>
      <AsAtControl at={at} path="/disagreements" />
      <h2 className="register-heading nhsuk-u-margin-top-5">As at {sayDate(at.asAt)}</h2>
      <Kinds rows={rows} at={at} />
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Which claim is shown: the rule of precedence</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>
            A publication that gives the days itself, and was made on or after the day in question, wins; of two such, the newer. Otherwise the newest publication made on or before that day wins. Of two
            of the same day, the one that ranks higher: ePCN, then epraccur, etr, eccg, and the map of registered patients last. The answer depends on which publications are held, never on the order
            in which they were loaded.
          </p>
        </div>
      </details>
      <DataTable table={table} rows={rows} query={query} basePath="/disagreements" />
    </Page>
  );
}

function Kinds({ rows, at }: { rows: readonly RegisterDisagreement[]; at: AsAt }): ReactElement | null {
  const rules = (Object.keys(RULE_WORDS) as DisagreementRule[]).map((rule) => ({ rule, count: rows.filter((row) => row.rule === rule).length })).filter(({ count }) => count > 0);
  if (rules.length === 0) return null;
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {rules.map(({ rule, count }) => (
        <li key={rule}>
          <a href={`/disagreements${at.query ? `${at.query}&` : '?'}disagreements.rule=${encodeURIComponent(RULE_WORDS[rule])}#disagreements`}>{RULE_WORDS[rule]}</a>: {count}. {RULE_SETTLES[rule]}
        </li>
      ))}
    </ul>
  );
}
