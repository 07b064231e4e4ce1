import type { ReactElement } from 'react';
import { z } from 'zod';
import { CheckboxField, DateField, PostForm, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { dayFieldValues, errorsOf, listIn, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { addSeat } from '../../commands/keepSeats.ts';
import { KEEP } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import { FILLINGS, SECTORS } from '../../domain/forum.ts';
import type { Filling, Forum, Sector } from '../../domain/forum.ts';
import { FORUMS, forumCrumbs, forumPath, seatPath } from '../forums/forumPaths.ts';
import { forumToFurnish } from '../forums/forumRights.ts';
import { optionsOf } from '../forums/termsFields.tsx';

const PATH = `${FORUMS}/:code/seats/new`;
const params = z.object({ code: z.string().max(80) });
const FIELDS = ['title', 'sector', 'office', 'representsCode', 'filling', 'weight', 'from', 'lastDay'];

/** What the rules of composition ask after. Any other may be entered as well. */
const KNOWN_OFFICES = ['chair', 'chief-executive', 'finance-director', 'medical-director', 'nursing-director', 'clinical-director', 'director-of-public-health'];

/** Adding a seat to a forum. */
export const newSeatPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: PATH,
    who: KEEP,
    params,
    async handle({ params: { code }, session }) {
      const forum = await forumToFurnish(context, session, code);
      return html(<NewSeatPage forum={forum} form={{ values: { filling: 'nominated', votes: 'yes', weight: '1', ...dayFieldValues('from', context.today()) } }} />);
    },
  }),
  defineForm({
    path: PATH,
    who: KEEP,
    params,
    async act({ params: { code }, session, values }) {
      const errors: Record<string, string> = {};
      const [from, lastDay] = [needDay(values, 'from', errors), mayDay(values, 'lastDay', errors)];
      if (!from || Object.keys(errors).length > 0) return errors;
      const seatId = await addSeat(context, actingOf(session), code, {
        title: textIn(values, 'title'),
        sector: textIn(values, 'sector') as Sector,
        office: textIn(values, 'office').toLowerCase().replaceAll(' ', '-') || null,
        representsCode: textIn(values, 'representsCode').toUpperCase() || null,
        filling: textIn(values, 'filling') as Filling,
        isVoting: listIn(values, 'votes').includes('yes'),
        weight: /^\d{1,7}$/.test(textIn(values, 'weight')) ? Number(textIn(values, 'weight')) : Number.NaN,
        knowledge: textIn(values, 'knowledge').toLowerCase().split(',').map((each) => each.trim().replaceAll(' ', '-')).filter(Boolean),
        from,
        lastDay,
      });
      return `${seatPath(code, seatId)}?done=added`;
    },
    wrong: (error) => errorsOf(error, FIELDS, 'title'),
    again: async ({ params: { code }, session }, form) => html(<NewSeatPage forum={await forumToFurnish(context, session, code)} form={form} />, 400),
  }),
];

function NewSeatPage({ forum, form }: { forum: Forum; form: FormState }): ReactElement {
  return (
    <Page title="Add a seat" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)} hasErrors={Boolean(form.errors)}>
      <PostForm action={`${forumPath(forum.code)}/seats/new`} submit="Add this seat" form={form}>
        <TextField name="title" label="What the seat is called" hint="Such as Chair, or General practice" form={form} />
        <SelectField name="sector" label="Sector" hint="From which part of the system its holder comes" empty="Choose a sector" options={optionsOf(SECTORS)} form={form} />
        <TextField name="office" label="Office" hint={`Leave it empty for none. The rules ask after: ${KNOWN_OFFICES.join(', ')}.`} width={20} form={form} />
        <TextField name="representsCode" label="Code of the body that it represents" hint="Leave it empty where it brings a perspective only" width={20} form={form} />
        <TextField name="knowledge" label="What its holder must know of" hint="Such as mental-health; separate several by commas" width={20} form={form} />
        <SelectField name="filling" label="How it is filled" options={optionsOf(FILLINGS)} form={form} />
        <CheckboxField name="votes" label="Vote" options={[{ value: 'yes', label: 'This seat votes' }]} form={form} />
        <TextField name="weight" label="Weight of its vote" inputMode="numeric" width={5} form={form} />
        <DateField name="from" label="First day" form={form} />
        <DateField name="lastDay" label="Last day" hint="Leave it empty where the seat goes on" form={form} />
      </PostForm>
    </Page>
  );
}
