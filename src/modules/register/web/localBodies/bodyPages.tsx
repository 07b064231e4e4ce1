import type { ReactElement } from 'react';
import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { parseForm } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { enterOrganisation, renameOrganisation } from '../../commands/enterOrganisation.ts';
import { EDIT } from '../../commands/keepEntry.ts';
import type { RegisterContext } from '../../context.ts';
import { isLocalKind, LOCAL_KINDS } from '../../domain/localBody.ts';
import type { LocalBodyEntry } from '../../domain/localBody.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';
import { lastDayOf } from '../../queries/answerParts.ts';
import { enteredRelationsOf } from '../../queries/localBodies.ts';
import type { EnteredRelation } from '../../queries/localBodies.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { Page } from '#platform/web/page.tsx';
import { editorOf, LOCAL_BODIES, LOCAL_CRUMB, LOCAL_RELATIONS, localBodyPath } from './localPaths.ts';
import { RelationList } from './relationList.tsx';

/** A date field that may be left empty. */
export const dayField = z
  .string()
  .default('')
  .transform((text, context): IsoDate | null => {
    const day = parseIsoDate(text);
    if (text.trim() === '' || day) return day;
    context.addIssue({ code: 'custom', message: `“${text}” is not a date. Write it like 2025-04-15.` });
    return z.NEVER;
  });

const bodyForm = z.object({
  code: z.string().trim().toUpperCase().default(''),
  kind: z.string().default(''),
  name: z.string().trim().default(''),
  postcode: z.string().trim().toUpperCase().default('').transform((text) => text || null),
  open: dayField,
  close: dayField,
  since: dayField,
});

