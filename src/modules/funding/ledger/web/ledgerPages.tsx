import { z } from 'zod';
import { readPounds } from '#kernel/pounds.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import { KEEP_MONEY, SEE_MONEY } from '../../permissions.ts';
import type { PaidContext } from '../../remittances/index.ts';
import { ledgerPath, yearAsked } from '../../remittances/web/paidPaths.ts';
import { keepsMoneyOf, requireMoneyKeeper } from '../../whoseMoney.ts';
import { fallenDue } from '../queries/fallenDue.ts';
import { postDue } from '../commands/postDue.ts';
import { postByHand, reverseEntry } from '../commands/postEntry.ts';
import { ENTRY_KINDS } from '../domain/entry.ts';
import type { EntryKind } from '../domain/entry.ts';
import { journalOf, ledgerOf } from '../queries/ledger.ts';
import { LedgerPage, postingsTable, rowsOf } from './ledgerPage.tsx';

const params = z.object({ code: z.string().max(20) });
const body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const isKind = (text: string): text is EntryKind => Object.hasOwn(ENTRY_KINDS, text);

/** A PCN's fund: its balances and postings, posting by hand, and taking back. */
export function ledgerPages(context: PaidContext): PageDefinition[] {
  const { database, register, now, today } = context;

  async function show(session: Session, code: string, query: SentValues, { form = {}, reversal = {}, notice }: { form?: FormState; reversal?: FormState; notice?: string }): Promise<PageReply> {
    const [acting, year] = [actingOf(session), yearAsked(textIn(query, 'year') || undefined, today())];
    const ledger = await ledgerOf(context, acting, { code, year });
    const format = wantedDownload(postingsTable, query);
    if (format) return download(await tableDownload(postingsTable, downloadRows(postingsTable, rowsOf(ledger), query), format, { madeAt: now(), asAt: today() }));
    const pcn = { code, name: displayName((await register.reader.image()).nameOf(code, today())) };
    const keeps = await keepsMoneyOf(database.as<unknown>(), acting, code, today());
    return html(<LedgerPage pcn={pcn} ledger={ledger} keeps={keeps} query={query} form={form} reversal={reversal} notice={notice} />, (form.errors ?? reversal.errors) ? 400 : 200);
  }

  const back = (code: string, values: SentValues, done: string) => redirect303(`${ledgerPath(code)}?${new URLSearchParams({ year: yearAsked(textIn(values, 'year') || undefined, today()), done })}`);

  return [
    definePage({
      method: 'GET',
      path: '/funding/pcns/:code/ledger',
      who: SEE_MONEY,
      params,
      async handle({ params: { code }, sentQuery, session }) {
        const [, kind, number] = /^(posted|reversed|due)-(\d{1,9})$/.exec(textIn(sentQuery, 'done')) ?? [];
        const notice = kind === 'due' ? (number === '0' ? 'Everything that fell due stands in the ledger already.' : `What fell due was posted: ${number} ${number === '1' ? 'entry' : 'entries'}.`) : kind && `It was ${kind === 'posted' ? 'posted' : 'taken back'}, as entry ${number}.`;
        return show(session, code, sentQuery, { notice });
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/ledger',
      who: KEEP_MONEY,
      params,
      body,
      async handle({ params: { code }, body: values, session }) {
        await requireMoneyKeeper(database.as<unknown>(), actingOf(session), code, today());
        const errors: Record<string, string> = {};
        const [kind, amount, day] = [textIn(values, 'kind'), readPounds(textIn(values, 'amount')), needDay(values, 'day', errors)];
        if (!isKind(kind)) errors['kind'] = 'Choose what happened';
        if (!amount.ok) errors['amount'] = 'Enter an amount in pounds, such as £1,234.56';
        if (!isKind(kind) || !amount.ok || day === null) return show(session, code, values, { form: { values, errors } });
        try {
          const number = await postByHand(context, actingOf(session), { pcnCode: code, kind, day, amountPence: amount.value, detail: textIn(values, 'detail').toUpperCase() || null, words: textIn(values, 'words') });
          return back(code, values, `posted-${number}`);
        } catch (error) {
          return show(session, code, values, { form: { values, errors: errorsOf(error, ['kind', 'amount', 'day', 'words', 'detail'], 'amount') } });
        }
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/ledger/reverse',
      who: KEEP_MONEY,
      params,
      body,
      async handle({ params: { code }, body: values, session }) {
        await requireMoneyKeeper(database.as<unknown>(), actingOf(session), code, today());
        const number = Number(textIn(values, 'number'));
        if (!Number.isInteger(number) || number < 1 || number > 1e9) return show(session, code, values, { reversal: { values, errors: { number: 'Enter the number of an entry, such as 12' } } });
        try {
          return back(code, values, `reversed-${await reverseEntry(context, actingOf(session), { pcnCode: code, number, words: textIn(values, 'why') })}`);
        } catch (error) {
          return show(session, code, values, { reversal: { values, errors: errorsOf(error, [], 'why') } });
        }
      },
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/ledger/due',
      who: KEEP_MONEY,
      params,
      body,
      async handle({ params: { code }, body: values, session }) {
        const [acting, year] = [actingOf(session), yearAsked(textIn(values, 'year') || undefined, today())];
        await requireMoneyKeeper(database.as<unknown>(), acting, code, today());
        const posted = await postDue(context, acting, code, await fallenDue(context, { code, year }));
        return back(code, values, `due-${posted}`);
      },
    }),
    definePage({
      method: 'GET',
      path: '/funding/pcns/:code/ledger/journal',
      who: SEE_MONEY,
      params,
      query: z.object({ year: z.string().optional() }),
      async handle({ params: { code }, query, session }) {
        const year = yearAsked(query.year, today());
        const ledger = await ledgerOf(context, actingOf(session), { code, year });
        return download({ fileName: `ledger-${code}-${year.replace('/', '-')}.journal`, contentType: 'text/plain; charset=utf-8', body: journalOf(ledger) });
      },
    }),
  ];
}
