import { z } from 'zod';
import type { FormState } from '#platform/web/form.tsx';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { dayFieldValues, errorsOf, mayDay, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { declareInterest, endInterest, reviewInterests, withdrawInterest } from '../../commands/declareInterest.ts';
import { KEEP, requireKeeper } from '../../commands/requireKeeper.ts';
import type { GovernanceContext } from '../../context.ts';
import type { InterestKind } from '../../domain/interest.ts';
import { interestRules } from '../../interestRules.ts';
import { interestsOfForum, interestsOfPerson, reviewOfPerson } from '../../queries/interests.ts';
import { FORUMS } from '../forums/forumPaths.ts';
import { ForumInterestsPage, MyInterestsPage } from './interestPage.tsx';

export const INTERESTS = '/interests';

const NOTICES: Record<string, string> = {
  declared: 'Your interest was declared.',
  ended: 'The last day was saved.',
  withdrawn: 'It was taken back. It stays on record that you declared it.',
  reviewed: 'You said that your entry is right today.',
};

export interface InterestForms {
  declare?: FormState;
  end?: FormState & { id: string };
}

/** One's own interests, and those of the members of a forum that one keeps. */
export function interestPages(context: GovernanceContext): PageDefinition[] {
  async function show({ personId }: Session, more: { notice?: string; forms?: InterestForms } = {}, status = 200): Promise<PageReply> {
    const [db, day] = [context.database.as<unknown>(), context.today()];
    const forms: InterestForms = { declare: { values: dayFieldValues('from', day) }, ...more.forms };
    return html(<MyInterestsPage interests={await interestsOfPerson(db, personId)} review={await reviewOfPerson(db, personId, day)} rules={interestRules()} today={day} forms={forms} {...(more.notice ? { notice: more.notice } : {})} />, status);
  }
  return [
    definePage({
      method: 'GET',
      path: INTERESTS,
      who: 'signed-in',
      query: z.object({ done: z.string().optional() }),
      handle: async ({ query, session }) => show(session, NOTICES[query.done ?? ''] ? { notice: NOTICES[query.done ?? '']! } : {}),
    }),
    defineForm({
      path: INTERESTS,
      who: 'signed-in',
      async act({ session, values }) {
        const errors: Record<string, string> = {};
        const [from, lastDay] = [needDay(values, 'from', errors), mayDay(values, 'lastDay', errors)];
        if (!from || Object.keys(errors).length > 0) return errors;
        await declareInterest(context, actingOf(session), { kind: textIn(values, 'kind') as InterestKind, words: textIn(values, 'words'), from, lastDay });
        return `${INTERESTS}?done=declared`;
      },
      wrong: (error) => errorsOf(error, ['kind', 'words', 'from', 'lastDay'], 'words'),
      again: ({ session }, form) => show(session, { forms: { declare: form } }, 400),
    }),
    definePage({
      method: 'POST',
      path: `${INTERESTS}/review`,
      who: 'signed-in',
      body: z.object({ from: z.string().optional() }),
      async handle({ session, body }) {
        await reviewInterests(context, actingOf(session));
        // Pressed in the list of what needs a person, it leads back to it.
        return redirect303(body.from === 'today' ? '/' : `${INTERESTS}?done=reviewed`);
      },
    }),
    defineForm({
      path: `${INTERESTS}/end`,
      who: 'signed-in',
      async act({ session, values }) {
        const [id, errors] = [textIn(values, 'id'), {} as Record<string, string>];
        const lastDay = mayDay(values, `lastDay-${id}`, errors);
        if (Object.keys(errors).length > 0) return errors;
        await endInterest(context, actingOf(session), { interestId: id, lastDay });
        return `${INTERESTS}?done=ended`;
      },
      wrong: (error, { values }) => errorsOf(error, [], `lastDay-${textIn(values, 'id')}`),
      again: ({ session }, form) => show(session, { forms: { end: { id: textIn(form.values, 'id'), ...form } } }, 400),
    }),
    definePage({
      method: 'POST',
      path: `${INTERESTS}/withdraw`,
      who: 'signed-in',
      body: z.object({ id: z.string().max(80) }),
      async handle({ session, body }) {
        await withdrawInterest(context, actingOf(session), body.id);
        return redirect303(`${INTERESTS}?done=withdrawn`);
      },
    }),
    definePage({
      method: 'GET',
      path: `${FORUMS}/:code/interests`,
      who: KEEP,
      params: z.object({ code: z.string().max(80) }),
      async handle({ params: { code }, session }) {
        const [db, day] = [context.database.as<unknown>(), context.today()];
        const forum = await requireKeeper(db, actingOf(session), code, day);
        return html(<ForumInterestsPage forum={forum} entries={await interestsOfForum(db, code, day)} rules={interestRules()} />);
      },
    }),
  ];
}
