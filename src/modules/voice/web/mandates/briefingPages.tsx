import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { PostForm, SelectField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumsOn } from '#governance';
import { giveBriefing } from '../../commands/mandates/giveBriefing.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { briefingsRead, type Briefing } from '../../queries/briefings.ts';
import { seatsToMandate } from '../../queries/mandates.ts';
import { positionsRead } from '../../queries/positions.ts';
import { confidedQuestion, crumbsOf, faultsBeside, sayWords, type ConfidedQuestion } from '../position/confidedQuestion.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';

const params = z.object({ id: z.string().max(40) });

interface BriefedForum {
  code: string;
  name: string;
  why: string;
}

/** What general practice tells a seat that takes no mandate. */
export function briefingPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, id: string, form: FormState | null, { notice, forumCode }: { notice?: string; forumCode?: string } = {}, status = 200): Promise<PageReply> {
    const db = context.database.as();
    const confided = await confidedQuestion(context, session, id);
    const briefings = await briefingsRead(db, confided.question, confided.viewer);
    const { published } = await positionsRead(db, confided.question, confided.viewer);
    const all = await forumsOn(db, context.today());
    const forums: BriefedForum[] = [];
    for (const forum of confided.isLeader ? all : []) {
      const why = (await seatsToMandate(db, forum, context.today())).find(({ whyNotMandated }) => whyNotMandated !== null)?.whyNotMandated;
      if (why) forums.push({ code: forum.code, name: forum.name, why });
    }
    const first: FormState = { values: { forumCode: forumCode ?? '', words: published ? [published.want, published.reasons].filter(Boolean).join('\n\n') : '' } };
    return html(<BriefingPage confided={confided} briefings={briefings} nameOf={(code) => all.find((forum) => forum.code === code)?.name ?? code} forums={forums} form={form ?? first} notice={notice} />, status);
  }

  return [
    definePage({ method: 'GET', path: '/questions/:id/briefing', who: 'voice.read', params, query: z.object({ done: z.string().optional(), forum: z.string().max(60).optional() }), handle: ({ session, params: { id }, query }) => show(session, id, null, { notice: query.done ? 'The briefing was given. Everybody who signs in can read it.' : undefined, forumCode: query.forum }) }),
    definePage({
      method: 'POST', path: '/questions/:id/briefing', who: LEAD, params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        try {
          await giveBriefing(context, actingOf(session), id, { forumCode: textIn(values, 'forumCode'), words: textIn(values, 'words') });
        } catch (error) {
          return show(session, id, { values, errors: faultsBeside(error) }, {}, 400);
        }
        return redirect303(`/questions/${id}/briefing?done=given`);
      },
    }),
  ];
}

function BriefingPage({ confided: { question }, briefings, nameOf, forums, form, notice }: { confided: ConfidedQuestion; briefings: readonly Briefing[]; nameOf: (code: string) => string; forums: readonly BriefedForum[]; form: FormState; notice?: string }): ReactElement {
  return (
    <Page title="Briefing" kicker={question.title} current={QUESTIONS} breadcrumbs={crumbsOf(question)} notice={notice} hasErrors={Boolean(form.errors)}>
      <p>What general practice thinks, for a member who sits for the whole board and not for general practice. It is no instruction and sets no limits.</p>
      {briefings.length === 0 && <p>No briefing was given on this question yet.</p>}
      {briefings.map(({ forumCode, words, givenAt }, index) => (
        <section key={index} aria-label={`To the ${nameOf(forumCode)}`}>
          <p className="voice-words">{sayWords(words)}</p>
          <p className="voice-small">To the {nameOf(forumCode)}, {sayDate(toIsoDate(givenAt))}.</p>
        </section>
      ))}
      {forums.length > 0 && (
        <PostForm action={`/questions/${question.id}/briefing`} submit="Give the briefing" form={form}>
          <p>{forums[0]!.why}</p>
          <SelectField name="forumCode" label="To the general practice seat of" form={form} options={forums.map(({ code, name }) => ({ value: code, label: name }))} />
          <TextAreaField name="words" label="What general practice thinks" hint="Everybody who signs in can read it: name no fall-back and no limit" form={form} />
        </PostForm>
      )}
    </Page>
  );
}
