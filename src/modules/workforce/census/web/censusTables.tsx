import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table, TableColumn } from '#platform/web/table.tsx';
import type { RoleChange, RoleOverTime, Standing } from '../domain/census.ts';
import type { RoleCompared } from '../queries/pcnCensus.ts';
import { censusPath } from './censusPaths.ts';

const SOURCE = { title: 'Primary care network workforce, NHS England', href: 'https://digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce' };
const KINDS = { additional: 'Additional role', unknown: 'Not known', other: 'Other' } as const;

/** `1.85` with its posts under it; a role that a census does not have is a dash, as is a PCN that it does not have. */
const sayStanding = (standing: Standing | null): ReactElement | string => (standing === null || standing.posts === 0 ? '–' : <>{sayNumber(wte(standing.wte))}<br /><small>{standing.posts} {standing.posts === 1 ? 'post' : 'posts'}</small></>);

const wte = (value: number): number => Math.round(value * 100) / 100;

/** A row a role; for each census its WTE and its posts, which stand in one cell on a page and in two of a file. */
export const rolesTable = (days: readonly IsoDate[], whose: string, where: 'page' | 'file' = 'page'): Table<RoleOverTime> => defineTable<RoleOverTime>({
  id: 'census-roles',
  caption: `Roles of ${whose} in each census`,
  columns: [
    { key: 'role', heading: 'Role', kind: 'text', filter: 'text', value: ({ title }) => title },
    { key: 'kind', isForWide: true, heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => KINDS[kind] },
    ...days.flatMap((day, index): TableColumn<RoleOverTime>[] => [
      { key: `wte${index}`, ...(index > 0 && index < days.length - 1 ? { isForWide: true as const } : {}), heading: sayMonth(day), unit: 'WTE', kind: 'number', value: ({ at }) => at[index] ? wte(at[index].wte) : null, cell: ({ at }) => sayStanding(at[index] ?? null) },
      ...(where === 'file' ? [{ key: `posts${index}`, heading: sayMonth(day), unit: 'posts', kind: 'number' as const, value: ({ at }: RoleOverTime) => at[index]?.posts ?? null }] : []),
    ]),
  ],
  source: SOURCE,
  whenEmpty: 'No census that is held has this PCN.',
});

export interface ChangeRow extends RoleChange {
  fromDay: IsoDate;
  toDay: IsoDate;
}

export const changesTable: Table<ChangeRow> = defineTable<ChangeRow>({
  id: 'census-changes',
  caption: 'What changed between censuses',
  columns: [
    { key: 'role', heading: 'Role', kind: 'text', filter: 'text', value: ({ title }) => title },
    { key: 'from', isForWide: true, heading: 'From', kind: 'date', value: ({ fromDay }) => fromDay },
    { key: 'to', heading: 'To', kind: 'date', value: ({ toDay }) => toDay },
    { key: 'before', isForWide: true, heading: 'Before', unit: 'WTE', kind: 'number', value: ({ from }) => wte(from.wte) },
    { key: 'after', isForWide: true, heading: 'After', unit: 'WTE', kind: 'number', value: ({ to }) => wte(to.wte) },
    { key: 'change', heading: 'Change', unit: 'WTE', kind: 'number', value: (row) => wte(row.wte) },
    { key: 'posts', isForWide: true, heading: 'Change', unit: 'posts', kind: 'number', value: ({ posts }) => posts },
  ],
  source: SOURCE,
  whenEmpty: 'Nothing changed, or only one census has this PCN.',
});

export const comparedTable: Table<RoleCompared> = defineTable<RoleCompared>({
  id: 'census-compared',
  caption: 'WTE for each 10,000 patients, beside PCNs like it',
  columns: [
    { key: 'role', heading: 'Role', kind: 'text', value: ({ title }) => title },
    { key: 'wte', isForWide: true, heading: 'Here', unit: 'WTE', kind: 'number', value: (row) => wte(row.wte) },
    { key: 'rate', heading: 'Here', unit: 'per 10,000', kind: 'number', value: ({ rate }) => wte(rate) },
    { key: 'median', heading: 'Middle of PCNs like it', unit: 'per 10,000', kind: 'number', value: ({ median }) => wte(median) },
    { key: 'lower', isForWide: true, heading: 'Lower quarter', unit: 'per 10,000', kind: 'number', value: ({ lower }) => wte(lower) },
    { key: 'upper', isForWide: true, heading: 'Upper quarter', unit: 'per 10,000', kind: 'number', value: ({ upper }) => wte(upper) },
  ],
  source: [SOURCE, { title: 'Patients registered at a GP practice, NHS England' }],
});

export interface PcnRow {
  code: string;
  name: string;
  wte: number;
  posts: number;
  bought: number;
}

export const pcnsTable = (day: IsoDate): Table<PcnRow> => defineTable<PcnRow>({
  id: 'census-pcns',
  caption: `PCNs in the census of ${sayDate(day)}`,
  columns: [
    { key: 'name', heading: 'PCN', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={censusPath(code)}>{name}</a> },
    { key: 'code', isForWide: true, heading: 'Code', kind: 'text', filter: 'text', value: ({ code }) => code },
    { key: 'wte', heading: 'Staff', unit: 'WTE', kind: 'number', value: (row) => wte(row.wte) },
    { key: 'posts', isForWide: true, heading: 'Posts', kind: 'number', value: ({ posts }) => posts },
    { key: 'bought', isForWide: true, heading: 'Of them bought services', unit: 'WTE', kind: 'number', value: ({ bought }) => wte(bought) },
  ],
  source: SOURCE,
});

export interface UnknownRow {
  name: string;
  staffGroup: string;
  posts: number;
  wte: number;
}

export const unknownTable: Table<UnknownRow> = defineTable<UnknownRow>({
  id: 'census-unknown',
  caption: 'Roles that nobody has said anything of',
  columns: [
    { key: 'name', heading: 'Role in the census', kind: 'text', filter: 'text', value: ({ name }) => name },
    { key: 'group', isForWide: true, heading: 'Staff group', kind: 'text', value: ({ staffGroup }) => staffGroup },
    { key: 'posts', heading: 'Posts, over all censuses', kind: 'number', value: ({ posts }) => posts },
    { key: 'wte', heading: 'WTE, over all censuses', kind: 'number', value: (row) => wte(row.wte) },
  ],
  source: SOURCE,
  whenEmpty: 'Every role of the censuses that are held is known.',
});
