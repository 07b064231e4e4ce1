import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { Forum } from '#governance';
import { changeQuestion } from '../../commands/changeQuestion.ts';
import { draftQuestion } from '../../commands/draftQuestion.ts';
import { questionNotFound } from '../../commands/moveQuestion.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { ledForums } from '../../queries/ledForums.ts';
import { questionOf } from '../../queries/questions.ts';
import { choicesFor } from './questionChoices.ts';
import { QuestionForm, QUESTION_FIELDS, readQuestionForm, valuesOf, type QuestionChoices } from './questionForm.tsx';
import { questionPath, QUESTIONS, QUESTIONS_CRUMB } from './questionPaths.ts';

const params = z.object({ id: z.string().max(40) });

/** Drafting a question, and changing it while it is a draft. */
export function newQuestionPages(context: VoiceContext): PageDefinition[] {
  const teamsOf = (session: Session): Promise<Forum[]> => ledForums(context.database.as(), actingOf(session), context.today());

  async function showNew(session: Session, form: FormState, status = 200): Promise<PageReply> {
    const teams = await teamsOf(session);
    if (teams.length === 0) throw new Refused({ code: 'not-allowed', what: 'You lead no leadership team’s questions.', todo: 'Begin a proposal instead: your leadership team can make a question of it.' });
    return html(<NewPage form={form} choices={await choicesFor(context, teams, context.today())} />, status);
  }

  async function showChange(session: Session, id: string, form: FormState | null, status = 200): Promise<PageReply> {
    const question = await questionOf(context.database.as(), id);
    if (!question) throw questionNotFound(id);
    const team = (await teamsOf(session)).find(({ code }) => code === question.forumCode);
    if (!team) throw new Refused({ code: 'not-allowed', what: 'You do not lead this question.', todo: 'Somebody of its leadership team can change it.' });
    return html(<ChangePage id={id} title={question.title} form={form ?? { values: valuesOf(question) }} choices={await choicesFor(context, [team], context.today())} />, status);
  }

  return [
    definePage({
      method: 'GET', path: `${QUESTIONS}/new`, who: LEAD, query: z.object({ about: z.string().max(200).optional() }),
      handle: ({ session, query }) => showNew(session, { values: { decisionType: 'ordinary', about: query.about ?? '' } }),
    }),
    definePage({
      method: 'POST', path: `${QUESTIONS}/new`, who: LEAD,
      handle: async ({ session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const read = await readQuestionForm(context, values);
        if ('errors' in read) return showNew(session, { values, errors: read.errors }, 400);
        const team = (await teamsOf(session)).find(({ code }) => code === textIn(values, 'forum'));
        try {
          const id = await draftQuestion(context, actingOf(session), textIn(values, 'forum'), { ...read.draft, placeCode: read.draft.placeCode || (team?.placeCode ?? '') });
          return redirect303(`${questionPath(id)}?done=drafted`);
        } catch (error) {
          return showNew(session, { values, errors: errorsOf(error, QUESTION_FIELDS) }, 400);
        }
      },
    }),
    definePage({ method: 'GET', path: `${QUESTIONS}/:id/change`, who: LEAD, params, handle: ({ session, params: { id } }) => showChange(session, id, null) }),
    definePage({
      method: 'POST', path: `${QUESTIONS}/:id/change`, who: LEAD, params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const read = await readQuestionForm(context, values);
        if ('errors' in read) return showChange(session, id, { values, errors: read.errors }, 400);
        const question = await questionOf(context.database.as(), id);
        try {
          await changeQuestion(context, actingOf(session), id, { ...read.draft, placeCode: read.draft.placeCode || (question?.placeCode ?? '') });
          return redirect303(`${questionPath(id)}?done=changed`);
        } catch (error) {
          return showChange(session, id, { values, errors: errorsOf(error, QUESTION_FIELDS) }, 400);
        }
      },
    }),
  ];
}

function NewPage({ form, choices }: { form: FormState; choices: QuestionChoices }): ReactElement {
  return (
    <Page title="Draft a question" current={QUESTIONS} breadcrumbs={[QUESTIONS_CRUMB]} hasErrors={Boolean(form.errors)}>
      <p>A draft asks nobody yet. You can change it until you open its canvass.</p>
      <QuestionForm action={`${QUESTIONS}/new`} submit="Save the draft" form={form} choices={choices} />
    </Page>
  );
}

function ChangePage({ id, title, form, choices }: { id: string; title: string; form: FormState; choices: QuestionChoices }): ReactElement {
  return (
    <Page title="Change the draft" kicker={title} current={QUESTIONS} breadcrumbs={[QUESTIONS_CRUMB, { label: title, href: questionPath(id) }]} hasErrors={Boolean(form.errors)}>
      <QuestionForm action={`${questionPath(id)}/change`} submit="Save the change" form={form} choices={choices} isTeamFixed />
    </Page>
  );
}
