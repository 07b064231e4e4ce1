import type { ReactElement } from 'react';
import { z } from 'zod';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { yearOf } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { PostForm, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { KEEP_MONEY } from '../../permissions.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { withdrawRemittance } from '../commands/withdrawRemittance.ts';
import { remittanceSent } from '../queries/remittances.ts';
import type { RemittanceSent } from '../queries/remittances.ts';
import { paidPath, pcnCrumbs, withdrawRemittancePath } from './paidPaths.ts';

const params = z.object({ code: z.string().max(20), id: z.coerce.number().int().positive() });
const PATH = '/funding/pcns/:code/remittances/:id/withdraw';

/** Withdrawing a statement of payment that was sent by mistake. */
export function withdrawRemittancePages(context: FundingContext): PageDefinition[] {
  const { database, register, today } = context;
  async function page(session: Session, { code, id }: { code: string; id: number }, form: FormState): Promise<PageReply> {
    await requireMoneyKeeper(database.as<unknown>(), actingOf(session), code, today());
    const sent = await remittanceSent(database.as(), code, id);
    if (!sent || sent.withdrawnOn !== null) throw new Refused({ code: 'remittance-not-found', what: 'There is no such statement of payment of this PCN, or it was withdrawn.', where: code, todo: 'Choose one from what was sent in.' });
    const pcn = { code, name: displayName((await register.reader.image()).nameOf(code, today())) };
    return html(<WithdrawRemittancePage pcn={pcn} sent={sent} form={form} />, form.errors ? 400 : 200);
  }
  return [
    definePage({ method: 'GET', path: PATH, who: KEEP_MONEY, params, handle: async ({ params: asked, session }) => page(session, asked, {}) }),
    definePage({
      method: 'POST',
      path: PATH,
      who: KEEP_MONEY,
      params,
      async handle({ params: { code, id }, raw, session }) {
        const values = (raw.body ?? {}) as SentValues;
        try {
          const sent = await remittanceSent(database.as(), code, id);
          const { payments } = await withdrawRemittance(context, actingOf(session), { pcnCode: code, remittanceId: id, words: textIn(values, 'words') });
          const year = yearOf(sent?.lastMonth ?? today());
          return redirect303(`${paidPath(code, year)}&withdrawn=${payments}`);
        } catch (error) {
          if (error instanceof Refused && error.refusal.where !== 'words') throw error;
          return page(session, { code, id }, { values, errors: errorsOf(error, ['words'], 'words') });
        }
      },
    }),
  ];
}

const sayPayments = ({ payments, amountPence }: Pick<RemittanceSent, 'payments' | 'amountPence'>): string => `${payments} ${payments === 1 ? 'payment' : 'payments'}, ${sayPounds(amountPence)}`;
const sayNumbers = ({ firstLine, lastLine }: RemittanceSent): string => (firstLine === lastLine ? `R${firstLine}` : `R${firstLine} to R${lastLine}`);

function WithdrawRemittancePage({ pcn, sent, form }: { pcn: { code: string; name: string }; sent: RemittanceSent; form: FormState }): ReactElement {
  return (
    <Page title="Withdraw a statement of payment" kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(form.errors)}>
      <p>
        Sent on {sayDate(sent.sentOn)}: {sayPayments(sent)} ({sayNumbers(sent)}).
      </p>
      <ul>
        <li>Its payments count no more, and what they posted to the ledger is taken back by entries of today.</li>
        <li>An open dispute about them stays, with a note. Withdraw it too, or add evidence, where it no longer holds.</li>
        <li>It stays on record that it was sent and withdrawn. The right one can be sent in its place.</li>
      </ul>
      <PostForm action={withdrawRemittancePath(pcn.code, sent.id)} submit="Withdraw it" form={form}>
        <TextField name="words" label="Why is it withdrawn?" hint="For example: it was another PCN’s" form={form} />
      </PostForm>
    </Page>
  );
}

/** The statements of payment behind a year, each with its way out for who keeps the money. */
export function RemittancesSent({ code, year, keeps, sent }: { code: string; year: FinancialYear; keeps: boolean; sent: readonly RemittanceSent[] }): ReactElement | null {
  if (sent.length === 0) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          Statements of payment sent in for {year} ({sent.length})
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <ul>
          {sent.map((one) => (
            <li key={one.id}>
              {sayDate(one.sentOn)}: {sayPayments(one)} ({sayNumbers(one)}).{' '}
              {one.withdrawnOn !== null && `Withdrawn on ${sayDate(one.withdrawnOn)}; it counts no more${one.withdrawnWords ? `: ${one.withdrawnWords}` : ''}.`}
              {one.withdrawnOn === null && keeps && (
                <a href={withdrawRemittancePath(code, one.id)}>
                  Withdraw<span className="nhsuk-u-visually-hidden"> the statement of payment sent on {sayDate(one.sentOn)} ({sayNumbers(one)})</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
