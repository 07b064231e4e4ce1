import type { ReactElement } from 'react';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { METHODS, OPPORTUNITY_STATES } from '../../domain/opportunity/opportunity.ts';
import { opportunityList, type Opportunity } from '../../queries/opportunities.ts';
import { standingsBefore, type Standing } from '../../queries/opportunityStandings.ts';
import { opportunityPath, OPPORTUNITIES } from './opportunityPaths.ts';

type OpportunityRow = Opportunity & { placeName: string };
type HadRow = Standing & { name: string; placeName: string };

const table = defineTable<OpportunityRow>({
  id: 'opportunities',
  caption: 'All opportunities',
  columns: [
    { key: 'title', heading: 'What', kind: 'text', filter: 'text', value: ({ title }) => title, cell: ({ id, title }) => <a href={opportunityPath(id)}>{title}</a> },
    { key: 'place', heading: 'Place', kind: 'text', filter: 'select', value: ({ placeName }) => placeName },
    { key: 'state', heading: 'Where it stands', kind: 'text', filter: 'select', value: ({ state }) => OPPORTUNITY_STATES[state] },
    { key: 'method', heading: 'How it is decided', kind: 'text', filter: 'select', value: ({ method }) => METHODS[method] },
    { key: 'closes', heading: 'Last day', kind: 'date', value: ({ closesOn }) => closesOn },
  ],
  whenEmpty: 'Nothing has been announced yet. A pilot or a pot is announced by the leadership team, to everybody who is eligible at once.',
});

const hadTable = defineTable<HadRow>({
  id: 'had',
  caption: 'Who has had what so far',
  columns: [
    { key: 'name', heading: 'Practice or PCN', kind: 'text', filter: 'text', value: ({ name }) => name },
    { key: 'place', heading: 'Place', kind: 'text', filter: 'select', value: ({ placeName }) => placeName },
    { key: 'patients', heading: 'Registered patients', kind: 'number', value: ({ patients }) => patients },
    { key: 'grants', heading: 'Times', kind: 'number', value: ({ grants }) => grants },
    { key: 'pounds', heading: 'Had', unit: '£', kind: 'number', value: ({ pence }) => pence / 100 },
    { key: 'each', heading: 'For each patient', unit: '£', kind: 'number', value: ({ pence, patients }) => (patients > 0 ? Math.round(pence / patients) / 100 : null) },
  ],
  source: { title: 'Outcomes of opportunities decided here; patients as at the latest announcement' },
});

export const opportunityListPages = (context: VoiceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: OPPORTUNITIES, who: 'voice.read',
    async handle({ sentQuery }) {
      const image = await context.register.reader.image();
      const nameOf = (code: string): string => displayName(image.nameOf(code, context.today()));
      const rows = (await opportunityList(context.database.as())).map((one) => ({ ...one, placeName: nameOf(one.placeCode) }));
      const had: HadRow[] = [];
      for (const placeCode of new Set(rows.map((row) => row.placeCode))) {
        const standings = await standingsBefore(context.database.as(), placeCode, context.now());
        had.push(...standings.map((one) => ({ ...one, name: nameOf(one.code), placeName: nameOf(placeCode) })));
      }
      const facts = { madeAt: context.now() };
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, facts));
      const hadFormat = wantedDownload(hadTable, sentQuery);
      if (hadFormat) return download(await tableDownload(hadTable, downloadRows(hadTable, had, sentQuery), hadFormat, facts));
      return html(<ListPage rows={rows} had={had} query={sentQuery} />);
    },
  }),
];

function ListPage({ rows, had, query }: { rows: OpportunityRow[]; had: HadRow[]; query: SentValues }): ReactElement {
  const { mayUse } = useFrame();
  return (
    <Page title="Fair opportunities" current={OPPORTUNITIES}>
      <p>Pilots and pots, announced to everybody who is eligible at the same moment and decided by a method that was fixed beforehand. No representative’s own PCN has first choice.</p>
      {mayUse(LEAD) && (
        <a className="nhsuk-button" href={`${OPPORTUNITIES}/new`}>
          Announce an opportunity
        </a>
      )}
      <DataTable table={table} rows={rows} query={query} basePath={OPPORTUNITIES} />
      {had.length > 0 && <DataTable table={hadTable} rows={had} query={query} basePath={OPPORTUNITIES} />}
    </Page>
  );
}
