import type { ReactElement } from 'react';
import { z } from 'zod';
import type { Database } from '#platform/database/index.ts';
import { PostForm, RadioField, SelectField } from '../../web/form.tsx';
import type { FormState } from '../../web/form.tsx';
import { parseForm } from '../../web/formValues.ts';
import { Page } from '../../web/page.tsx';
import { html, redirect303 } from '../../web/reply.ts';
import { definePage } from '../../web/route.ts';
import type { PageDefinition } from '../../web/route.ts';
import { chooseDigest, digestChoiceOf, personOfStopLink } from '../digestChoice.ts';
import { sayChoice, WEEKDAYS } from '../digestPeriod.ts';
import type { DigestChoice } from '../digestPeriod.ts';

export interface DigestPagesOptions {
  database: Database;
  now: () => Date;
  /** Whether mails leave at all. */
  isMailSent: boolean;
}

const DIGEST = '/today/digest';

const SentChoice = z.object({
  every: z.enum(['off', 'day', 'week'], 'Choose how often'),
  weekday: z.coerce.number('Choose a day of the week').int().min(1, 'Choose a day of the week').max(7, 'Choose a day of the week').default(1),
});

const token = z.object({ token: z.string().max(100) });

/** How often one has what needs one by e-mail, and the way out from the mail itself. */
export function digestPages({ database, now, isMailSent }: DigestPagesOptions): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: DIGEST,
      who: 'signed-in',
      query: z.object({ done: z.string().optional() }),
      summary: 'What needs you by e-mail: how often',
      handle: async ({ session, query }) => {
        const choice = await digestChoiceOf(database.as(), session.personId);
        return html(<DigestPage form={{ values: sentOf(choice) }} isMailSent={isMailSent} notice={query.done === 'chosen' ? sayChosen(choice) : undefined} />);
      },
    }),
    definePage({
      method: 'POST',
      path: DIGEST,
      who: 'signed-in',
      handle: async ({ session, raw }) => {
        const parsed = parseForm(SentChoice, raw.body);
        if (!parsed.ok) return html(<DigestPage form={parsed} isMailSent={isMailSent} />, 400);
        const { every, weekday } = parsed.value;
        await chooseDigest(database, { personId: session.personId, choice: every === 'week' ? { every, weekday } : { every } }, now());
        return redirect303(`${DIGEST}?done=chosen`);
      },
    }),
    definePage({
      method: 'GET',
      path: `${DIGEST}/stop/:token`,
      who: 'anyone',
      limit: 'strict',
      params: token,
      handle: async ({ params }) => {
        await personOfStopLink(database.as(), params.token);
        return html(<StopPage action={`${DIGEST}/stop/${encodeURIComponent(params.token)}`} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${DIGEST}/stop/:token`,
      who: 'anyone',
      limit: 'strict',
      params: token,
      handle: async ({ params }) => {
        const personId = await personOfStopLink(database.as(), params.token);
        await chooseDigest(database, { personId, choice: { every: 'off' } }, now());
        return html(<StoppedPage />);
      },
    }),
  ];
}

const sentOf = (choice: DigestChoice): Record<string, string> => ({ every: choice.every, weekday: String(choice.every === 'week' ? choice.weekday : 1) });

const sayChosen = (choice: DigestChoice): string => (choice.every === 'off' ? 'You get no such e-mail.' : `You get what needs you by e-mail ${sayChoice(choice)}, at seven in the morning.`);

function DigestPage({ form, isMailSent, notice }: { form: FormState; isMailSent: boolean; notice?: string }): ReactElement {
  return (
    <Page title="What needs you, by e-mail" breadcrumbs={[{ label: 'Today', href: '/' }]} notice={notice} hasErrors={form.errors !== undefined}>
      <p>The list of your home page, at seven in the morning. On a day when nothing needs you, nothing is sent.</p>
      {!isMailSent && <p>No mail server is set here yet: until then these mails wait in the outbox.</p>}
      <PostForm action={DIGEST} submit="Save" form={form}>
        <RadioField name="every" label="How often?" form={form} options={[{ value: 'day', label: 'Every day' }, { value: 'week', label: 'Once a week' }, { value: 'off', label: 'Never' }]} />
        <SelectField name="weekday" label="If once a week, on which day?" form={form} options={Object.entries(WEEKDAYS).map(([value, label]) => ({ value, label }))} />
      </PostForm>
    </Page>
  );
}

function StopPage({ action }: { action: string }): ReactElement {
  return (
    <Page title="Stop these e-mails?">
      <p>What needs you will still be on your home page. Messages that only you can answer, such as a canvass, still come by e-mail.</p>
      <PostForm action={action} submit="Stop the e-mails" form={{}}>
        {null}
      </PostForm>
    </Page>
  );
}

function StoppedPage(): ReactElement {
  return (
    <Page title="The e-mails are stopped">
      <p>
        You will get no more of them. To have them again, sign in and <a href={DIGEST}>choose how often</a>.
      </p>
    </Page>
  );
}
