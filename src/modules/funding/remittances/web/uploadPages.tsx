import type { ReactElement } from 'react';
import { z } from 'zod';
import { yearOf } from '#kernel/financialYear.ts';
import { textOf } from '#platform/csv/textOf.ts';
import { actingOf } from '#platform/web/acting.ts';
import { FileField, PostForm } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { RefusedLines } from '#platform/web/refusedLines.tsx';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { sentFile } from '#platform/web/upload.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { KEEP_MONEY } from '../../permissions.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { recordRemittances } from '../commands/recordRemittances.ts';
import { readRemittances, REMITTANCE_COLUMNS, REMITTANCE_TEMPLATE } from '../domain/remittanceFile.ts';
import type { RemittanceRefusal } from '../domain/remittanceFile.ts';
import { paidPath, pcnCrumbs, uploadPath } from './paidPaths.ts';

const params = z.object({ code: z.string().max(20) });

/** Adding a statement of payment from a file. */
export function uploadPages(context: FundingContext): PageDefinition[] {
  const { database, register, today } = context;
  async function page(session: Session, code: string, form: FormState, refusals: readonly RemittanceRefusal[] = []): Promise<PageReply> {
    await requireMoneyKeeper(database.as<unknown>(), actingOf(session), code, today());
    const pcn = { code, name: displayName((await register.reader.image()).nameOf(code, today())) };
    return html(<UploadPage pcn={pcn} form={form} refusals={refusals} />, form.errors ? 400 : 200);
  }
  return [
    definePage({ method: 'GET', path: '/funding/pcns/:code/remittances/new', who: KEEP_MONEY, params, handle: async ({ params: { code }, session }) => page(session, code, {}) }),
    definePage({
      method: 'GET',
      path: '/funding/remittances-template',
      who: KEEP_MONEY,
      handle: async () => download({ fileName: 'remittances.csv', contentType: 'text/csv; charset=utf-8', body: REMITTANCE_TEMPLATE }),
    }),
    definePage({
      method: 'POST',
      path: '/funding/pcns/:code/remittances/new',
      who: KEEP_MONEY,
      takesFiles: true,
      params,
      body: z.object({ file: sentFile.optional().catch(undefined) }),
      async handle({ params: { code }, body: { file }, session }) {
        if (!file) return page(session, code, { errors: { file: 'Choose a file' } });
        const text = textOf(file.bytes);
        try {
          const { refusals, kept, recognised } = await recordRemittances(context, actingOf(session), { pcnCode: code, text });
          if (refusals.length > 0) return await page(session, code, { errors: { file: `${refusals.length === 1 ? 'One thing in it' : `${refusals.length} things in it`} cannot be read; nothing was saved` } }, refusals);
          const latest = readRemittances(text, { wordings: [], today: today() }).entries.map(({ month }) => month).sort().at(-1);
          const query = new URLSearchParams({ year: yearOf(latest ?? today()), kept: String(kept), known: String(recognised.length) });
          return redirect303(`${paidPath(code)}?${query}`);
        } catch (error) {
          return page(session, code, { errors: errorsOf(error, ['file'], 'file') });
        }
      },
    }),
  ];
}

function UploadPage({ pcn, form, refusals }: { pcn: { code: string; name: string }; form: FormState; refusals: readonly RemittanceRefusal[] }): ReactElement {
  return (
    <Page title="Add a statement of payment" kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={pcnCrumbs(pcn)} hasErrors={Boolean(form.errors)}>
      <p>
        A CSV file with the columns {REMITTANCE_COLUMNS.join(', ')}: one line a payment. <a href="/funding/remittances-template">Download the template</a>.
      </p>
      <ul>
        <li>The amount is in pounds; with a minus, or in brackets, it was taken back.</li>
        <li>The month is the one that the payment is for, such as 2025-04.</li>
        <li>A payment to one of the PCN’s practices, or to its nominated payee, counts as the PCN’s.</li>
        <li>A payment that is on record already is recognised and not kept twice.</li>
      </ul>
      {refusals.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What to correct</h2>
          <RefusedLines refusals={refusals} />
        </>
      )}
      <PostForm action={uploadPath(pcn.code)} submit="Add these payments" form={form} takesFiles>
        <FileField name="file" label="File of payments" accept=".csv,text/csv" form={form} />
      </PostForm>
    </Page>
  );
}
