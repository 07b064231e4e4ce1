import { z } from 'zod';
import { endOf, startOf } from '#kernel/financialYear.ts';
import { ok, Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { html } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { sentFile } from '#platform/web/upload.ts';
import { figuresInForce, readOverlay } from '../../contract/index.ts';
import type { Overlay } from '../../contract/index.ts';
import type { FundingContext } from '../../context.ts';
import { firstYear, needed, yearIn, yearsOf } from './askedStatement.ts';
import type { StatementOf } from './askedStatement.ts';
import { WHAT_IF } from './statementPaths.ts';
import { WhatIfPage } from './whatIfPage.tsx';
import type { WhatIfPageProps } from './whatIfPage.tsx';

const FIELDS = ['code', 'year', 'figure', 'value', 'file'];

/** Another figure, or a file of them, beside today's statement. Nothing is stored. */
export function whatIfPages(context: FundingContext, statementOf: StatementOf): PageDefinition[] {
  async function page(values: SentValues, more: Pick<WhatIfPageProps, 'errors' | 'compared'> = {}): Promise<PageReply> {
    const figures = [...(await figuresInForce(context)).values()].flatMap((stream) => stream.figures);
    const year = textIn(values, 'year') || (await firstYear(context));
    return html(<WhatIfPage values={{ ...values, year }} figures={figures} years={await yearsOf(context)} {...more} />, more.errors ? 400 : 200);
  }

  async function compared(values: SentValues, overlay: Result<Overlay>): Promise<PageReply> {
    try {
      if (!overlay.ok) throw new Refused({ ...overlay.refusal, where: 'file' });
      const asked = { code: textIn(values, 'code').toUpperCase(), year: await yearIn(context, values), knownOn: null };
      if (asked.code === '') throw new Refused({ code: 'no-code', what: 'Enter whose statement it is, such as a PCN’s code.', where: 'code' });
      const today = needed(await statementOf(context, asked));
      const changed = needed(await statementOf(context, { ...asked, overlay: overlay.value }));
      return await page(values, { compared: { today, changed, overlay: overlay.value } });
    } catch (error) {
      return page(values, { errors: refusedBeside(error) });
    }
  }

  return [
    definePage({
      method: 'GET',
      path: WHAT_IF,
      who: 'anyone',
      summary: 'A statement with another figure, beside today’s',
      async handle({ sentQuery }) {
        const [figure, value] = [textIn(sentQuery, 'figure'), textIn(sentQuery, 'value').replace(/^£/, '')];
        if (figure === '' && value === '') return page(sentQuery);
        if (figure === '' || value === '') return page(sentQuery, { errors: figure === '' ? { figure: 'Choose the figure that changes' } : { value: 'Enter what it would be' } });
        const year = await yearIn(context, sentQuery).catch(() => firstYear(context));
        return compared(sentQuery, ok({ author: 'a reader of this page', intent: `One figure for the whole of ${year}`, figures: [{ figure, from: startOf(year), to: endOf(year), value }] }));
      },
    }),
    definePage({
      method: 'POST',
      path: WHAT_IF,
      who: 'anyone',
      takesFiles: true,
      body: z.object({ code: z.string().max(40).optional(), year: z.string().max(10).optional(), file: sentFile.optional().catch(undefined) }),
      async handle({ body: { file, ...values } }) {
        if (!file) return page(values, { errors: { file: 'Choose a file' } });
        return compared(values, readOverlay(file.bytes.toString('utf8')));
      },
    }),
  ];
}

/** A body that is not there is a mistake in this form, and stands beside its field. */
function refusedBeside(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof Refused && error.refusal.code.endsWith('-not-found')) return { code: [error.refusal.what, error.refusal.todo].filter(Boolean).join(' ') };
  if (error instanceof Refused && ['figure-unknown', 'not-a-value'].includes(error.refusal.code)) return { value: [error.refusal.what, error.refusal.todo].filter(Boolean).join(' ') };
  return errorsOf(error, FIELDS, 'value');
}
