import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { textIn } from '#platform/web/formValues.ts';
import { download, html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Table } from '#platform/web/table.tsx';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { figuresInForce } from '../../contract/index.ts';
import type { FundingContext } from '../../context.ts';
import { hoursOfLines } from '../domain/hoursOfLines.ts';
import type { Statement, StatementLine } from '../domain/statement.ts';
import { knownOnIn, needed, yearIn, yearsKnown } from './askedStatement.ts';
import type { StatementOf } from './askedStatement.ts';
import { comparedLines } from './comparedLines.ts';
import { fundingHomePages } from './fundingHomePages.tsx';
import { LinePage } from './linePage.tsx';
import { StatementPage } from './statementPage.tsx';
import { comparedTable, linesTable, monthRows, monthsTable, partsTable } from './statementTables.tsx';
import { whatIfPages } from './whatIfPages.tsx';

/** The first page about money, every statement, and what would follow from other figures. */
export const statementPages = (context: FundingContext, statementOf: StatementOf): PageDefinition[] => [
  ...fundingHomePages(context),
  ...whatIfPages(context, statementOf),
  definePage({
    method: 'GET',
    path: '/funding/statements/:code',
    who: 'anyone',
    summary: 'What is due to a practice, PCN, place or ICB under the network contract in a year, with the working',
    params: z.object({ code: z.string().max(40) }),
    async handle({ params, sentQuery, session }) {
      const [code, year, knownOn, acting] = [params.code, await yearIn(context, sentQuery), knownOnIn(sentQuery), session && actingOf(session)];
      const statement = needed(await statementOf(context, { code, year, knownOn, acting }));
      const now = knownOn === null ? null : needed(await statementOf(context, { code, year, knownOn: null, acting }));
      const lineId = textIn(sentQuery, 'line');
      if (lineId) return linePage(context, statement, lineId, sentQuery);
      return (await statementDownload(context, { statement, now, sentQuery })) ?? html(await statementPage(context, { statement, now, sentQuery }));
    },
  }),
];

async function statementPage(context: FundingContext, { statement, now, sentQuery }: { statement: Statement; now: Statement | null; sentQuery: SentValues }) {
  const streams = await figuresInForce(context);
  return <StatementPage statement={statement} now={now} years={yearsKnown(streams.values(), context.today())} hours={hoursOfLines(statement, streams)} query={sentQuery} />;
}

async function statementDownload({ now: clock }: FundingContext, { statement, now, sentQuery }: { statement: Statement; now: Statement | null; sentQuery: SentValues }): Promise<PageReply | null> {
  const send = async <Row,>(table: Table<Row>, rows: readonly Row[]): Promise<PageReply | null> => {
    const format = wantedDownload(table, sentQuery);
    return format && download(await tableDownload(table, downloadRows(table, rows, sentQuery), format, { madeAt: clock(), ...(statement.knownOn ? { asAt: statement.knownOn } : {}) }));
  };
  const compared = now && (await send(comparedTable({ one: `Known on ${statement.knownOn}`, other: 'Known now' }), comparedLines(statement, now)));
  return compared ?? (await send(linesTable(statement), statement.lines)) ?? (await send(monthsTable(statement), monthRows(statement)));
}

async function linePage(context: FundingContext, statement: Statement, lineId: string, sentQuery: SentValues): Promise<PageReply> {
  const line = statement.lines.find(({ id }) => id === lineId);
  if (!line) throw new Refused({ code: 'line-not-found', what: `The statement of ${statement.code} for ${statement.year} has no line “${lineId.slice(0, 60)}”.`, todo: `Its ${statement.lines.length} lines stand on the statement.` });
  const parts = await namedParts(context, line);
  const table = partsTable(statement, line);
  const format = wantedDownload(table, sentQuery);
  if (format) return download(await tableDownload(table, downloadRows(table, parts, sentQuery), format, { madeAt: context.now() }));
  return html(<LinePage statement={statement} line={line} parts={parts} query={sentQuery} />);
}

async function namedParts({ register }: FundingContext, line: StatementLine) {
  const image = await register.reader.image();
  return line.parts.map(({ code, amountPence }) => ({ code, amountPence, name: displayName(image.nameOf(code, line.from)) })).sort((a, b) => b.amountPence - a.amountPence);
}
