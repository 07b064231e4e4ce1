import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { PostForm, RadioField, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import { answerPulse, pulseNotFound } from '../../commands/answerPulse.ts';
import type { VoiceContext } from '../../context.ts';
import { PULSE_QUESTION, TRUST_SCALE } from '../../domain/pulse.ts';
import { hasAnswered, isAskedIn, pulseOf, type Pulse } from '../../queries/pulses.ts';

const PATH = '/pulse/:id';
const params = z.object({ id: z.string().max(40) });

/** The yearly question: one choice, a few words if one likes, and no way back to who chose what. */
export function pulsePages(context: VoiceContext): PageDefinition[] {
  async function stateOf(id: string, personId: string) {
    const db = context.database.as<unknown>();
    const pulse = await pulseOf(db, id);
    if (!pulse || !(await isAskedIn(db, await context.register.reader.image(), pulse.placeCode, personId, context.today()))) throw pulseNotFound(id);
    const forumName = (await forumOf(db, pulse.forumCode, context.today()))?.name ?? 'your leadership team';
    return { pulse, forumName, isAnswered: await hasAnswered(db, id, personId), isOpen: context.today() >= pulse.opensOn && context.today() <= pulse.closesOn };
  }
  return [
    definePage({
      method: 'GET',
      path: PATH,
      who: 'voice.answer',
      params,
      handle: async ({ params: { id }, session }) => html(<PulsePage {...await stateOf(id, session.personId)} form={{}} />),
    }),
    definePage({
      method: 'POST',
      path: PATH,
      who: 'voice.answer',
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const words = typeof values['words'] === 'string' ? values['words'] : null;
        try {
          await answerPulse(context, actingOf(session), id, { trust: Number(values['trust']), words });
        } catch (error) {
          if (!(error instanceof Refused) || !['trust', 'words'].includes(error.refusal.where ?? '')) throw error;
          const errors = { [error.refusal.where!]: `${error.refusal.what} ${error.refusal.todo ?? ''}`.trim() };
          return html(<PulsePage {...await stateOf(id, session.personId)} form={{ values, errors }} />, 400);
        }
        return redirect303(values['back'] === 'today' ? '/?done=pulse-answered' : `/pulse/${id}`);
      },
    }),
  ];
}

interface PulsePageProps {
  pulse: Pulse;
  forumName: string;
  isAnswered: boolean;
  isOpen: boolean;
  form: FormState;
}

function PulsePage({ pulse, forumName, isAnswered, isOpen, form }: PulsePageProps): ReactElement {
  return (
    <Page title={PULSE_QUESTION} kicker={`${forumName} asks, once a year`} current="/trust" breadcrumbs={[{ label: 'Home', href: '/' }]} hasErrors={form.errors !== undefined}>
      {isAnswered ? (
        <p>Thank you: you have answered for {pulse.year}. What you chose is kept as a count only, so it can be neither seen nor changed.</p>
      ) : !isOpen ? (
        <p>This was open until {sayDate(pulse.closesOn)}.</p>
      ) : (
        <>
          <p>Open until {sayDate(pulse.closesOn)}. What you choose is added to a count and kept nowhere beside your name, so it cannot be changed once it is sent.</p>
          <PostForm action={`/pulse/${pulse.id}`} submit="Send my answer" form={form}>
            <RadioField name="trust" label="Do they act for all?" form={form} options={Object.entries(TRUST_SCALE).map(([value, label]) => ({ value, label }))} />
            <TextAreaField name="words" label="Anything to add? (optional)" hint="Your leadership team reads it without your name. Do not write what would tell who you are." form={form} rows={3} />
          </PostForm>
        </>
      )}
      <p>
        What came of it is on the page about <a href={`/trust?place=${encodeURIComponent(pulse.placeCode)}`}>trust</a>, once it is closed.
      </p>
    </Page>
  );
}
