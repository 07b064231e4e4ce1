import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { Page } from '#platform/web/page.tsx';
import { download, html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { SEE_POSTS } from '../../permissions.ts';
import type { Post } from '../../posts/index.ts';
import { pcnPostsCrumbs, postPath } from '../../posts/web/postPaths.ts';
import { pulseRules } from '../../pulse/index.ts';
import { openPulsePath } from '../../pulse/web/pulsePaths.ts';
import { belongingRules } from '../belongingRules.ts';
import { BELONGING } from '../domain/belonging.ts';
import type { Belonging } from '../domain/belonging.ts';
import { belongingOfPcn } from '../queries/belongingOfPcn.ts';
import type { BelongingAnswer } from '../queries/belongingOfPcn.ts';
import { belongingPath } from './belongingPaths.ts';

interface Row {
  post: Post;
  belonging: Belonging;
}

const stepsOf = ({ belonging: { missing } }: Row, isDecisive: boolean): string[] => missing.filter((one) => one.isDecisive === isDecisive).map(({ test }) => belongingRules().tests.get(test)!.step);

/** The smallest step first: with one decisive thing missing, that one; and the form where it is done. */
const belongingTable = (isKeeper: boolean): Table<Row> => defineTable<Row>({
  id: 'belonging',
  caption: 'Posts, and what is missing',
  columns: [
    { key: 'post', heading: 'Post', kind: 'text', filter: 'text', value: ({ post }) => `${post.title} (${post.reference})` },
    { key: 'belongs', heading: 'Belongs', kind: 'text', filter: 'select', value: ({ belonging }) => (belonging.isVacant ? 'Vacant' : BELONGING[belonging.belongsTo]) },
    {
      key: 'next', heading: 'The next step', kind: 'text', value: (row) => stepsOf(row, true)[0] ?? null,
      cell: (row) => { const [step] = stepsOf(row, true); return step === undefined ? '–' : isKeeper ? <a href={postPath(row.post.id)}>{step}</a> : step; },
    },
    { key: 'also', heading: 'Also missing', kind: 'text', value: (row) => stepsOf(row, true).slice(1).join('; ') || null },
    { key: 'helps', heading: 'Would help', kind: 'text', value: (row) => stepsOf(row, false).join('; ') || null },
    { key: 'peers', heading: 'Peers', unit: 'people', kind: 'number', value: ({ belonging }) => belonging.peers },
  ],
  source: { title: 'What the PCN entered; the tests are read from “Do the Additional Roles Belong to the Practices or the PCN?”, Ockham Healthcare, 2021' },
  whenEmpty: 'The PCN has no posts on this day. Its manager or clinical director adds the first.',
});

/** Where the posts of a PCN belong, for those of the PCN. */
export const belongingPages = (context: WorkforceContext): PageDefinition[] => [
  definePage({
    method: 'GET', path: '/workforce/pcns/:code/belonging', who: SEE_POSTS, params: z.object({ code: z.string().max(20) }),
    async handle({ params: { code }, session, sentQuery }) {
      const answer = await belongingOfPcn(context, actingOf(session), { pcnCode: code, on: context.today() });
      const table = belongingTable(answer.isKeeper);
      const format = wantedDownload(table, sentQuery);
      if (format) return download(await tableDownload(table, downloadRows(table, answer.posts, sentQuery), format, { madeAt: context.now(), asAt: answer.on }));
      const name = displayName((await context.register.reader.image()).nameOf(code, context.today()));
      return html(<BelongingPage pcn={{ code, name }} answer={answer} query={sentQuery} />);
    },
  }),
];

function BelongingPage({ pcn: { code, name }, answer, query }: { pcn: { code: string; name: string }; answer: BelongingAnswer; query: SentValues }): ReactElement {
  const { practice, team, nowhere, vacant } = answer.counts;
  return (
    <Page title="Where posts belong" kicker={`${name} (${code})`} breadcrumbs={pcnPostsCrumbs({ code, name })} {...(query['done'] === 'opened' ? { notice: 'Those who fill posts are asked on their home pages.' } : {})}>
      {answer.posts.length > 0 && (
        <p>On {sayDate(answer.on)}, of {practice + team + nowhere} posts that are filled: <strong>{practice} at home in a practice, {team} at home in a PCN team, {nowhere} nowhere</strong>.{vacant > 0 && ` ${vacant} ${vacant === 1 ? 'is' : 'are'} vacant.`}</p>
      )}
      <p>Belonging is told from facts alone: a home needs all of its tests. Which tests decide, and that a meeting is regular if it comes at least every {belongingRules().meetsWeeksMax} weeks, is Chorus’s own reading and not verified.</p>
      <DataTable table={belongingTable(answer.isKeeper)} rows={answer.posts} query={query} basePath={belongingPath(code)} />
      <h2 className="nhsuk-heading-m" id="pulse">What those who fill them say</h2>
      {answer.pulses.length === 0 && <p>Nobody has been asked yet.</p>}
      {answer.pulses.map(({ pulse, isOpen, results }) => (
        <section key={pulse.id}>
          <h3 className="nhsuk-heading-s">{sayDate(pulse.opensOn)} to {sayDate(pulse.closesOn)}</h3>
          {isOpen ? <p>Open. Nothing is shown until it is closed.</p> : results === null ? <p>Fewer than {pulseRules().round.answersLeast} people answered, so nothing is shown.</p> : (
            <ul>{results.map(({ id, text, answers, average, agree, neither, disagree }) => <li key={id}>{text}: {average} of 5 on average from {answers} people; {sayBand(agree, 'agree')}, {sayBand(neither, 'neither')}, {sayBand(disagree, 'disagree')}.</li>)}</ul>
          )}
        </section>
      ))}
      {answer.isKeeper && !answer.pulses.some(({ isOpen }) => isOpen) && <p><a className="nhsuk-button" href={openPulsePath(code)}>Ask those who fill posts</a></p>}
    </Page>
  );
}

const sayBand = (count: number | null, says: string): string => (count === null ? `${says} not shown as too few` : `${count} ${says}`);
