import { z } from 'zod';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { actingOf } from '#platform/web/acting.ts';
import { errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { downloadRows, tableDownload, wantedDownload } from '#platform/web/tableDownload.ts';
import type { FundingContext } from '../../context.ts';
import { ENTER_RATES } from '../../permissions.ts';
import { contractStreams } from '../contractRules.ts';
import { contractYears } from '../coverageRules.ts';
import type { FigureEntry } from '../domain/figureEntry.ts';
import { enteredFigures, figuresInForce } from '../enteredFigures.ts';
import type { EnteredFigure } from '../enteredFigures.ts';
import { enterFigure, withdrawFigure } from '../enterFigure.ts';
import { ratesOf } from '../rates.ts';
import { missingOf } from '../ratesCommand.ts';
import { NewRatePage, WithdrawRatePage } from './newRatePage.tsx';
import { RatesPage, ratesTable } from './ratesPage.tsx';
import { RATES } from './ratesPaths.ts';

const params = z.object({ id: z.string().max(60) });
const FIELDS = ['figure', 'value', 'from', 'to', 'published', 'sourceTitle', 'sourceAddress', 'locator', 'isRead'];
const NOTICES: Record<string, string> = { entered: 'The rate was entered. Statements use it from now on.', withdrawn: 'It was withdrawn. It stays on record that it was entered.' };

/** Every rate, for anyone; entering one, and taking back what was entered, for those who may. */
export function ratesPages(context: FundingContext): PageDefinition[] {
  const { database, now, today } = context;
  const newPage = (form: { values: SentValues; errors?: Readonly<Record<string, string>> }): PageReply =>
    html(<NewRatePage form={form} streams={[...contractStreams().values()]} />, form.errors && Object.keys(form.errors).length > 0 ? 400 : 200);

  async function entryOf(id: string): Promise<EnteredFigure> {
    const found = (await enteredFigures(database.as())).find((one) => one.id === id);
    if (found) return found;
    throw new Refused({ code: 'figure-entered-not-found', what: 'There is no such entered rate, or it was withdrawn.', todo: 'Choose one from the list of rates.' });
  }

  return [
    definePage({
      method: 'GET',
      path: RATES,
      who: 'anyone',
      async handle({ sentQuery, frame }) {
        const year = parseFinancialYear(textIn(sentQuery, 'year'));
        const streams = await figuresInForce(context);
        const rates = ratesOf(streams, await enteredFigures(database.as()), year);
        const table = ratesTable(frame.mayUse(ENTER_RATES));
        const format = wantedDownload(table, sentQuery);
        if (format) return download(await tableDownload(table, downloadRows(table, rates, sentQuery), format, { madeAt: now(), asAt: today() }));
        return html(<RatesPage rates={rates} missing={year === null ? [] : missingOf(year, streams)} year={year} years={contractYears()} query={sentQuery} notice={NOTICES[textIn(sentQuery, 'done')]} />);
      },
    }),
    definePage({ method: 'GET', path: `${RATES}/new`, who: ENTER_RATES, handle: async ({ sentQuery }) => newPage({ values: { isRead: 'no', ...sentQuery } }) }),
    definePage({
      method: 'POST',
      path: RATES,
      who: ENTER_RATES,
      async handle({ raw, session }) {
        const values = (raw.body ?? {}) as SentValues;
        const read = entryIn(values);
        if ('errors' in read) return newPage({ values, errors: read.errors });
        try {
          await enterFigure(context, actingOf(session), read.entry);
        } catch (error) {
          return newPage({ values, errors: errorsOf(error, FIELDS) });
        }
        return redirect303(`${RATES}?done=entered`);
      },
    }),
    definePage({
      method: 'GET',
      path: `${RATES}/:id/withdraw`,
      who: ENTER_RATES,
      params,
      async handle({ params: { id } }) {
        const entered = await entryOf(id);
        const title = [...contractStreams().values()].flatMap(({ figures }) => figures).find((one) => one.id === entered.figure)?.title ?? entered.figure;
        return html(<WithdrawRatePage entered={entered} title={title} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${RATES}/:id/withdraw`,
      who: ENTER_RATES,
      params,
      async handle({ params: { id }, session }) {
        await withdrawFigure(context, actingOf(session), id);
        return redirect303(`${RATES}?done=withdrawn`);
      },
    }),
  ];
}

/** A form as an entry, or what is wrong with its days. */
function entryIn(values: SentValues): { entry: FigureEntry } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const [from, to, published] = [needDay(values, 'from', errors), mayDay(values, 'to', errors), needDay(values, 'published', errors)];
  if (!['yes', 'no'].includes(textIn(values, 'isRead'))) errors.isRead = 'Say whether you read it in the contract itself';
  if (from === null || published === null || Object.keys(errors).length > 0) return { errors };
  const text = (name: string): string => textIn(values, name);
  return { entry: { figure: text('figure'), from, to, published, value: text('value'), sourceTitle: text('sourceTitle'), sourceAddress: text('sourceAddress'), locator: text('locator'), isReadInDocument: text('isRead') === 'yes' } };
}
