import type { ReactElement } from 'react';
import { z } from 'zod';
import { textOf } from '#platform/csv/textOf.ts';
import { CheckboxField, FileField, PostForm, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { definePreview } from '#platform/web/previewRoute.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { importPeople, planImport } from '../commands/importPeople.ts';
import type { PeopleHouse } from '../commands/peopleContext.ts';
import { CONTACT_COLUMNS, CONTACTS_TEMPLATE, readContacts, type RowRefusal } from '../domain/contactsFile.ts';
import type { ContactPlan } from '../domain/planContacts.ts';
import { ROLES } from '../domain/roles.ts';
import { actingFor } from './acting.ts';
import { HOME_CRUMB, PEOPLE, PEOPLE_CRUMB } from './peoplePaths.ts';

const PATH = `${PEOPLE}/import`;
/** What a confirming form can carry back; a file that is larger is more than one system's contacts. */
const TEXT_BYTES_MAX = 600_000;

/** A contacts file: upload, look at what it would change, confirm. Nothing is kept between the steps but in the page. */
export function importPages(house: PeopleHouse): PageDefinition[] {
  return [
    definePage({ method: 'GET', path: PATH, who: 'people.invite', handle: async () => html(<ImportPage />) }),
    definePage({
      method: 'GET',
      path: `${PATH}/template`,
      who: 'people.invite',
      handle: async () => download({ fileName: 'contacts.csv', contentType: 'text/csv; charset=utf-8', body: CONTACTS_TEMPLATE }),
    }),
    definePreview({
      path: PATH,
      who: 'people.invite',
      bytesMax: TEXT_BYTES_MAX,
      choose: (error) => <ImportPage error={error} />,
      async preview({ fileName, bytes }, session) {
        const text = textOf(bytes);
        const { rows, refusals } = readContacts(text);
        const plan = await planImport(actingFor(house, session), rows);
        const all = [...refusals, ...plan.refusals].sort((left, right) => left.line - right.line);
        return html(<PreviewPage plan={plan} refusals={all} text={text} fileName={fileName} />, all.length > 0 ? 400 : 200);
      },
    }),
    definePage({
      method: 'POST',
      path: `${PATH}/confirm`,
      who: 'people.invite',
      body: z.object({ text: z.string(), invite: z.string().optional() }),
      handle: async ({ body, session }) => {
        const { rows, refusals } = readContacts(body.text);
        const acting = actingFor(house, session);
        const outcome = refusals.length > 0 ? { refusals } : await importPeople(acting, rows, { sendInvitations: body.invite === 'yes' });
        if (outcome.refusals.length > 0) {
          return html(<PreviewPage plan={await planImport(acting, rows)} refusals={outcome.refusals} text={body.text} fileName="the file" />, 400);
        }
        return redirect303(PEOPLE);
      },
    }),
  ];
}

function ImportPage({ error }: { error?: string }): ReactElement {
  const form: FormState = error ? { errors: { file: error } } : {};
  return (
    <Page title="Import contacts" current={PEOPLE} hasErrors={Boolean(error)} breadcrumbs={[HOME_CRUMB, PEOPLE_CRUMB]}>
      <p>
        A CSV file with the columns {CONTACT_COLUMNS.join(', ')}; a person with two roles has two rows. <a href={`${PATH}/template`}>Download the template</a>.
      </p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What the role column may say</span>
        </summary>
        <div className="nhsuk-details__text">
          <ul>
            {Object.entries(ROLES).map(([id, { label }]) => (
              <li key={id}>
                <code>{id}</code>: {label}
              </li>
            ))}
          </ul>
        </div>
      </details>
      <PostForm action={PATH} submit="Look at what it would change" form={form} takesFiles>
        <FileField name="file" label="Contacts file" accept=".csv,text/csv" form={form} />
      </PostForm>
    </Page>
  );
}

const ROWS_SHOWN_MAX = 200;

function PreviewPage({ plan, refusals, text, fileName }: { plan: ContactPlan; refusals: readonly RowRefusal[]; text: string; fileName: string }): ReactElement {
  const made = plan.people.filter(({ personId }) => personId === null).length;
  const roles = plan.people.reduce((sum, { adds }) => sum + adds.length, 0);
  if (refusals.length > 0) return <RefusalsPage refusals={refusals} fileName={fileName} />;
  return (
    <Page title="What this file would change" current={PEOPLE} breadcrumbs={[HOME_CRUMB, PEOPLE_CRUMB, { label: 'Import contacts', href: PATH }]}>
      <p>
        {fileName}: {made} new {made === 1 ? 'person' : 'people'}, {roles} {roles === 1 ? 'role' : 'roles'} to add, {plan.unchanged} {plan.unchanged === 1 ? 'row' : 'rows'} on record already. Nothing is saved yet.
      </p>
      <RowsTable
        caption="People and the roles they would be given"
        headings={['E-mail', 'Name', 'New', 'Roles added']}
        rows={plan.people.slice(0, ROWS_SHOWN_MAX).map(({ email, name, personId, adds }) => [
          email,
          name,
          personId === null ? 'new' : 'known',
          adds.map(({ role, organisationCode, start, end }) => `${ROLES[role].label} at ${organisationCode ?? 'the whole system'}, ${start} to ${end ?? 'now'}`).join('; '),
        ])}
      />
      {plan.people.length > ROWS_SHOWN_MAX && <p>The first {ROWS_SHOWN_MAX} people of {plan.people.length} are shown.</p>}
      {roles > 0 && (
        <PostForm action={`${PATH}/confirm`} submit="Save all of it" form={{ values: { invite: 'yes' } }}>
          <input type="hidden" name="text" value={text} />
          <CheckboxField name="invite" label="Invitations" form={{ values: { invite: 'yes' } }} options={[{ value: 'yes', label: 'Send each new person an invitation by e-mail' }]} />
        </PostForm>
      )}
    </Page>
  );
}

function RefusalsPage({ refusals, fileName }: { refusals: readonly RowRefusal[]; fileName: string }): ReactElement {
  return (
    <Page title="This file cannot be taken yet" hasErrors current={PEOPLE} breadcrumbs={[HOME_CRUMB, PEOPLE_CRUMB, { label: 'Import contacts', href: PATH }]}>
      <p>
        {fileName} has {refusals.length} {refusals.length === 1 ? 'row' : 'rows'} that cannot be taken, so nothing was saved. Correct them and <a href={PATH}>choose the file again</a>.
      </p>
      <RowsTable
        caption="What to correct"
        headings={['Line', 'Column', 'Value', 'Reason']}
        rows={refusals.slice(0, ROWS_SHOWN_MAX).map(({ line, column, value, reason }) => [String(line), column, value, reason])}
      />
    </Page>
  );
}

function RowsTable({ caption, headings, rows }: { caption: string; headings: readonly string[]; rows: readonly (readonly string[])[] }): ReactElement {
  return (
    <div className="chorus-table__scroll">
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption">{caption}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
