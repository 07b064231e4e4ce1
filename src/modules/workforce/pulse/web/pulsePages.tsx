import type { ReactElement } from 'react';
import { z } from 'zod';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import { actingOf } from '#platform/web/acting.ts';
import { DateField, PostForm, RadioField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { dayFieldValues, errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { displayName } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, OWN_POST } from '../../permissions.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { answerStaffPulse, pulseNotFound } from '../commands/answerStaffPulse.ts';
import { openStaffPulse } from '../commands/openStaffPulse.ts';
import { ANSWERS } from '../domain/staffPulse.ts';
import { pulseRules } from '../pulseRules.ts';
import { fillsPostOf, hasAnsweredPulse, staffPulse, type StaffPulse } from '../queries/staffPulses.ts';
import { openPulsePath, pulsePath } from './pulsePaths.ts';

const ofPulse = z.object({ id: z.string().max(60) });
const ofPcn = z.object({ code: z.string().max(20) });
const anyForm = z.record(z.string(), z.unknown());
const CHOICES = Object.entries(ANSWERS).map(([value, label]) => ({ value, label }));

/** Answering the pulse, and opening a round of it. */
export function pulsePages(context: WorkforceContext): PageDefinition[] {
  const { database, register, today } = context;
  const db = () => database.as<unknown>();

  async function answerPage(id: string, { personId }: Session, form: FormState): Promise<PageReply> {
    const pulse = await staffPulse(db(), id);
    if (!pulse || !(await fillsPostOf(db(), pulse.pcnCode, personId, today()))) throw pulseNotFound(id);
    const stands = (await hasAnsweredPulse(db(), id, personId)) ? 'answered' : today() > pulse.closesOn ? 'closed' : 'open';
    return html(<AnswerPage pulse={pulse} stands={stands} form={form} />, form.errors ? 400 : 200);
  }
  async function openPage(code: string, session: Session, form: FormState): Promise<PageReply> {
    await requirePostsKeeper(db(), actingOf(session), code, today());
    const name = displayName((await register.reader.image()).nameOf(code, today()));
    return html(<OpenPage pcn={{ code, name }} form={form} />, form.errors ? 400 : 200);
  }

  return [
    definePage({ method: 'GET', path: '/workforce/pulse/:id', who: OWN_POST, params: ofPulse, handle: ({ params: { id }, session }) => answerPage(id, session, {}) }),
    definePage({
      method: 'POST', path: '/workforce/pulse/:id', who: OWN_POST, params: ofPulse, body: anyForm,
      async handle({ params: { id }, body, session }) {
        const values = body as SentValues;
        const statements = (await staffPulse(db(), id))?.statements ?? [];
        try {
          await answerStaffPulse(context, actingOf(session), id, Object.fromEntries(statements.map((statement) => [statement.id, Number(textIn(values, statement.id))])));
        } catch (error) {
          return answerPage(id, session, { values, errors: errorsOf(error, statements.map((statement) => statement.id)) });
        }
        return redirect303(pulsePath(id));
      },
    }),
    definePage({
      method: 'GET', path: '/workforce/pcns/:code/pulse', who: KEEP_POSTS, params: ofPcn,
      handle: ({ params: { code }, session }) => openPage(code, session, { values: dayFieldValues('closesOn', addDays(today(), pulseRules().round.daysUsual)) }),
    }),
    definePage({
      method: 'POST', path: '/workforce/pcns/:code/pulse', who: KEEP_POSTS, params: ofPcn, body: anyForm,
      async handle({ params: { code }, body, session }) {
        const values = body as SentValues;
        const errors: Record<string, string> = {};
        const closesOn = needDay(values, 'closesOn', errors);
        if (closesOn === null) return openPage(code, session, { values, errors });
        try {
          await openStaffPulse(context, actingOf(session), { pcnCode: code, closesOn });
        } catch (error) {
          return openPage(code, session, { values, errors: errorsOf(error, ['closesOn'], 'closesOn') });
        }
        return redirect303(`/workforce/pcns/${encodeURIComponent(code)}/belonging?done=opened`);
      },
    }),
  ];
}

function AnswerPage({ pulse, stands, form }: { pulse: StaffPulse; stands: 'open' | 'answered' | 'closed'; form: FormState }): ReactElement {
  return (
    <Page title="How is your post for you?" current="/workforce" kicker="The pulse of those who fill posts" breadcrumbs={[{ label: 'Home', href: '/' }]} hasErrors={Boolean(form.errors)}>
      {stands === 'answered' ? <p>Thank you: you have answered. What you chose was added to counts and is kept nowhere beside your name, so it can be neither seen nor changed.</p>
        : stands === 'closed' ? <p>This was open until {sayDate(pulse.closesOn)}.</p>
        : (
          <>
            <p>Open until {sayDate(pulse.closesOn)}. What you choose is added to counts and kept nowhere beside your name. Nothing is shown while it is open, and nothing at all where fewer than {pulseRules().round.answersLeast} people answer.</p>
            <PostForm action={pulsePath(pulse.id)} submit="Send my answers" form={form}>
              {pulse.statements.map(({ id, text }) => <RadioField key={id} name={id} label={text} form={form} options={CHOICES} />)}
            </PostForm>
          </>
        )}
    </Page>
  );
}

function OpenPage({ pcn: { code, name }, form }: { pcn: { code: string; name: string }; form: FormState }): ReactElement {
  const { statements, round: { daysLeast, daysMost, answersLeast } } = pulseRules();
  return (
    <Page title="Ask those who fill posts" current="/workforce" kicker={`${name} (${code})`} breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Belonging', href: `/workforce/pcns/${encodeURIComponent(code)}/belonging` }]} hasErrors={Boolean(form.errors)}>
      <p>Everybody who fills a post and signs in is asked, on their home page, how far they agree:</p>
      <ul>{statements.map(({ id, text }) => <li key={id}>{text}</li>)}</ul>
      <p>It is open for {daysLeast} to {daysMost} days. Nobody learns who chose what, not even you; nothing is shown where fewer than {answersLeast} people answer.</p>
      <PostForm action={openPulsePath(code)} submit="Ask them now" form={form}>
        <DateField name="closesOn" label="Last day" form={form} />
      </PostForm>
    </Page>
  );
}
