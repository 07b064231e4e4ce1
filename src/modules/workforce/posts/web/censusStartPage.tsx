import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { DateField, FormErrors, SelectField, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { REGIONS } from '#funding';
import type { CensusPostsFound } from '../../census/index.ts';
import type { SeenPcn } from '../../seenPcn.ts';
import { FUNDED_BY } from '../domain/post.ts';
import { keyOfDraft } from '../domain/censusDrafts.ts';
import type { DraftRole } from '../domain/censusDrafts.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { EMPLOYER_UNKNOWN } from './postForm.ts';
import { censusStartPath, newPostPath, pcnPostsCrumbs, WORKFORCE } from './postPaths.ts';

interface CensusStartProps {
  pcn: SeenPcn;
  found: CensusPostsFound | null;
  roles: readonly DraftRole[];
  /** Too many for one form: one role is begun with at a time. */
  toChoose: readonly DraftRole[];
  chosen: string;
  /** How many of the chosen role come after those that are shown. */
  left: number;
  names: NetworkNames;
  query: SentValues;
  form: FormState;
}

const optionsOf = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));

/** What a census shows of a PCN, as posts that its keeper looks through before any is made. */
export function CensusStartPage({ pcn, found, roles, toChoose, chosen, left, names, query, form }: CensusStartProps): ReactElement {
  const title = found ? `Start from what the census of ${sayDate(found.asOf)} shows` : 'Start from the census';
  return (
    <Page title={title} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} hasErrors={!!form.errors}>
      {found === null ? (
        <p>
          No census that is held has this PCN. <a href={newPostPath(pcn.code)}>Add a post by hand</a>
        </p>
      ) : (
        <>
          <p>
            The census counts {found.posts.length + found.unknown.reduce((sum, { posts }) => sum + posts, 0)} posts of this PCN, each with its role and WTE. It does not say who fills them, who employs them or since when they stand, and
            Chorus follows nobody through it. Untick what you do not have, put right what is wrong, and each that is ticked becomes a post. You can take all of them back.
          </p>
          {found.unknown.length > 0 && <UnknownRoles unknown={found.unknown} />}
          {toChoose.length > 0 && (
            <>
              <p>These are too many for one form. Begin with one role, and come back for the next.</p>
              <DataTable table={toChooseTable(pcn.code)} rows={toChoose} query={query} basePath={censusStartPath(pcn.code)} isDownloadHidden />
            </>
          )}
          {left > 0 && <p>The first {roles[0]!.drafts.length} are shown; {left} more of this role come once these are made.</p>}
          {roles.length > 0 && <StartForm pcn={pcn} asOf={found.asOf} roles={roles} chosen={chosen} names={names} form={form} />}
        </>
      )}
    </Page>
  );
}

const toChooseTable = (pcnCode: string): Table<DraftRole> => defineTable<DraftRole>({
  id: 'roles', caption: 'Roles in the census',
  columns: [
    { key: 'title', heading: 'Role', kind: 'text', value: ({ title }) => title, cell: (one) => <a href={`${censusStartPath(pcnCode)}?role=${encodeURIComponent(keyOfDraft(one))}`}>{one.title}</a> },
    { key: 'count', heading: 'Posts', kind: 'number', value: ({ drafts }) => drafts.length },
    { key: 'wte', heading: 'WTE', kind: 'number', value: ({ wte }) => Math.round(wte * 100) / 100 },
    { key: 'there', heading: 'You have already', unit: 'posts', kind: 'number', value: ({ drafts }) => drafts.filter(({ isThere }) => isThere).length },
  ],
});

const UnknownRoles = ({ unknown }: Pick<CensusPostsFound, 'unknown'>): ReactElement => (
  <div className="nhsuk-inset-text">
    <p>
      Not listed below, because nobody has said what {unknown.length === 1 ? 'this role is' : 'these roles are'}: {unknown.map(({ name, posts }) => `${name} (${posts} ${posts === 1 ? 'post' : 'posts'})`).join(', ')}. <a href="/workforce/census/roles">Say what {unknown.length === 1 ? 'it is' : 'they are'}</a>, and come back.
    </p>
  </div>
);

