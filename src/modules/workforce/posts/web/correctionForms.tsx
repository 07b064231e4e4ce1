import type { ReactElement } from 'react';
import { DateField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { TakeBackForm } from '../../web/takeBackForm.tsx';
import { leavingReasons } from '../postRules.ts';
import { Framed } from './networkFormPages.tsx';
import { postPath, staffMemberPath, staffPath } from './postPaths.ts';

interface CorrectFillingProps {
  pcn: SeenPcn;
  post: { id: string; reference: string };
  filling: string;
  name: string;
  form: FormState;
}

/** Putting right who filled a post when, and how much of it; or that they never did. */
export const CorrectFillingPage = ({ pcn, post, filling, name, form }: CorrectFillingProps): ReactElement => (
  <Framed title={`Correct when ${name} was in ${post.reference}`} pcn={pcn} form={form} post={post}>
    <p>For what was entered wrongly. What was believed before stays on record. Whoever leaves the post, leaves it at the post instead.</p>
    <PostForm action={`${postPath(post.id)}/filling`} submit="Correct it" form={form}>
      <input type="hidden" name="filling" value={filling} />
      <TextField name="wte" label="Whole-time equivalent" hint="Their part of the post, such as 0.6" width={5} inputMode="decimal" form={form} />
      <DateField name="starts" label="First day in it" form={form} />
      <DateField name="ends" label="Last day in it (optional)" hint="Leave it empty where they are in it still: that takes back an end" form={form} />
      <SelectField name="reason" label="Why they left" empty="They have not left" options={[...leavingReasons().values()].map(({ id, label }) => ({ value: id, label }))} form={form} />
    </PostForm>
    <h2>They were never in it</h2>
    <p>
      <TakeBackForm action={`${postPath(post.id)}/filling`} values={{ filling, what: 'never' }} label="It was entered by mistake: take it back" />
    </p>
  </Framed>
);

interface CorrectStaffProps {
  pcn: SeenPcn;
  member: { id: string; name: string };
  /** Those with a role in the PCN or its practices who may be this person. */
  people: readonly { personId: string; name: string }[];
  form: FormState;
}

/** Putting right a name, or who signs in as them. */
export const CorrectStaffPage = ({ pcn, member, people, form }: CorrectStaffProps): ReactElement => (
  <Framed title={`Correct ${member.name}`} pcn={pcn} form={form} parents={[{ label: 'People and teams', href: staffPath(pcn.code) }]}>
    <PostForm action={staffMemberPath(pcn.code, member.id)} submit="Correct it" form={form}>
      <TextField name="name" label="Name" hint="What stood there before is erased" width={20} form={form} />
      <SelectField name="person" label="Signs in as" hint="So that they see their own post and are asked the pulse. Only those with a role in this PCN or its practices" empty="Nobody yet" options={people.map(({ personId, name }) => ({ value: personId, label: name }))} form={form} />
    </PostForm>
  </Framed>
);
