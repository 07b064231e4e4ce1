import type { ReactElement, ReactNode } from 'react';
import { DateField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { leavingReasons } from '../postRules.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { PostFields, staffOptions } from './postFields.tsx';
import { newPostPath, pcnPostsCrumbs, peoplePath, postPath, reassignPath, staffPath, WORKFORCE } from './postPaths.ts';

interface OfPcn {
  pcn: SeenPcn;
  names: NetworkNames;
  form: FormState;
}
interface OfPost extends OfPcn {
  post: { id: string; reference: string };
}

const reasons = () => [...leavingReasons().values()].map(({ id, label }) => ({ value: id, label }));

function Framed({ title, pcn, form, post, children }: { title: string; pcn: SeenPcn; form: FormState; post?: OfPost['post']; children: ReactNode }): ReactElement {
  return (
    <Page title={title} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={[...pcnPostsCrumbs(pcn), ...(post ? [{ label: post.reference, href: postPath(post.id) }] : [])]} hasErrors={!!form.errors}>
      {children}
    </Page>
  );
}

export const NewPostPage = ({ pcn, names, form }: OfPcn): ReactElement => (
  <Framed title="Add a post" pcn={pcn} form={form}>
    <PostForm action={newPostPath(pcn.code)} submit="Add the post" form={form}>
      <TextField name="reference" label="Reference" hint="Your own, as in your claims, such as CP1; no name of anybody" width={10} form={form} />
      <DateField name="starts" label="First day" form={form} />
      <DateField name="ends" label="Last day (optional)" form={form} />
      <PostFields names={names} pcn={pcn} form={form} />
    </PostForm>
  </Framed>
);

export const ChangePostPage = ({ pcn, names, form, post }: OfPost): ReactElement => (
  <Framed title={`Change ${post.reference}`} pcn={pcn} form={form} post={post}>
    <PostForm action={`${postPath(post.id)}/change`} submit="Keep it so" form={form}>
      <RadioField name="mode" label="What is it?" options={[{ value: 'change', label: 'Something changes from a day on', hint: 'What was so until then stays' }, { value: 'correct', label: 'Something was entered wrongly', hint: 'It is put right over all days of the post, or from the day on that you enter' }]} form={form} />
      <DateField name="from" label="From" form={form} />
      <PostFields names={names} pcn={pcn} form={form} />
    </PostForm>
  </Framed>
);

export const EndPostPage = ({ pcn, form, post }: OfPost): ReactElement => (
  <Framed title={`End ${post.reference}`} pcn={pcn} form={form} post={post}>
    <PostForm action={`${postPath(post.id)}/end`} submit="End the post" form={form}>
      <DateField name="ends" label="Its last day" form={form} />
      <SelectField name="reason" label="Why those who fill it leave it" empty="Nobody fills it then" options={reasons()} form={form} />
    </PostForm>
  </Framed>
);

export const FillPostPage = ({ pcn, names, form, post }: OfPost): ReactElement => (
  <Framed title={`Put somebody into ${post.reference}`} pcn={pcn} form={form} post={post}>
    <PostForm action={`${postPath(post.id)}/fill`} submit="Put them into the post" form={form}>
      <SelectField name="staff" label="Who" empty="Somebody new, named below" options={staffOptions(names)} form={form} />
      <TextField name="name" label="Name of somebody new (optional)" hint="Kept apart from the post, so that it can be erased" width={20} form={form} />
      <TextField name="wte" label="Whole-time equivalent" hint="Their part, such as 0.6; several may share a post" width={5} inputMode="decimal" form={form} />
      <DateField name="starts" label="First day" form={form} />
    </PostForm>
  </Framed>
);

export const LeavePostPage = ({ pcn, form, post, filling, name }: OfPost & { filling: string; name: string }): ReactElement => (
  <Framed title={`${name} leaves ${post.reference}`} pcn={pcn} form={form} post={post}>
    <PostForm action={`${postPath(post.id)}/leave`} submit="Keep that they leave" form={form}>
      <input type="hidden" name="filling" value={filling} />
      <DateField name="ends" label="Their last day in it" form={form} />
      <SelectField name="reason" label="Why" empty="Choose one" options={reasons()} form={form} />
    </PostForm>
  </Framed>
);

export const ReassignPage = ({ pcn, names, form, who, count }: OfPcn & { who: { id: string; name: string }; count: number }): ReactElement => (
  <Framed title="Find somebody else" pcn={pcn} form={form}>
    <p>
      {who.name} is line manager or clinical supervisor of {count} {count === 1 ? 'post' : 'posts'}. Whoever you choose becomes both, where {who.name} was both.
    </p>
    <PostForm action={reassignPath(pcn.code)} submit="Give all of them to this person" form={form}>
      <input type="hidden" name="who" value={who.id} />
      <SelectField name="to" label="Who takes over" empty="Choose one" options={staffOptions(names).filter(({ value }) => value !== who.id)} form={form} />
      <DateField name="from" label="From" form={form} />
    </PostForm>
  </Framed>
);

export function StaffPage({ pcn, names, form, notice }: OfPcn & { notice?: string | undefined }): ReactElement {
  const path = staffPath(pcn.code);
  const of = (what: string): FormState => (form.values?.['what'] === what ? form : {});
  const who = (state: FormState, label: string) => <SelectField name="staff" label={label} empty="Choose one" options={staffOptions(names)} form={state} />;
  return (
    <Page title="People and teams" kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={pcnPostsCrumbs(pcn)} hasErrors={!!form.errors} notice={notice}>
      <p>
        Those who fill, manage or supervise posts: {names.staff.filter(({ name }) => name !== null).map(({ name }) => name).join(', ') || 'nobody yet'}. Teams: {names.teams.map(({ name }) => name).join(', ') || 'none yet'}. <a href={peoplePath(pcn.code)}>Back to the posts</a>
      </p>
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

const OtherForm = ({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }): ReactElement => (
  <details className="nhsuk-details" open={isOpen}>
    <summary className="nhsuk-details__summary">
      <span className="nhsuk-details__summary-text">{title}</span>
    </summary>
    <div className="nhsuk-details__text">{children}</div>
  </details>
);
