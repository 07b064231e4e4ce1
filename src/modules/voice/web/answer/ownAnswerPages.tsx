import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { ANSWER, answerCanvass } from '../../commands/answerCanvass.ts';
import type { VoiceContext } from '../../context.ts';
import { answerSheetOf, type AnswerSheet } from '../../queries/answerSheet.ts';
import { canvassesOf, isOpenOn } from '../../queries/canvasses.ts';
import { questionOf } from '../../queries/questions.ts';
import { questionNotFound } from '../../commands/moveQuestion.ts';
import { AnswerForm, ownOf, readAnswer, sayAnswer, type AnswerFormProps } from './answerForm.tsx';

const params = z.object({ id: z.string().max(40) });

/** Answering when signed in: from the question, and from Today. */
export function ownAnswerPages(context: VoiceContext): PageDefinition[] {
  const sheetOf = async (questionId: string, { personId }: Session): Promise<AnswerSheet> => {
    const db = context.database.as<unknown>();
    if (!(await questionOf(db, questionId))) throw questionNotFound(questionId);
    const [newest] = await canvassesOf(db, questionId);
    if (!newest) throw new Refused({ code: 'canvass-not-found', what: 'This question has not been put to a canvass.', where: questionId, todo: 'You are told by e-mail when it is.' });
    const sheet = await answerSheetOf(db, context.register, newest.id, personId, context.today());
    if (sheet) return sheet;
    throw new Refused({ code: 'not-allowed', what: 'You do not answer for anybody who is asked in this canvass.', where: questionId, todo: 'A practice’s manager and its partners do; for a federation a director, for an LMC an officer.' });
  };
  const show = (sheet: AnswerSheet, more: Pick<AnswerFormProps, 'own' | 'form'> & { isDone?: boolean }, status = 200): PageReply => {
    const path = `/questions/${sheet.question.id}/canvass/answer`;
    return html(<OwnAnswerPage isOpen={isOpenOn(sheet.canvass, context.today())} sheet={sheet} action={path} hrefFor={(code) => `${path}?for=${encodeURIComponent(code)}`} {...more} />, status);
  };

  return [
    definePage({
      method: 'GET',
      path: '/questions/:id/canvass/answer',
      who: ANSWER,
      params,
      query: z.object({ for: z.string().max(20).optional(), done: z.string().max(5).optional() }),
      handle: async ({ params: { id }, query: { for: code, done }, session }) => {
        const sheet = await sheetOf(id, session);
        return show(sheet, { own: ownOf(sheet, code), isDone: done !== undefined });
      },
    }),
    definePage({
      method: 'POST',
      path: '/questions/:id/canvass/answer',
      who: ANSWER,
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const sheet = await sheetOf(id, session);
        const own = ownOf(sheet, String(values['organisation'] ?? ''));
        const answer = readAnswer(values, own.code);
        if (!answer.ok) return show(sheet, { own, form: { values, errors: answer.errors } }, 400);
        try {
          await answerCanvass(context, actingOf(session), { ...answer.given, canvassId: sheet.canvass.id, way: 'signed-in' });
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.where !== 'words') throw error;
          return show(sheet, { own, form: { values, errors: { words: [error.refusal.what, error.refusal.todo].join(' ') } } }, 400);
        }
        return redirect303(values['from'] === 'today' ? '/?done=canvass-answered' : `/questions/${id}/canvass/answer?for=${encodeURIComponent(answer.given.organisationCode)}&done=1`);
      },
    }),
  ];
}

function OwnAnswerPage({ isOpen, isDone, ...props }: AnswerFormProps & { isOpen: boolean; isDone?: boolean }): ReactElement {
  const { question, canvass, organisations } = props.sheet;
  const [current] = props.own.history;
  const notice = isDone && current ? `Recorded. ${props.own.name} says: ${sayAnswer(current.choice).toLowerCase()}.` : undefined;
  const breadcrumbs = [{ label: 'Home', href: '/' }, { label: 'Questions', href: '/questions' }, { label: `Question ${question.id}`, href: `/questions/${question.id}` }];
  return (
    <Page title={question.title} kicker={isOpen ? 'Your answer is asked' : 'Your answer'} current="/questions" breadcrumbs={breadcrumbs} notice={notice} hasErrors={Boolean(props.form?.errors)}>
      {isOpen ? (
        <AnswerForm {...props} />
      ) : (
        <>
          <p>This canvass closed on {sayDate(canvass.closedAt ? toIsoDate(new Date(canvass.closedAt)) : canvass.closesOn)}. What counts is what was said by then.</p>
          {organisations.map(({ code, name, history: [last] }) => (
            <OwnAnswer key={code} name={name} last={last} />
          ))}
        </>
      )}
      {isOpen && props.own.history.length > 1 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">What {props.own.name} said before</span>
          </summary>
          <ol className="nhsuk-details__text">
            {props.own.history.slice(1).map(({ choice, words, at, personName }, index) => (
              <li key={index}>
                {sayDate(toIsoDate(new Date(at)))}, {personName ?? 'somebody since erased'}: {sayAnswer(choice).toLowerCase()}
                {words && <q>{words}</q>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </Page>
  );
}

function OwnAnswer({ name, last }: { name: string; last: AnswerSheet['organisations'][number]['history'][number] | undefined }): ReactElement {
  return (
    <>
      <h2>{name}</h2>
      <p>{last ? sayAnswer(last.choice) : 'Gave no answer.'}</p>
      {last?.words && <blockquote className="canvass-words">{last.words}</blockquote>}
      {last?.wouldChange && <p>What would have changed it: {last.wouldChange}</p>}
    </>
  );
}