function StartForm({ pcn, asOf, roles, chosen, names, form }: Pick<CensusStartProps, 'pcn' | 'roles' | 'chosen' | 'names' | 'form'> & { asOf: CensusPostsFound['asOf'] }): ReactElement {
  const practices = names.practices.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <form method="post" action={censusStartPath(pcn.code)} noValidate className="chorus-form">
      <FormErrors errors={form.errors} />
      <CsrfField />
      <input type="hidden" name="census" value={asOf} />
      <input type="hidden" name="chosen" value={chosen} />
      <DateField name="starts" label="First day of these posts" hint={`The census shows that they stood on ${sayDate(asOf)}. Each can be corrected later`} form={form} />
      <SelectField name="employer" label="Employed by" hint="Where they differ, leave it open and say so at each post" options={[{ value: EMPLOYER_UNKNOWN, label: 'Not known yet' }, { value: pcn.code, label: pcn.name }, ...practices]} form={form} />
      <SelectField name="region" label="Where the posts are" options={optionsOf(REGIONS)} form={form} />
      {roles.map((role, index) => (
        <RoleDrafts key={index} role={role} index={index} form={form} />
      ))}
      <TextAreaField name="agreed" label="How the commissioner agreed (only if it did)" hint="Needed for a post above its role’s cap, or before the role is reimbursed" rows={2} form={form} />
      <button type="submit" className="nhsuk-button">
        Make the posts that are ticked
      </button>
    </form>
  );
}

function RoleDrafts({ role: { role, title, drafts }, index, form }: { role: DraftRole; index: number; form: FormState }): ReactElement {
  return (
    <fieldset className="nhsuk-fieldset census-start">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
        {title}, {drafts.length} {drafts.length === 1 ? 'post' : 'posts'}
      </legend>
      <input type="hidden" name={`role-${index}`} value={role ?? ''} />
      <input type="hidden" name={`title-${index}`} value={title} />
      <SelectField name={`paid-${index}`} label="Paid from" hint={role === null ? 'This is none of the additional roles' : 'The census does not say'} empty="Choose one" options={optionsOf(FUNDED_BY)} form={form} />
      {drafts.map((draft, line) => (
        <DraftLine key={line} id={`${index}-${line}`} draft={draft} title={title} form={form} />
      ))}
    </fieldset>
  );
}

/** One post in one line: ticked or not, its reference and its whole-time equivalent. */
function DraftLine({ id, draft, title, form }: { id: string; draft: DraftRole['drafts'][number]; title: string; form: FormState }): ReactElement {
  const error = form.errors?.[`line-${id}`];
  const values = form.values ?? {};
  const of = `${title}, post ${Number(id.split('-')[1]) + 1}`;
  return (
    <div className={`census-start__line${error ? ' census-start__line--wrong' : ''}`} id={`field-line-${id}`}>
      <div className="nhsuk-checkboxes__item">
        <input className="nhsuk-checkboxes__input" id={`take-${id}`} name={`take-${id}`} type="checkbox" value="yes" defaultChecked={textIn(values, `take-${id}`) === 'yes'} />
        <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`take-${id}`}>
          <span className="nhsuk-u-visually-hidden">{of}</span>
        </label>
      </div>
      <label>
        <span>Reference</span>
        <input className="nhsuk-input nhsuk-input--width-5" name={`reference-${id}`} defaultValue={textIn(values, `reference-${id}`)} />
      </label>
      <label>
        <span>WTE</span>
        <input className="nhsuk-input nhsuk-input--width-5" name={`wte-${id}`} inputMode="decimal" defaultValue={textIn(values, `wte-${id}`)} />
      </label>
      {(draft.note ?? (draft.isBought && 'Bought from another body')) && <p className="workforce-quiet">{[draft.note, draft.isBought ? 'Bought from another body' : null].filter(Boolean).join('. ')}.</p>}
      {error && <p className="nhsuk-error-message">{error}</p>}
    </div>
  );
}
