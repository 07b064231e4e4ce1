import type { ReactElement, ReactNode } from 'react';
import { sayDate, saySpan } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { DateField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import type { Away } from '../domain/gone.ts';
import type { StaffMember } from '../domain/post.ts';
import { endOfDays } from '../domain/timeline.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { sayName } from '../queries/staff.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { staffOptions } from './postFields.tsx';
import { pcnPostsCrumbs, staffMemberPath, staffPath, WORKFORCE } from './postPaths.ts';

const staffTable = (pcnCode: string): Table<StaffMember> =>
  defineTable<StaffMember>({
    id: 'people',
    caption: 'Those who fill, manage or supervise posts',
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: sayName },
      { key: 'signs-in', heading: 'Signs in', kind: 'text', value: ({ personId }) => (personId === null ? 'Not yet linked' : 'Yes') },
      { key: 'correct', heading: 'If it is wrong', kind: 'text', value: () => 'Correct it', cell: ({ id, name }) => (name === null ? '–' : <a href={staffMemberPath(pcnCode, id)}>Correct it<span className="nhsuk-u-visually-hidden"> of {name}</span></a>) },
    ],
    source: { title: 'Entered by the PCN' },
    whenEmpty: 'Nobody yet. Add those who fill, manage and supervise your posts.',
  });

interface StaffPageProps {
  pcn: SeenPcn;
  names: NetworkNames;
  /** The times away that stand, of everybody of the PCN. */
  away: readonly Away[];
  today: IsoDate;
  form: FormState;
  query: SentValues;
  notice?: string | undefined;
}

/** A PCN’s people and teams, who is away, and the forms about them. */
export function StaffPage({ pcn, names, away, today, form, query, notice }: StaffPageProps): ReactElement {
  const path = staffPath(pcn.code);
  const of = (what: string): FormState => (form.values?.['what'] === what ? form : {});
  const who = (state: FormState, label: string) => <SelectField name="staff" label={label} empty="Choose one" options={staffOptions(names)} form={state} />;
  return (
    <Page title="People and teams" kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} hasErrors={!!form.errors} notice={notice}>
      <DataTable table={staffTable(pcn.code)} rows={names.staff} query={query} basePath={path} />
      <p>Teams of the PCN: {names.teams.map(({ name }) => name).join(', ') || 'none yet'}.</p>
      <TimesAway pcn={pcn} names={names} away={away.filter((one) => endOfDays(one) > today)} />
      <h2>Add somebody</h2>
      <PostForm action={path} submit="Add this person" form={of('add')}>
        <input type="hidden" name="what" value="add" />
        <TextField name="name" label="Name" hint="Kept apart from the posts, so that it can be erased" width={20} form={of('add')} />
      </PostForm>
      <OtherForm title="Add a team" isOpen={!!of('team').errors}>
        <PostForm action={path} submit="Add the team" form={of('team')}>
          <input type="hidden" name="what" value="team" />
          <TextField name="name" label="Name of the team" width={20} form={of('team')} />
        </PostForm>
      </OtherForm>
      <OtherForm title="Somebody is away, or is here no more" isOpen={!!of('away').errors}>
        <PostForm action={path} submit="Keep it" form={of('away')}>
          <input type="hidden" name="what" value="away" />
          {who(of('away'), 'Who')}
          <RadioField name="kind" label="What is it?" options={[{ value: 'away', label: 'Away for a time' }, { value: 'left', label: 'Here no more', hint: 'Whoever fills a post leaves it at the post instead' }]} form={of('away')} />
          <DateField name="starts" label="From" form={of('away')} />
          <DateField name="ends" label="To (optional)" form={of('away')} />
        </PostForm>
      </OtherForm>
      <OtherForm title="Erase a name" isOpen={!!of('erase').errors}>
        <p>The posts that they filled, managed and supervised stay, without the name. It cannot be brought back.</p>
        <PostForm action={path} submit="Erase the name" form={of('erase')}>
          <input type="hidden" name="what" value="erase" />
          {who(of('erase'), 'Whose')}
        </PostForm>
      </OtherForm>
    </Page>
  );
}

/** Who is away now or is to be, and who is here no more: each can be taken back. */
function TimesAway({ pcn, names, away }: Pick<StaffPageProps, 'pcn' | 'names' | 'away'>): ReactElement | null {
  if (away.length === 0) return null;
  return (
    <>
      <h2>Away, or here no more</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {away.map((one) => (
          <li key={one.id}>
            {names.staffName(one.staffId)}: {one.kind === 'left' ? `here no more from ${sayDate(one.from)} on` : `away ${saySpan(one)}`}. <TakeBackForm action={staffPath(pcn.code)} values={{ what: 'withdraw-away', staff: one.staffId, away: one.id }} label="It is wrong: take it back" />
          </li>
        ))}
      </ul>
    </>
  );
}

const OtherForm = ({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }): ReactElement => (
  <details className="nhsuk-details" open={isOpen}>
    <summary className="nhsuk-details__summary">
      <span className="nhsuk-details__summary-text">{title}</span>
    </summary>
    <div className="nhsuk-details__text">{children}</div>
  </details>
);
