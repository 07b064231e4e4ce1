import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { PostForm, SelectField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { roleRules } from '#funding';
import { titleOfRole } from '../censusRules.ts';
import { NOT_ADDITIONAL } from '../domain/censusRole.ts';
import type { MappedByPerson } from '../queries/censusMapping.ts';
import { CENSUS_CRUMB, CENSUS_ROLES, HOME_CRUMB } from './censusPaths.ts';

const sayIs = (is: string): string => (is === NOT_ADDITIONAL ? 'Not an additional role' : titleOfRole(is));

/** Saying what a role of the census is, where the rules are silent. */
export function CensusRolesPage({ unknown, mapped, form, notice }: { unknown: readonly { name: string; posts: number }[]; mapped: readonly MappedByPerson[]; form: FormState; notice?: string }): ReactElement {
  const names = [...unknown.map(({ name, posts }) => ({ value: name, label: `${name} (${posts} ${posts === 1 ? 'post' : 'posts'})` })), ...mapped.map(({ name, is }) => ({ value: name, label: `${name} (now: ${sayIs(is)})` }))];
  const choices = [{ value: NOT_ADDITIONAL, label: sayIs(NOT_ADDITIONAL) }, ...[...roleRules().roles.values()].map(({ id, title }) => ({ value: id, label: title }))];
  return (
    <Page title="Say what a role of the census is" current="/workforce" breadcrumbs={[HOME_CRUMB, CENSUS_CRUMB]} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      <p>What you say holds on everybody’s pages until somebody says otherwise. What the rules know cannot be changed here.</p>
      {names.length === 0 ? <p>Every role of the censuses that are held is known.</p> : (
        <PostForm action={CENSUS_ROLES} submit="Keep what it is" form={form}>
          <SelectField name="name" label="Role in the census" form={form} options={names} empty="Choose a role" />
          <SelectField name="is" label="What it is" form={form} options={choices} empty="Choose what it is" />
        </PostForm>
      )}
      {mapped.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What people said so far</h2>
          <ul>{mapped.map(({ key, name, is, on }) => <li key={key}>{name}: {sayIs(is)}, since {sayDate(on)}</li>)}</ul>
        </>
      )}
    </Page>
  );
}
