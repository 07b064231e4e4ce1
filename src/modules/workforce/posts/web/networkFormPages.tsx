import type { ReactElement, ReactNode } from 'react';
import { DateField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { leavingReasons } from '../postRules.ts';
import type { NetworkNames } from '../queries/networkNames.ts';
import { PostFields, staffOptions } from './postFields.tsx';
import { newPostPath, pcnPostsCrumbs, postPath, reassignPath, WORKFORCE } from './postPaths.ts';

interface OfPcn {
  pcn: SeenPcn;
  names: NetworkNames;
  form: FormState;
}
interface OfPost extends OfPcn {
  post: { id: string; reference: string };
}

const reasons = () => [...leavingReasons().values()].map(({ id, label }) => ({ value: id, label }));

export function Framed({ title, pcn, form, post, parents = post ? [{ label: post.reference, href: postPath(post.id) }] : [], children }: { title: string; pcn: SeenPcn; form: FormState; post?: OfPost['post']; parents?: readonly { label: string; href: string }[]; children: ReactNode }): ReactElement {
  return (
    <Page title={title} kicker={`${pcn.name} (${pcn.code})`} current={WORKFORCE} breadcrumbs={[...pcnPostsCrumbs(pcn), ...parents]} hasErrors={!!form.errors}>
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

/** Those who have left themselves are not among those who may take over. */
export const ReassignPage = ({ pcn, names, form, who, count, left }: OfPcn & { who: { id: string; name: string }; count: number; left: ReadonlySet<string> }): ReactElement => (
  <Framed title="Find somebody else" pcn={pcn} form={form}>
    <p>
      {who.name} is line manager or clinical supervisor of {count} {count === 1 ? 'post' : 'posts'}. Whoever you choose becomes both, where {who.name} was both.
    </p>
    <PostForm action={reassignPath(pcn.code)} submit="Give all of them to this person" form={form}>
      <input type="hidden" name="who" value={who.id} />
      <SelectField name="to" label="Who takes over" empty="Choose one" options={staffOptions(names).filter(({ value }) => value !== who.id && !left.has(value))} form={form} />
      <DateField name="from" label="From" form={form} />
    </PostForm>
  </Framed>
);
