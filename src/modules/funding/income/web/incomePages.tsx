import { z } from 'zod';
import { actingOf } from '#platform/web/acting.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { ENGLAND, incomeAnswer } from '../queries/incomeAnswer.ts';
import { yearAsked } from '../queries/yearAsked.ts';
import { yearsPaidReader } from '../queries/yearsPaid.ts';
import type { YearPaid } from '../queries/yearsPaid.ts';
import { FindIncomePage, NothingHeldPage } from './findIncomePage.tsx';
import type { FoundBody } from './findIncomePage.tsx';
import { INCOME, incomePath } from './incomePaths.ts';
import { IncomePage } from './incomePage.tsx';
import { dueSinceTable, incomeRows, incomeTable, yearsTable } from './incomeTables.tsx';

const params = z.object({ code: z.string().max(20).transform((code) => code.toUpperCase()) });

/** A practice's whole income, and the same for a PCN, an ICB or England: published data, for anyone. */
export function incomePages(context: FundingContext): PageDefinition[] {
  const reader = yearsPaidReader(context);
  return [
    definePage({
      method: 'GET',
      path: INCOME,
      who: 'anyone',
      summary: 'Find a practice to see its whole income',
      query: z.object({ q: z.string().max(100).optional().default('') }),
      async handle({ query: { q }, sentQuery }) {
        const last = (await reader.years()).at(-1);
        const paid = last && (await reader.of(last));
        if (!paid) return html(<NothingHeldPage />);
        const asked = q.trim();
        const image = await context.register.reader.image();
        const bodies = bodiesIn(paid, (code) => displayName(image.nameOf(code, context.today())));
        const exact = bodies.find(({ code }) => code === asked.toUpperCase());
        if (exact) return redirect303(incomePath(exact.code));
        const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
        const rows = words.length ? bodies.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word))) : bodies.filter(({ kind }) => kind === 'country' || kind === 'ICB');
        return html(<FindIncomePage asked={asked} rows={rows} year={paid.year} query={sentQuery} />);
      },
    }),
    definePage({
      method: 'GET',
      path: `${INCOME}/:code`,
      who: 'anyone',
      summary: 'What a practice, or the practices of a PCN, an ICB or England, were paid in a year',
      params,
      query: z.object({ year: z.string().max(9).optional().default('') }),
      async handle({ params: { code }, query: { year }, sentQuery, session }) {
        if ((await reader.years()).length === 0) return html(<NothingHeldPage />);
        const answer = await incomeAnswer(context, reader, { code, year: yearAsked(year), acting: session && actingOf(session) });
        const tables = { income: incomeTable(answer), years: yearsTable(answer.code), since: dueSinceTable(answer.code) };
        const facts = { madeAt: context.now() };
        const [ofIncome, ofYears, ofSince] = [wantedDownload(tables.income, sentQuery), wantedDownload(tables.years, sentQuery), wantedDownload(tables.since, sentQuery)];
        if (ofIncome) return download(await tableDownload(tables.income, downloadRows(tables.income, incomeRows(answer), sentQuery), ofIncome, facts));
        if (ofYears) return download(await tableDownload(tables.years, downloadRows(tables.years, answer.overYears, sentQuery), ofYears, facts));
        if (ofSince) return download(await tableDownload(tables.since, downloadRows(tables.since, answer.dueSince, sentQuery), ofSince, facts));
        return html(<IncomePage answer={answer} tables={tables} query={sentQuery} />);
      },
    }),
  ];
}

/** Every body whose income can be seen in a year, England first, then ICBs, PCNs and practices by name. */
function bodiesIn(paid: YearPaid, nameOf: (code: string) => string): FoundBody[] {
  const practices = [...paid.practices.values()];
  const sumOf = (some: readonly { registered: number | null }[]) => some.reduce((sum, { registered }) => sum + (registered ?? 0), 0);
  const byName = (a: FoundBody, b: FoundBody) => (a.name < b.name ? -1 : 1);
  const icbs = new Map<string, number>();
  for (const { icbCode, registered } of practices) if (icbCode !== null) icbs.set(icbCode, (icbs.get(icbCode) ?? 0) + (registered ?? 0));
  return [
    { code: ENGLAND, name: 'England', kind: 'country', patients: sumOf(practices) },
    ...[...icbs].map(([code, patients]) => ({ code, name: nameOf(code), kind: 'ICB', patients })).sort(byName),
    ...[...paid.pcns.values()].map(({ code, practices: members }) => ({ code, name: displayName(paid.pcnNames.get(code) ?? code), kind: 'PCN', patients: sumOf(members) })).sort(byName),
    ...practices.map(({ code, name, registered }) => ({ code, name: displayName(name), kind: 'GP practice', patients: registered ?? 0 })).sort(byName),
  ];
}
