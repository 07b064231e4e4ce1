import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumsOn } from '#governance';
import { moveQuestionOn } from '../../commands/moveQuestionOn.ts';
import { LEAD } from '../../commands/requireLead.ts';
import { spokenFor } from '../../commands/requireSpeaker.ts';
import type { VoiceContext } from '../../context.ts';
import { canvassesOf, constituentRowsOf, isOpenOn } from '../../queries/canvasses.ts';
import { questionThread } from '../../queries/questionThread.ts';
import type { Question } from '../../queries/questions.ts';
import { primaryAction } from './primaryAction.ts';
import { questionPath, QUESTIONS } from './questionPaths.ts';
import { subjectLinks } from './subjectLinks.tsx';
import { threadSections } from './threadSections.ts';
import { ThreadView } from './threadView.tsx';

const params = z.object({ id: z.string().max(40) });
const OWN_EVENTS = ['withdraw', 'defer', 'refer-up', 'reopen', 'act', 'close'] as const;

const NOTICES: Readonly<Record<string, string>> = {
  drafted: 'The draft was saved. Nobody is asked until you open its canvass.',
  changed: 'The change was saved.',
  withdraw: 'The question was withdrawn. It can be reopened below.',
  defer: 'The question was deferred.',
  'refer-up': 'The question was referred up.',
  reopen: 'The question was reopened.',
  act: 'It is recorded that it is acted on.',
  close: 'The question was closed.',
};

/** A question's thread, and the steps that its leaders take from it. */
export function threadPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, id: string, { done, form = {}, status = 200 }: { done?: string | undefined; form?: FormState; status?: number }): Promise<PageReply> {
    const acting = { ...actingOf(session), personId: session.personId };
    const thread = await questionThread(context, acting, id);
    const sections: ReactElement[] = [];
    for (const section of threadSections) {
      const drawn = await section(context, thread.question, thread.viewer);
      if (drawn) sections.push(<div key={sections.length}>{drawn}</div>);
    }
    const action = primaryAction({ question: thread.question, isLeader: thread.isLeader, ...(await askedBy(session, thread.question)) });
    const forums = thread.isLeader ? (await forumsOn(context.database.as(), context.today())).filter(({ code }) => code !== thread.question.forumCode).map(({ code, name }) => ({ value: code, label: name })) : [];
    return html(<ThreadView thread={thread} sections={sections} about={await subjectLinks(context, thread.question.about)} action={action} forums={forums} form={form} notice={NOTICES[done ?? '']} />, status);
  }

  async function askedBy(session: Session, question: Question): Promise<{ isCanvassOpen: boolean; isAsked: boolean }> {
    const db = context.database.as();
    const [canvass] = await canvassesOf(db, question.id);
    const isCanvassOpen = canvass !== undefined && question.state === 'canvassed' && isOpenOn(canvass, context.today());
    if (!canvass || !isCanvassOpen) return { isCanvassOpen, isAsked: false };
    const own = await spokenFor(db, actingOf(session), context.today());
    const asked = await constituentRowsOf(db, canvass.id);
    return { isCanvassOpen, isAsked: asked.some(({ code }) => own.includes(code)) };
  }

  return [
    definePage({ method: 'GET', path: `${QUESTIONS}/:id`, who: 'voice.read', params, query: z.object({ done: z.string().max(40).optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { done: query.done }) }),
    definePage({
      method: 'POST', path: `${QUESTIONS}/:id/step`, who: LEAD, params,
      async handle({ session, params: { id }, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const event = OWN_EVENTS.find((one) => one === textIn(values, 'event'));
        if (!event) return show(session, id, { form: { values, errors: { event: 'Choose what happens to it' } }, status: 400 });
        try {
          await moveQuestionOn(context, actingOf(session), { questionId: id, event, reason: textIn(values, 'reason'), forumCode: textIn(values, 'forum') });
          return redirect303(`${questionPath(id)}?done=${event}`);
        } catch (error) {
          // A button of its own has no field to stand beside: its refusal is a page.
          if (!(error instanceof Refused) || event === 'act' || event === 'close' || error.refusal.code !== 'something-missing') throw error;
          const field = textIn(values, 'reason') === '' ? 'reason' : 'forum';
          return show(session, id, { form: { values, errors: { [field]: [error.refusal.what, error.refusal.todo].join(' ') } }, status: 400 });
        }
      },
    }),
  ];
}
