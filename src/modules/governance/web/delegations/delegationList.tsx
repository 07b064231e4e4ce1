import type { ReactElement } from 'react';
import { dayBefore } from '#kernel/isoDate.ts';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { MATTERS } from '../../authorityRules.ts';
import type { GovernanceContext } from '../../context.ts';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { Body } from '../../domain/authority/grant.ts';
import { namedBodies } from '../../queries/bodies.ts';
import { delegationsKept } from '../../queries/delegations.ts';
import type { Delegation } from '../../queries/delegations.ts';
import { AUTHORITY, AUTHORITY_CRUMB, AUTHORITY_MAP, DELEGATIONS, delegationPath } from '../authority/authorityPaths.ts';
import { HOME_CRUMB } from '../forums/forumPaths.ts';
import { sayStanding } from './delegationView.tsx';

/** Every grant of authority, for anyone; drafts too for those who record grants. */
export const delegationListPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: DELEGATIONS,
    who: 'anyone',
    async handle({ sentQuery, frame }) {
      const [db, image, day] = [context.database.as<unknown>(), await context.register.reader.image(), context.today()];
      const rows = await delegationsKept(db, { withDrafts: frame.mayUse('governance.delegate') });
      const { nameOf } = await namedBodies(db, image, rows.flatMap(({ giver, receiver }) => [giver, receiver]), day);
      const table = delegationsTable({ nameOf, placeName: (code) => displayName(image.nameOf(code, day)), day });
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: context.now(), asAt: day }));
      return html(<ListPage table={table} rows={rows} query={sentQuery} />);
    },
  }),
];

interface Naming {
  nameOf(body: Body): string;
  placeName(code: string): string;
  day: string;
}

const delegationsTable = ({ nameOf, placeName, day }: Naming): Table<Delegation> =>
  defineTable<Delegation>({
    id: 'delegations',
    caption: 'Grants of authority',
    columns: [
      { key: 'matters', heading: 'Matters', kind: 'text', filter: 'text', value: ({ matters }) => matters.map((id) => MATTERS.find(id)?.label ?? id).join('; '), cell: (grant) => <a href={delegationPath(grant.id)}>{grant.matters.map((id) => MATTERS.find(id)?.label ?? id).join('; ')}</a> },
      { key: 'giver', heading: 'From', kind: 'text', filter: 'text', value: ({ giver }) => nameOf(giver) },
      { key: 'receiver', heading: 'To', kind: 'text', filter: 'text', value: ({ receiver }) => nameOf(receiver) },
      { key: 'within', heading: 'Within', kind: 'text', filter: 'text', value: ({ withinCode }) => placeName(withinCode) },
      { key: 'decision', heading: 'Limit a decision', unit: '£', kind: 'number', value: ({ limitDecisionPence }) => (limitDecisionPence === null ? null : limitDecisionPence / 100) },
      { key: 'year', heading: 'Limit a year', unit: '£', kind: 'number', value: ({ limitYearPence }) => (limitYearPence === null ? null : limitYearPence / 100) },
      { key: 'form', heading: 'As', kind: 'text', filter: 'select', value: ({ form }) => GOVERNANCE_FORMS[form] },
      { key: 'from', heading: 'First day', kind: 'date', value: ({ from }) => from },
      { key: 'to', heading: 'Last day', kind: 'date', value: ({ to, revokedOn }) => ((revokedOn ?? to) === null ? null : dayBefore((revokedOn ?? to)!)) },
      { key: 'standing', heading: 'Today', kind: 'text', filter: 'select', value: (grant) => sayStanding(grant, day) },
    ],
    source: { title: 'Recorded in Chorus by the bodies that grant' },
    whenEmpty: 'Nothing has been granted yet: everything is decided by whoever holds it.',
  });

function ListPage({ table, rows, query }: { table: Table<Delegation>; rows: readonly Delegation[]; query: SentValues }): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="Delegations" current={AUTHORITY} breadcrumbs={[HOME_CRUMB, AUTHORITY_CRUMB]}>
      <p>
        What bodies let others decide in their place: from whom, to whom, where, up to how much and on which conditions. <a href={AUTHORITY}>Ask who decides something</a>, or see the{' '}
        <a href={AUTHORITY_MAP}>devolution map</a> of a place.
      </p>
      {mayUse('governance.delegate') && (
        <p>
          <a className="nhsuk-button" href={`${DELEGATIONS}/new`}>
            Record a grant
          </a>
        </p>
      )}
      <DataTable table={table} rows={rows} query={query} basePath={DELEGATIONS} />
    </Page>
  );
}
