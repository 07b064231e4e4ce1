import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { readSignedLink, signedLinkKey } from '#platform/signedLink/signedLink.ts';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { answerCanvass } from '../../commands/answerCanvass.ts';
import { ANSWER_PURPOSE } from '../../commands/canvassMails.ts';
import type { VoiceContext } from '../../context.ts';
import { answerSheetOf, type AnswerSheet } from '../../queries/answerSheet.ts';
import { isOpenOn } from '../../queries/canvasses.ts';
import { AnswerForm, ownOf, readAnswer, sayAnswer, type AnswerFormProps } from './answerForm.tsx';

const params = z.object({ token: z.string().max(400) });
const query = z.object({ for: z.string().max(20).optional(), done: z.string().max(5).optional() });

/**
 * Answering from a mail, without an account. Opening the link records nothing; its button does. Whatever is wrong with a
 * link, the answer is the same: it tells nobody whether the person exists, or which question there is.
 */
export function linkAnswerPages(context: VoiceContext): PageDefinition[] {
  const read = async (token: string): Promise<{ sheet: AnswerSheet; personId: string } | null> => {
    const db = context.database.as<unknown>();
    const link = readSignedLink(await signedLinkKey(db), ANSWER_PURPOSE, token, context.now());
    if (!link) return null;
    const sheet = await answerSheetOf(db, context.register, link.id, link.personId, context.today());
    return sheet && isOpenOn(sheet.canvass, context.today()) ? { sheet, personId: link.personId } : null;
  };
  const pathOf = (token: string, code?: string): string => `/answer/${token}${code ? `?for=${encodeURIComponent(code)}` : ''}`;
  const show = (token: string, sheet: AnswerSheet, more: Pick<AnswerFormProps, 'own' | 'form'> & { isDone?: boolean }, status = 200): PageReply =>
    html(<AnswerPage sheet={sheet} action={`/answer/${token}`} hrefFor={(code) => pathOf(token, code)} {...more} />, status);

  return [
    definePage({
      method: 'GET',
      path: '/answer/:token',
      who: 'anyone',
      limit: 'strict',
      params,
      query,
      handle: async ({ params: { token }, query: { for: code, done } }) => {
        const found = await read(token);
        return found ? show(token, found.sheet, { own: ownOf(found.sheet, code), isDone: done !== undefined }) : html(<UnusableLinkPage />, 400);
      },
    }),
    definePage({
      method: 'POST',
      path: '/answer/:token',
      who: 'anyone',
      limit: 'strict',
      params,
      handle: async ({ params: { token }, raw }) => {
        const found = await read(token);
        if (!found) return html(<UnusableLinkPage />, 400);
        const values = (raw.body ?? {}) as SentValues;
        const { sheet, personId } = found;
        const own = ownOf(sheet, String(values['organisation'] ?? ''));
        const answer = readAnswer(values, own.code);
        if (!answer.ok) return show(token, sheet, { own, form: { values, errors: answer.errors } }, 400);
        try {
          await answerCanvass(context, { by: personId, personId, permissions: new Set() }, { ...answer.given, canvassId: sheet.canvass.id, way: 'link' });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          if (error.refusal.where !== 'words') return html(<UnusableLinkPage />, 400);
          return show(token, sheet, { own, form: { values, errors: { words: [error.refusal.what, error.refusal.todo].join(' ') } } }, 400);
        }
        return redirect303(`${pathOf(token, answer.given.organisationCode)}&done=1`);
      },
    }),
  ];
}

function AnswerPage({ isDone, ...props }: AnswerFormProps & { isDone?: boolean }): ReactElement {
  const [current] = props.own.history;
  const notice = isDone && current ? `Thank you. ${props.own.name} says: ${sayAnswer(current.choice).toLowerCase()}.` : undefined;
  return (
    <Page title={props.sheet.question.title} kicker="Your answer is asked" notice={notice} hasErrors={Boolean(props.form?.errors)}>
      <AnswerForm {...props} />
    </Page>
  );
}

/** One wording for every link that does not serve. */
function UnusableLinkPage(): ReactElement {
  return (
    <Page title="This link cannot be used" breadcrumbs={[{ label: 'Home', href: '/' }]}>
      <p>It may be incomplete, or its question takes no more answers.</p>
      <p>Copy the whole link from the mail. If you answer for a practice and have signed in before, you can also answer from your home page.</p>
      <p>
        <a className="nhsuk-button nhsuk-button--secondary" href="/sign-in">
          Go to the sign-in page
        </a>
      </p>
    </Page>
  );
}
