import { z } from 'zod';
import { textOf } from '#platform/csv/textOf.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { FormState } from '#platform/web/form.tsx';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { sentFile } from '#platform/web/upload.ts';
import { roleRules } from '#funding';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_LOAD } from '../../permissions.ts';
import { previewWorth, recordWorth, recordWorthCount } from '../commands/keepWorth.ts';
import { readWorthLine, WORTH_COLUMNS, WORTH_TEMPLATE } from '../domain/worthFile.ts';
import { NewWorthPage, WorthFilePage, WorthPreviewPage } from './loadFormPages.tsx';
import type { LoadSeen } from './loadPages.tsx';
import { LOAD, loadPath } from './loadPaths.ts';

const ofPcn = z.object({ code: z.string().max(20).transform((code) => code.trim().toUpperCase()) });
const anyForm = z.record(z.string(), z.unknown());
/** What the form that confirms can carry back. */
const FILE_BYTES_MAX = 256_000;

/** What roles gave back: a form for one count, and a file of many that is looked at before it is kept. */
export function worthPages(context: WorkforceContext, keeper: (session: Session, code: string) => Promise<LoadSeen>): PageDefinition[] {
  const worthPage = async (session: Session, code: string, form: FormState): Promise<PageReply> => html(<NewWorthPage {...await keeper(session, code)} form={form} day={context.today()} />, form.errors ? 400 : 200);
  const filePage = async (session: Session, code: string, form: FormState): Promise<PageReply> => html(<WorthFilePage pcn={(await keeper(session, code)).pcn} form={form} />, form.errors ? 400 : 200);
  return [
    definePage({
      method: 'GET', path: `${LOAD}/worth`, who: KEEP_LOAD, params: ofPcn,
      handle: ({ params: { code }, session }) => worthPage(session, code, { values: { month: context.today().slice(0, 7) } }),
    }),
    definePage({
      method: 'POST', path: `${LOAD}/worth`, who: KEEP_LOAD, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        const values = body as SentValues;
        await keeper(session, code);
        const read = readWorthLine((column) => textIn(values, column), 1, new Set(roleRules().roles.keys()), context.today());
        if ('refusals' in read) return worthPage(session, code, { values, errors: Object.fromEntries(read.refusals.map(({ column, reason }) => [column || 'kind', reason])) });
        try {
          await recordWorthCount(context, actingOf(session), { pcnCode: code, entry: read });
        } catch (error) {
          return worthPage(session, code, { values, errors: errorsOf(error, WORTH_COLUMNS, 'month') });
        }
        return redirect303(`${loadPath(code)}?done=counted`);
      },
    }),
    definePage({
      method: 'GET', path: `${LOAD}/file`, who: KEEP_LOAD, params: ofPcn,
      handle: async ({ params: { code }, session, sentQuery }) => (sentQuery['download'] === 'template' ? download({ fileName: 'given-back.csv', contentType: 'text/csv; charset=utf-8', body: WORTH_TEMPLATE }) : filePage(session, code, {})),
    }),
    definePage({
      method: 'POST', path: `${LOAD}/file`, who: KEEP_LOAD, params: ofPcn, takesFiles: true, body: z.object({ file: sentFile.optional().catch(undefined) }),
      async handle({ params: { code }, body: { file }, session }) {
        if (!file) return filePage(session, code, { errors: { file: 'Choose a file' } });
        if (file.bytes.length > FILE_BYTES_MAX) return filePage(session, code, { errors: { file: `The file has ${Math.ceil(file.bytes.length / 1_000)} kB; ${FILE_BYTES_MAX / 1_000} kB are the most. Split it` } });
        const [{ pcn }, text] = [await keeper(session, code), textOf(file.bytes)];
        const found = await previewWorth(context, actingOf(session), { pcnCode: code, text });
        return html(<WorthPreviewPage pcn={pcn} found={found} text={text} fileName={file.fileName} />);
      },
    }),
    definePage({
      method: 'POST', path: `${LOAD}/file/confirm`, who: KEEP_LOAD, params: ofPcn, body: z.object({ text: z.string() }),
      async handle({ params: { code }, body: { text }, session }) {
        const { refusals, kept, replaced, known } = await recordWorth(context, actingOf(session), { pcnCode: code, text });
        const left = new Set(refusals.map(({ line }) => line)).size;
        return redirect303(`${loadPath(code)}?${new URLSearchParams({ done: 'file', kept: String(kept), replaced: String(replaced), known: String(known), left: String(left) })}`);
      },
    }),
  ];
}
