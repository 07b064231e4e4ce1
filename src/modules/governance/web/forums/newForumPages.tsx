import type { ReactElement } from 'react';
import { DateField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { dayFieldValues, errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { createForum } from '../../commands/createForum.ts';
import { SET_UP } from '../../commands/furnishForum.ts';
import type { GovernanceContext } from '../../context.ts';
import { FORUM_KINDS } from '../../domain/forum.ts';
import type { ForumKind } from '../../domain/forum.ts';
import { FORUMS, FORUMS_CRUMB, forumPath, HOME_CRUMB } from './forumPaths.ts';
import { FIRST_TERMS, optionsOf, TERMS_FIELDS, TermsFields, termsIn } from './termsFields.tsx';

const PATH = `${FORUMS}/new`;
const FIELDS = ['code', 'kind', 'name', 'organisation', 'place', 'openedOn', ...TERMS_FIELDS];

/** Adding a forum. */
export const newForumPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({ method: 'GET', path: PATH, who: SET_UP, handle: async () => html(<NewForumPage form={{ values: { ...FIRST_TERMS, ...dayFieldValues('openedOn', context.today()) } }} />) }),
  defineForm({
    path: PATH,
    who: SET_UP,
    async act({ session, values }) {
      const errors: Record<string, string> = {};
      const openedOn = needDay(values, 'openedOn', errors);
      if (!openedOn) return errors;
      const name = textIn(values, 'name');
      const code = await createForum(context, actingOf(session), {
        code: textIn(values, 'code').toLowerCase() || codeOf(name),
        kind: textIn(values, 'kind') as ForumKind,
        name,
        organisationCode: textIn(values, 'organisation').toUpperCase(),
        placeCode: textIn(values, 'place').toUpperCase(),
        openedOn,
        terms: termsIn(values),
      });
      return `${forumPath(code)}?done=created`;
    },
    wrong: (error) => errorsOf(error, FIELDS, 'name'),
    again: async (_sent, form) => html(<NewForumPage form={form} />, 400),
  }),
];

/** A code made of a name: "Upper Dale Together" becomes upper-dale-together. */
const codeOf = (name: string): string => name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');

function NewForumPage({ form }: { form: FormState }): ReactElement {
  return (
    <Page title="Add a forum" current={FORUMS} breadcrumbs={[HOME_CRUMB, FORUMS_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>You can then add its seats and fill them. Once it has a chair, the chair and the secretary keep it.</p>
      <PostForm action={PATH} submit="Add this forum" form={form}>
        <SelectField name="kind" label="Kind" empty="Choose a kind" options={optionsOf(FORUM_KINDS)} form={form} />
        <TextField name="name" label="Name" form={form} />
        <TextField name="organisation" label="Code of the body whose forum it is" hint="Such as the ICB, the partnership, the federation or the LMC. Search for it above to find its code." width={20} form={form} />
        <TextField name="place" label="Code of the place for which it acts" hint="A place, an ICB, a PCN" width={20} form={form} />
        <DateField name="openedOn" label="First day" hint="For example, 1 4 2026" form={form} />
        <h2 className="nhsuk-heading-m">Its first terms of reference</h2>
        <TermsFields form={form} />
        <TextField name="code" label="Code" hint="Stands in its web address: small letters, digits and hyphens. Leave it empty to have one made from the name." width={20} form={form} />
      </PostForm>
    </Page>
  );
}
