import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { parseForm } from '#platform/web/formValues.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { enterRelation, withdrawRelation } from '../../commands/enterRelation.ts';
import { EDIT } from '../../commands/keepEntry.ts';
import type { RegisterContext } from '../../context.ts';
import { isLocalKind } from '../../domain/localBody.ts';
import { RELATION_KINDS } from '../../domain/organisationKind.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { lastDayOf } from '../../queries/answerParts.ts';
import { enteredRelation } from '../../queries/localBodies.ts';
import type { EnteredRelation } from '../../queries/localBodies.ts';
import { OrganisationLink, organisationPath } from '../changes/organisationLink.tsx';
import { Page } from '#platform/web/page.tsx';
import { dayField, errorsOf } from './bodyPages.tsx';
import { editorOf, LOCAL_BODIES, LOCAL_CRUMB, LOCAL_RELATIONS, localBodyPath } from './localPaths.ts';
import { nameIn } from './relationList.tsx';

const code = z.string().trim().toUpperCase().default('');
const relationForm = z.object({ from_code: code, relation: z.string().default(''), to_code: code, start: dayField, end: dayField });

/** Adding a relation between two bodies, ending it, and taking back one that never was. */
export function relationPages(context: RegisterContext): PageDefinition[] {
  const backTo = (image: RegisterImage, ...codes: string[]): string => {
    const local = codes.find((one) => isLocalKind(image.kindOf(one)));
    return local ? `${localBodyPath(local)}?saved=yes` : organisationPath(codes[0]!);
  };
  const requireRelation = async (id: number): Promise<EnteredRelation> => {
    const relation = await enteredRelation(context, id);
    if (relation) return relation;
    throw new Refused({ code: 'relation-not-found', what: 'This relation was not entered here, or was changed by somebody else.', todo: 'Open the page of the body again.' });
  };
  return [
    definePage({
      method: 'GET',
      path: `${LOCAL_RELATIONS}/new`,
      who: EDIT,
      query: z.object({ from: z.string().optional(), to: z.string().optional() }),
      handle: async ({ query }) => html(<NewPage form={{ values: { from_code: query.from, to_code: query.to } }} />),
    }),
    definePage({
      method: 'POST',
      path: `${LOCAL_RELATIONS}/new`,
      who: EDIT,
      body: z.record(z.string(), z.unknown()),
      async handle({ body, session }) {
        const parsed = parseForm(relationForm, body);
        if (!parsed.ok) return html(<NewPage form={parsed} />, 400);
        const { from_code: fromCode, to_code: toCode, ...entry } = parsed.value;
        try {
          await enterRelation(editorOf(context, session), { fromCode, toCode, ...entry });
          return redirect303(backTo(await context.reader.image(), fromCode, toCode));
        } catch (error) {
          return html(<NewPage form={{ values: body as SentValues, errors: errorsOf(error) }} />, 400);
        }
      },
    }),
    definePage({
      method: 'GET',
      path: `${LOCAL_RELATIONS}/:id`,
      who: EDIT,
      params: z.object({ id: z.coerce.number().int().positive() }),
      async handle({ params }) {
        const relation = await requireRelation(params.id);
        return html(<EditPage relation={relation} image={await context.reader.image()} form={{ values: { end: lastDayOf(relation.to) ?? '' } }} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${LOCAL_RELATIONS}/:id`,
      who: EDIT,
      params: z.object({ id: z.coerce.number().int().positive() }),
      body: z.object({ end: z.string().default(''), withdraw: z.string().optional() }),
      async handle({ params, body, session }) {
        const relation = await requireRelation(params.id);
        const { fromCode, kind, toCode, from } = relation;
        const image = await context.reader.image();
        try {
          if (body.withdraw) await withdrawRelation(editorOf(context, session), params.id);
          else await enterRelation(editorOf(context, session), { fromCode, relation: kind, toCode, start: from === null ? null : parseIsoDate(from), end: dayField.parse(body.end) });
          return redirect303(backTo(image, fromCode, toCode));
        } catch (error) {
          const errors = error instanceof z.ZodError ? { end: error.issues[0]!.message } : errorsOf(error);
          return html(<EditPage relation={relation} image={image} form={{ values: body, errors }} />, 400);
        }
      },
    }),
  ];
}

function NewPage({ form }: { form: FormState }): ReactElement {
  const options = Object.entries(RELATION_KINDS).map(([value, { says }]) => ({ value, label: says }));
  return (
    <Page title="Add a relation" current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>Read from the first body to the second: a federation covers a place; a practice is a member of a federation.</p>
      <PostForm action={`${LOCAL_RELATIONS}/new`} submit="Add it" form={form}>
        <TextField name="from_code" label="Code of the first body" hint="Find it with the search above." width={10} form={form} />
        <SelectField name="relation" label="is / does" empty="Choose one" options={options} form={form} />
        <TextField name="to_code" label="Code of the second body" width={10} form={form} />
        <TextField name="start" label="First day (optional)" type="date" width={10} form={form} />
        <TextField name="end" label="Last day" hint="Left empty, it goes on." type="date" width={10} form={form} />
      </PostForm>
    </Page>
  );
}

function EditPage({ relation, image, form }: { relation: EnteredRelation; image: RegisterImage; form: FormState }): ReactElement {
  const { id, fromCode, toCode, kind } = relation;
  return (
    <Page title="Edit a relation" current={LOCAL_BODIES} breadcrumbs={[LOCAL_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>
        <OrganisationLink code={fromCode} name={nameIn(image, fromCode)} /> – {RELATION_KINDS[kind].says} – <OrganisationLink code={toCode} name={nameIn(image, toCode)} />
      </p>
      <PostForm action={`${LOCAL_RELATIONS}/${id}`} submit="Save the last day" form={form}>
        <TextField name="end" label="Last day" hint="Left empty, it goes on." type="date" width={10} form={form} />
      </PostForm>
      <h2 className="register-heading">Entered by mistake?</h2>
      <p>Then it was never so. It stays on record that it was believed until now.</p>
      <form method="post" action={`${LOCAL_RELATIONS}/${id}`}>
        <CsrfField />
        <button type="submit" name="withdraw" value="yes" className="nhsuk-button nhsuk-button--secondary">
          Take it back
        </button>
      </form>
    </Page>
  );
}
