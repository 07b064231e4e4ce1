import type { ReactElement } from 'react';
import { z } from 'zod';
import { endOf, startOf, yearAfter } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { FundingContext } from '../../context.ts';
import { capOn, maximumOf, shareOf } from '../domain/role.ts';
import type { Region, Role } from '../domain/role.ts';
import { roleRules, rolesOn } from '../roleRules.ts';
import { MONEY_CRUMBS, ROLES, yearAsked, yearQuery } from './claimPaths.ts';

/** The roles that are reimbursed in a year, for anyone. */
export const rolePages = ({ today, now }: FundingContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: ROLES,
    who: 'anyone',
    query: z.object({ year: z.string().max(10).optional() }),
    async handle({ query, sentQuery }) {
      const year = yearAsked(query.year, today());
      const rows = roleRows(year);
      const format = wantedDownload(rolesTable, sentQuery);
      if (format) return download(await tableDownload(rolesTable, downloadRows(rolesTable, rows, sentQuery), format, { madeAt: now(), asAt: startOf(year) }));
      return html(<RolesPage year={year} rows={rows} query={sentQuery} />);
    },
  }),
];

/** A role for a span of the year in which its maximum stayed the same. */
interface RoleRow {
  role: Role;
  from: IsoDate;
  pounds: Record<Region, number | null>;
  share: number;
  cap: string;
  status: FigureStatus | null;
  source: string;
}

function roleRows(year: FinancialYear): RoleRow[] {
  return rolesOn(addDays(endOf(year), -1)).flatMap((role) => {
    const first = role.introduced.from > startOf(year) ? role.introduced.from : startOf(year);
    const changes = role.maxima.national.flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])]).filter((day) => day > first && day < endOf(year));
    return [...new Set([first, ...changes])].sort().map((from): RoleRow => {
      const asked = { on: from, knownOn: null };
      const inRegion = (region: Region) => maximumOf(role, region, asked)?.value.valueOf() ?? null;
      const national = maximumOf(role, 'national', asked);
      return {
        role, from, pounds: { national: inRegion('national'), 'outer-london': inRegion('outer-london'), 'inner-london': inRegion('inner-london') },
        share: (shareOf(role, asked)?.value.valueOf() ?? 1) * 100, cap: sayCap(role.id, from), status: national?.status ?? null,
        source: national ? `${national.source.title}, ${national.source.locator}` : `${role.introduced.source.title} (role only)`,
      };
    });
  });
}

/** The cap by list size, or that there is none, or that none is known. */
function sayCap(roleId: string, on: IsoDate): string {
  const rules = roleRules();
  const of = (listSize: number) => capOn(rules, roleId, listSize, { on, knownOn: null });
  const any = of(0);
  if (any.kind === 'uncapped') return 'No cap';
  const lines = rules.caps.filter((line) => line.roles.includes(roleId) && line.from <= on && (line.to === null || on < line.to));
  if (lines.length === 0) return 'Not known';
  const size = (count: number): string => count.toLocaleString('en-GB');
  return lines.map(({ listFrom, listTo, most, status }) => `${most.toString()} WTE${listTo !== null ? ` up to ${size(listTo)} patients` : listFrom > 0 ? ` from ${size(listFrom)} patients` : ''}${status === 'unverified' ? ' (unverified)' : ''}`).join('; ');
}

const rolesTable: Table<RoleRow> = defineTable<RoleRow>({
  id: 'roles',
  caption: 'Reimbursable roles',
  columns: [
    { key: 'role', heading: 'Role', kind: 'text', filter: 'text', value: ({ role }) => role.title, cell: ({ role }) => <>{role.title}{role.says && <><br /><small>{role.says}</small></>}</> },
    { key: 'band', heading: 'Band', kind: 'text', value: ({ role }) => role.band },
    { key: 'from', heading: 'From', kind: 'date', value: ({ from }) => from },
    { key: 'national', heading: 'Maximum a year', unit: '£', kind: 'number', value: ({ pounds }) => pounds.national },
    { key: 'outer', heading: 'Outer London', unit: '£', kind: 'number', value: ({ pounds }) => pounds['outer-london'] },
    { key: 'inner', heading: 'Inner London', unit: '£', kind: 'number', value: ({ pounds }) => pounds['inner-london'] },
    { key: 'share', heading: 'Of the cost', unit: '%', kind: 'number', value: ({ share }) => share },
    { key: 'cap', heading: 'Cap', kind: 'text', value: ({ cap }) => cap },
    { key: 'status', heading: 'Status', kind: 'text', filter: 'select', value: ({ status }) => status ?? 'not known' },
    { key: 'source', heading: 'Source of the maximum', kind: 'text', value: ({ source }) => source },
  ],
  whenEmpty: 'No role was reimbursed in this year: the first were in July 2019.',
});

function RolesPage({ year, rows, query }: { year: FinancialYear; rows: readonly RoleRow[]; query: SentValues }): ReactElement {
  const unknown = rows.filter(({ status }) => status === null).length;
  return (
    <Page title={`Additional roles, ${year}`} current="/funding" breadcrumbs={MONEY_CRUMBS}>
      <p>
        The roles for which a PCN is reimbursed, at most how much for one whole-time equivalent and a year with on-costs, and how many a PCN may claim for. A claim for a month is the least of what was paid and the maximum × WTE ÷ 12, for the days in post.
      </p>
      <p>
        <a href={`${ROLES}${yearQuery(yearAfter(year, -1))}`}>{yearAfter(year, -1)}</a> · <a href={`${ROLES}${yearQuery(yearAfter(year))}`}>{yearAfter(year)}</a>
      </p>
      {unknown > 0 && <p>{unknown} of {rows.length} rows have no maximum: none was found in what is public, and none is guessed. A PCN enters it from its own contract’s papers with its claim.</p>}
      <DataTable table={rolesTable} rows={rows} query={query} basePath={ROLES} />
    </Page>
  );
}