/** Adding a local body, and correcting, renaming or closing one. */
export function bodyPages(context: RegisterContext): PageDefinition[] {
  return [
    definePage({ method: 'GET', path: `${LOCAL_BODIES}/new`, who: EDIT, handle: async () => html(<NewPage form={{}} />) }),
    definePage({
      method: 'POST',
      path: `${LOCAL_BODIES}/new`,
      who: EDIT,
      body: z.record(z.string(), z.unknown()),
      async handle({ body, session }) {
        const parsed = parseForm(bodyForm, body);
        if (!parsed.ok) return html(<NewPage form={parsed} />, 400);
        const { since: _, ...entry } = parsed.value;
        try {
          if (entry.code && (await context.reader.image()).kindOf(entry.code)) throw new Refused({ code: 'code-taken', what: `${entry.code} is taken.`, where: 'code', todo: 'Choose another code, or leave it empty for a new one.' });
          const { code } = await enterOrganisation(editorOf(context, session), entry);
          return redirect303(`${localBodyPath(code)}?saved=yes`);
        } catch (error) {
          return html(<NewPage form={{ values: body as SentValues, errors: errorsOf(error) }} />, 400);
        }
      },
    }),
    definePage({
      method: 'GET',
      path: `${LOCAL_BODIES}/:code`,
      who: EDIT,
      params: z.object({ code: z.string() }),
      query: z.object({ saved: z.string().optional() }),
      async handle({ params, query }) {
        const image = await context.reader.image();
        const shown = requireLocal(image, params.code);
        return html(<EditPage shown={shown} form={{ values: shown.values }} image={image} relations={await enteredRelationsOf(context, params.code)} isSaved={query.saved !== undefined} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${LOCAL_BODIES}/:code`,
      who: EDIT,
      params: z.object({ code: z.string() }),
      body: z.record(z.string(), z.unknown()),
      async handle({ params, body, session }) {
        const image = await context.reader.image();
        const shown = requireLocal(image, params.code);
        const again = async (form: FormState) => html(<EditPage shown={shown} form={form} image={image} relations={await enteredRelationsOf(context, params.code)} isSaved={false} />, 400);
        const parsed = parseForm(bodyForm, body);
        if (!parsed.ok) return again(parsed);
        const { since, ...entry } = parsed.value;
        try {
          await saveBody(editorOf(context, session), { ...entry, code: params.code, kind: shown.kind }, since, shown.values);
          return redirect303(`${localBodyPath(params.code)}?saved=yes`);
        } catch (error) {
          return again({ values: body as SentValues, errors: errorsOf(error) });
        }
      },
    }),
  ];
}

/** With a day, the name and postcode are new from it; without, they and the first and last day are corrected. */
async function saveBody(editor: ReturnType<typeof editorOf>, entry: LocalBodyEntry, since: IsoDate | null, shown: Record<string, string>): Promise<void> {
  if (since === null) return void (await enterOrganisation(editor, entry));
  if ((entry.open ?? '') !== shown['open'] || (entry.close ?? '') !== shown['close']) {
    throw new Refused({ code: 'two-changes-at-once', what: 'A new name and a new first or last day are two changes.', where: 'since', todo: 'Save one, then the other.' });
  }
  await renameOrganisation(editor, { code: entry.code, name: entry.name, postcode: entry.postcode, from: since });
}

/** A refusal stands beside the field that it is about. */
export function errorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Refused)) throw error;
  const { what, where = 'form', todo } = error.refusal;
  return { [where === 'from' ? 'since' : where]: [what, todo].filter(Boolean).join(' ') };
}

interface ShownBody {
  code: string;
  kind: string;
  name: string;
  values: Record<string, string>;
}

function requireLocal(image: RegisterImage, code: string): ShownBody {
  const kind = image.kindOf(code);
  const versions = image.versionsOf(code);
  const newest = versions.at(-1);
  if (!isLocalKind(kind) || !newest) throw new Refused({ code: 'local-body-not-found', what: `No local body has the code ${code}.`, where: code, todo: 'Choose one from the list of local bodies.' });
  const closing = versions.find(({ status }) => status === 'closed')?.from ?? null;
  return { code, kind, name: newest.name, values: { name: newest.name, postcode: newest.postcode ?? '', open: versions[0]!.from ?? '', close: lastDayOf(closing) ?? '' } };
}

function NewPage({ form }: { form: FormState }): ReactElement {
  return (
    <Page title="Add a local body" current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB]} hasErrors={Boolean(form.errors)}>
      <PostForm action={`${LOCAL_BODIES}/new`} submit="Add it" form={form}>
        <SelectField name="kind" label="What it is" empty="Choose one" options={Object.keys(LOCAL_KINDS).map((kind) => ({ value: kind, label: sentenceCase(ORGANISATION_KINDS[kind as keyof typeof LOCAL_KINDS].label) }))} form={form} />
        <BodyFields form={form} />
        <TextField name="code" label="Code (optional)" hint="Left empty, it gets one such as L-FED-001. A code of your own has at least one hyphen, so that nobody takes it for one of the NHS’s." width={20} form={form} />
      </PostForm>
    </Page>
  );
}

function BodyFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <TextField name="name" label="Name" form={form} />
      <TextField name="postcode" label="Postcode (optional)" width={10} form={form} />
      <TextField name="open" label="First day (optional)" hint="Left empty, it has always been there." type="date" width={10} form={form} />
      <TextField name="close" label="Last day" hint="Left empty, it goes on." type="date" width={10} form={form} />
    </>
  );
}

interface EditPageProps {
  shown: ShownBody;
  form: FormState;
  image: RegisterImage;
  relations: readonly EnteredRelation[];
  isSaved: boolean;
}

function EditPage({ shown: { code, kind, name }, form, image, relations, isSaved }: EditPageProps): ReactElement {
  const { label } = ORGANISATION_KINDS[kind as keyof typeof LOCAL_KINDS];
  return (
    <Page title={name} kicker={`Edit ${label}, ${code}`} current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB]} hasErrors={Boolean(form.errors)} {...(isSaved ? { notice: 'Saved.' } : {})}>
      <p>
        <a href={organisationPath(code)}>Its page</a>. What was believed before stays on record; the last entry can be undone on the <a href={LOCAL_BODIES}>list</a>.
      </p>
      <PostForm action={localBodyPath(code)} submit="Save" form={form}>
        <BodyFields form={form} />
        <TextField name="since" label="The name or postcode is new from" hint="Left empty, a mistake is corrected: it was never otherwise." type="date" width={10} form={form} />
      </PostForm>
      <RelationList image={image} relations={relations} />
      <p>
        <a href={`${LOCAL_RELATIONS}/new?from=${encodeURIComponent(code)}`}>Add one from it</a> · <a href={`${LOCAL_RELATIONS}/new?to=${encodeURIComponent(code)}`}>Add one to it</a>
      </p>
    </Page>
  );
}
