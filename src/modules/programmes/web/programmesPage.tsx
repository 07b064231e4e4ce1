import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { programmePath } from '../queries/programmes.ts';
import type { ProgrammeShown } from '../queries/programmes.ts';
import { sayNext } from '../sayProgramme.ts';

export const PROGRAMMES = '/programmes';
const HOME_CRUMB = { label: 'Home', href: '/' };
export const PROGRAMMES_CRUMBS = [HOME_CRUMB, { label: 'Programmes', href: PROGRAMMES }];

const countOf = ({ steps }: ProgrammeShown, state: string): number => steps.filter((step) => step.state === state).length;

/** On a narrow screen the title bears what its own columns say on a wide one. */
export const programmesTable = (day: IsoDate) => defineTable<ProgrammeShown>({
  id: 'programmes',
  caption: 'Change programmes',
  columns: [
    { key: 'title', heading: 'Programme', kind: 'text', value: ({ title }) => title, cell: ({ id, title, organisationName, startedOn }) => <><a href={programmePath(id)}>{title}</a><span className="programme-narrow">{organisationName}, since {sayDate(startedOn)}</span></> },
    { key: 'of', heading: 'Of', kind: 'text', filter: 'text', value: ({ organisationName, organisationCode }) => `${organisationName} (${organisationCode})` },
    { key: 'started', heading: 'Started', kind: 'date', value: ({ startedOn }) => startedOn },
    { key: 'met', heading: 'Met of 8', kind: 'number', value: (programme) => countOf(programme, 'met') },
    { key: 'risk', heading: 'At risk', kind: 'number', value: (programme) => countOf(programme, 'at-risk') },
    { key: 'next', heading: 'Next', kind: 'text', value: (programme) => sayNext(programme, day) },
  ],
  source: { title: 'Kept in Chorus by each PCN and place; states are worked out of evidence' },
});

export const ProgrammesPage = ({ programmes, day, query, mayStart }: { programmes: readonly ProgrammeShown[]; day: IsoDate; query: SentValues; mayStart: boolean }): ReactElement => (
  <Page title="Programmes" current={PROGRAMMES} breadcrumbs={[HOME_CRUMB]}>
    <p>A new role or a new way of working is a change, not a task. Each programme says by its evidence which of eight steps are met, and the one thing to do next.</p>
    {mayStart && <p><a className="nhsuk-button" href={`${PROGRAMMES}/new`}>Start a programme</a></p>}
    {programmes.length === 0 ? <p>{mayStart ? 'There is none here yet. Start one from a pattern that worked elsewhere: it brings its team, measures and first wins, ready to edit.' : 'There is none yet where you work. The manager or the clinical director of your PCN starts one.'}</p> : <DataTable table={programmesTable(day)} rows={programmes} query={query} basePath={PROGRAMMES} />}
  </Page>
);
