import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { readPounds, writePounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import type { FormState } from '#platform/web/form.tsx';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import { displayName } from '#register';
import type { StreamId } from '../../contract/index.ts';
import { KEEP_MONEY } from '../../permissions.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { disputeNumber, openDispute, stepDispute } from '../commands/disputes.ts';
import { DISPUTE_EVENTS } from '../domain/dispute.ts';
import type { DisputeEvent } from '../domain/dispute.ts';
import { disputeOf, disputesFor } from '../queries/disputes.ts';
import { paidOf } from '../queries/paid.ts';
import type { PaidContext } from '../queries/paid.ts';
import { DisputeListPage, disputesTable } from './disputeListPage.tsx';
import { DisputePage } from './disputePage.tsx';
import { NewDisputePage } from './newDisputePage.tsx';
import type { DisputedLine } from './newDisputePage.tsx';
import { disputePath, DISPUTES, yearAsked } from './paidPaths.ts';

const ofDispute = z.object({ id: z.coerce.number().int().positive().max(1e12) });
const isEvent = (text: string): text is DisputeEvent => Object.hasOwn(DISPUTE_EVENTS, text);
const NOTICES: Record<string, string> = { opened: 'The dispute is open. The commissioner is asked to answer it.', evidence: 'The evidence was added.', answered: 'The answer was given. The PCN is asked to settle it.', settled: 'The dispute is settled.', withdrawn: 'The dispute was withdrawn.' };

/** What PCNs dispute: the list for whom it concerns, opening one from a line, and one with its steps. */
export function disputePages(context: PaidContext): PageDefinition[] {
  const nameOf = async (code: string): Promise<string> => displayName((await context.register.reader.image()).nameOf(code, context.today()));

  /** The line that a form names, with its amounts as they are now: never as the form says. */
  async function lineIn(session: Session, values: SentValues): Promise<DisputedLine> {
    const [code, stream, monthText] = [textIn(values, 'pcn').toUpperCase(), textIn(values, 'stream'), textIn(values, 'month')];
    const month = monthText === '' ? null : parseIsoDate(monthText);
    const year = yearAsked(textIn(values, 'year'), context.today());
    await requireMoneyKeeper(context.database.as<unknown>(), actingOf(session), code, context.today());
    const paid = await paidOf(context, actingOf(session), { code, year });
    const ofStream = paid.streams.find((one) => one.stream === stream);
    const line = monthText === '' ? ofStream : ofStream?.months.find((one) => one.month === month);
    if (!line) throw new Refused({ code: 'line-not-found', what: 'There is no such stream and month in what was due and paid.', todo: 'Open the dispute from a line of what was paid.' });
    const { duePence, paidPence, differencePence } = line;
    return { code, name: paid.name, year, stream: stream as StreamId, month, duePence, paidPence, differencePence, reason: 'reason' in line ? line.reason : null };
  }

  async function showDispute(session: Session, id: number, form: FormState & { event?: string }, notice?: string): Promise<PageReply> {
    const shown = await disputeOf(context, actingOf(session), id);
    return html(<DisputePage {...shown} pcnName={await nameOf(shown.dispute.pcnCode)} form={form} notice={notice} />, form.errors ? 400 : 200);
  }

  return [
    definePage({
      method: 'GET',
      path: DISPUTES,
      who: 'signed-in',
      async handle({ session, sentQuery }) {
        const disputes = await disputesFor(context, actingOf(session));
        const names = new Map<string, string>();
        for (const { pcnCode } of disputes) if (!names.has(pcnCode)) names.set(pcnCode, await nameOf(pcnCode));
        const table = disputesTable((code) => names.get(code) ?? code);
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, disputes, sentQuery), format, { madeAt: context.now(), asAt: context.today() }));
        return html(<DisputeListPage disputes={disputes} table={table} query={sentQuery} />);
      },
    }),
    definePage({
      method: 'GET',
      path: `${DISPUTES}/new`,
      who: KEEP_MONEY,
      async handle({ session, sentQuery }) {
        const line = await lineIn(session, sentQuery);
        const claimed = writePounds(Math.abs(line.differencePence));
        return html(<NewDisputePage line={line} form={{ values: { ...sentQuery, claimed, words: line.reason ? `${line.reason.says} ${line.reason.arithmetic}` : '' } }} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${DISPUTES}/new`,
      who: KEEP_MONEY,
      body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      async handle({ session, body }) {
        const line = await lineIn(session, body);
        const claimed = readPounds(textIn(body, 'claimed'));
        if (!claimed.ok) return html(<NewDisputePage line={line} form={{ values: body, errors: { claimed: 'Enter the amount in pounds, such as £1,234.56' } }} />, 400);
        try {
          const { code: pcnCode, year, stream, month, duePence, paidPence, differencePence } = line;
          const claimedPence = differencePence > 0 ? -claimed.value : claimed.value;
          const id = await openDispute(context, actingOf(session), { pcnCode, year, stream, month, duePence, paidPence, claimedPence: claimedPence === 0 ? 0 : claimedPence, words: textIn(body, 'words'), evidence: textIn(body, 'evidence') });
          return redirect303(`${disputePath(id)}?done=opened`);
        } catch (error) {
          return html(<NewDisputePage line={line} form={{ values: body, errors: errorsOf(error, ['claimed', 'words', 'evidence'], 'words') }} />, 400);
        }
      },
    }),
    definePage({
      method: 'GET',
      path: `${DISPUTES}/:id`,
      who: 'signed-in',
      params: ofDispute,
      handle: async ({ params: { id }, session, sentQuery }) => showDispute(session, id, {}, NOTICES[textIn(sentQuery, 'done')]),
    }),
    definePage({
      method: 'POST',
      path: `${DISPUTES}/:id`,
      who: 'signed-in',
      params: ofDispute,
      body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      async handle({ params: { id }, session, body }) {
        const event = textIn(body, 'event');
        // Who may not see it is told so before anything is said of the form.
        await disputeOf(context, actingOf(session), id);
        if (!isEvent(event)) throw new Refused({ code: 'step-unknown', what: `“${event.slice(0, 20)}” is no step of a dispute.`, where: disputeNumber(id) });
        const [amountText, fields] = [textIn(body, 'amount'), { values: body, event }];
        const amount = amountText === '' ? null : readPounds(amountText);
        if (amount && !amount.ok) return showDispute(session, id, { ...fields, errors: { amount: 'Enter the amount in pounds, such as £1,234.56' } });
        try {
          const state = await stepDispute(context, actingOf(session), { disputeId: id, event, amountPence: amount ? amount.value : null, words: textIn(body, 'words'), evidence: textIn(body, 'evidence') });
          return redirect303(`${disputePath(id)}?done=${state}`);
        } catch (error) {
          return showDispute(session, id, { ...fields, errors: errorsOf(error, ['amount', 'words', 'evidence'], event === 'add-evidence' ? 'evidence' : 'words') });
        }
      },
    }),
  ];
}
