import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { FileField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { RefusedLines } from '#platform/web/refusedLines.tsx';
import { CLAIM_FIELDS, OPTIONAL_FIELDS } from '../domain/claimEntry.ts';
import type { ClaimLineRefusal } from '../domain/claimsFile.ts';
import { REGIONS } from '../domain/role.ts';
import { roleRules } from '../roleRules.ts';
import { claimCrumbs, claimsPath, ROLES } from './claimPaths.ts';

interface Pcn {
  code: string;
  name: string;
}

export function NewClaimPage({ pcn, form }: { pcn: Pcn; form: FormState }): ReactElement {
  const path = claimsPath(pcn.code);
  const replaces = textIn(form.values ?? {}, 'replaces');
  return (
    <Page title={replaces ? 'Replace a claim' : 'Claim for a post and a month'} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={[...claimCrumbs(pcn), { label: 'Claims', href: path }]} hasErrors={!!form.errors}>
      <p>
        It is kept as a draft. What may be claimed is worked out: the least of what was paid and the <a href={ROLES}>role’s maximum</a>. Enter no name of anybody.
      </p>
      <PostForm action={`${path}/new`} submit={replaces ? 'Keep in place of the other' : 'Keep this claim'} form={form}>
        {replaces && <input type="hidden" name="replaces" value={replaces} />}
        <TextField name="post" label="Post" hint="Your own reference, such as CP1" width={10} form={form} />
        <SelectField name="role" label="Role" empty="Choose one" options={[...roleRules().roles.values()].map(({ id, title }) => ({ value: id, label: title }))} form={form} />
        <TextField name="month" label="Month" hint="For example, 2025-05" width={10} form={form} />
        <TextField name="wte" label="Whole-time equivalent" hint="For example, 0.6" width={5} inputMode="decimal" form={form} />
        <TextField name="starts" label="First day in post" hint="For example, 2025-04-15" width={10} form={form} />
        <TextField name="ends" label="Last day in post (optional)" hint="Leave it empty where it goes on" width={10} form={form} />
        <SelectField name="region" label="Where the post is" options={Object.entries(REGIONS).map(([value, label]) => ({ value, label }))} form={form} />
        <TextField name="salary" label="Salary paid for the month, in pounds" width={10} inputMode="decimal" form={form} />
        <TextField name="ni" label="Employer’s national insurance, in pounds" width={10} inputMode="decimal" form={form} />
        <TextField name="pension" label="Employer’s pension contribution, in pounds" width={10} inputMode="decimal" form={form} />
        <TextField name="claim" label="What you claim, in pounds (optional)" hint="Leave it empty to claim all that may be claimed" width={10} inputMode="decimal" form={form} />
        <TextField name="maximum" label="The role’s maximum for a year, in pounds (optional)" hint="Only where none is known to Chorus: from your contract’s papers. The claim is marked as resting on it" width={10} inputMode="decimal" form={form} />
      </PostForm>
    </Page>
  );
}

export function UploadPage({ pcn, year, form, refusals }: { pcn: Pcn; year: FinancialYear; form: FormState; refusals: readonly ClaimLineRefusal[] }): ReactElement {
  const path = claimsPath(pcn.code);
  return (
    <Page title={`Claims of ${year} from a file`} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={[...claimCrumbs(pcn), { label: 'Claims', href: path }]} hasErrors={!!form.errors}>
      <p>
        A CSV file with a post and month on each line and the columns {CLAIM_FIELDS.join(', ')}; {OPTIONAL_FIELDS.join(', ')} may be left out. Nothing is kept unless every line is right. <a href={`${path}/upload?download=template`}>Download an empty file</a>.
      </p>
      {refusals.length > 0 && (
        <>
          <h2>What is wrong</h2>
          <RefusedLines refusals={refusals} />
        </>
      )}
      <PostForm action={`${path}/upload`} submit="Check and keep the file" form={form} takesFiles>
        <input type="hidden" name="year" value={year} />
        <FileField name="file" label="File" accept=".csv" form={form} />
      </PostForm>
    </Page>
  );
}
