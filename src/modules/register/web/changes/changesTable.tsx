import type { ReactNode } from 'react';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { Change } from '../../domain/changes.ts';
import { displayName } from '../../domain/displayName.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';
import { sayShortSource } from '../data/saySource.ts';
import { EVENT_WORDS } from './changeWords.ts';
import { OrganisationLink, organisationPath } from './organisationLink.tsx';

/** The changes as a table; `query` keeps the page's "as known at" in the links to organisations. */
export function changesTable(image: RegisterImage, caption: string, query: string): Table<Change> {
  // A renaming has names before and after; every other event has codes.
  const plain = (change: Change, end: string | null): string | null => (end === null || change.event === 'renamed' ? end : `${image.nameOf(end, change.date)} (${end})`);
  const shown = (change: Change, end: string | null): ReactNode => {
    if (end === null) return change.event.startsWith('moved') ? 'none' : '–';
    if (change.event === 'renamed') return displayName(end);
    return end === change.code ? end : <OrganisationLink code={end} name={image.nameOf(end, change.date)} query={query} />;
  };
  return defineTable<Change>({
    id: 'changes',
    caption,
    columns: [
      { key: 'name', heading: 'Organisation', kind: 'text', filter: 'text', value: (change) => change.name, cell: ({ code, name }) => <a href={organisationPath(code, query)}>{displayName(name)}</a> },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => ORGANISATION_KINDS[kind].label },
      { key: 'event', heading: 'What happened', kind: 'text', filter: 'select', value: ({ event }) => EVENT_WORDS[event] },
      { key: 'before', heading: 'Before', kind: 'text', value: (change) => plain(change, change.from), cell: (change) => shown(change, change.from) },
      { key: 'after', heading: 'After', kind: 'text', value: (change) => plain(change, change.to), cell: (change) => shown(change, change.to) },
      { key: 'date', heading: 'From', kind: 'date', value: ({ date }) => date },
      { key: 'source', heading: 'Source', kind: 'text', value: ({ source }) => sayShortSource(source) },
    ],
    whenEmpty: 'No organisation opened, closed, moved, merged or changed its name or code between these dates.',
  });
}
