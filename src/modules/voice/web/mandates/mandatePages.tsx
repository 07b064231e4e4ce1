import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf, forumsOn, itemsAbout } from '#governance';
import { mandateNotFound, recordReturn, replaceMandate, revokeMandate } from '../../commands/mandates/endMandate.ts';
import { giveMandate } from '../../commands/mandates/giveMandate.ts';
import { ratifyAgreement } from '../../commands/mandates/ratifyAgreement.ts';
import { LEAD } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { awaitingRatification, heardDecisions } from '../../queries/heardDecisions.ts';
import { mandateOf, mandatesRead, seatsToMandate } from '../../queries/mandates.ts';
import { confidedQuestion, faultsBeside } from '../position/confidedQuestion.ts';
import { NewMandatePage } from './newMandatePage.tsx';
import { readMandateForm, valuesOfMandate } from './mandateForm.tsx';
import { MandatesPage, type MandatesPageProps } from './mandatesPage.tsx';

const params = z.object({ id: z.string().max(40) });
const ofMandate = z.object({ id: z.string().max(40), mandate: z.string().max(40) });
const NOTICES: Readonly<Record<string, string>> = { given: 'The mandate was given.', replaced: 'The new mandate holds from today.', revoked: 'The mandate was revoked.', returned: 'The return was recorded.', ratified: 'What the leadership team said was recorded.' };

/** The mandates of a question: read, given, replaced, revoked, come back about, and what was agreed outside them. */
export function mandatePages(context: VoiceContext): PageDefinition[] {
  const db = () => context.database.as<unknown>();

  async function show(session: Session, id: string, more: Partial<MandatesPageProps> = {}, status = 200): Promise<PageReply> {
    const confided = await confidedQuestion(context, session, id);
    const mandates = await mandatesRead(db(), confided.question, confided.viewer, context.today());
    if (mandates === null) throw new Refused({ code: 'not-allowed', what: 'Mandates are told within general practice’s own seats, and to those whom they bind.', todo: 'What general practice wants is on the page of its position.' });
    const forums = await forumsOn(db(), context.today());
    const decisions = confided.isInside ? await heardDecisions(db(), id) : [];
    const waiting = confided.isLeader ? await awaitingRatification(db(), id) : [];
    return html(<MandatesPage confided={confided} mandates={mandates} forums={forums} decisions={decisions} waiting={waiting} today={context.today()} {...more} />, status);
  }

  /** The form of a new mandate, or of the one that takes another's place. */
  async function showForm(session: Session, id: string, { forumCode, replaces, form }: { forumCode: string | null; replaces: string | null; form?: FormState }, status = 200): Promise<PageReply> {
    const confided = await confidedQuestion(context, session, id);
    if (!confided.isLeader) throw new Refused({ code: 'not-allowed', what: 'Mandates are given by those who lead the question from within general practice.', todo: 'Somebody of its leadership team can do this.' });
    const mandate = replaces === null ? null : await mandateOf(db(), replaces);
    if (replaces !== null && mandate?.questionId !== id) throw mandateNotFound(replaces);
    const code = mandate?.forumCode ?? forumCode ?? confided.question.decidesForumCode;
    const forum = code === null ? null : await forumOf(db(), code, context.today());
    const forums = (await forumsOn(db(), context.today())).filter((one) => one.code !== confided.question.forumCode);
    const seats = forum ? await seatsToMandate(db(), forum, context.today()) : [];
    const about = await itemsAbout(db(), { module: 'voice', kind: 'question', id });
    const items = about.filter(({ withdrawnAt, closedAt }) => !withdrawnAt && !closedAt).map((item) => ({ value: item.id, label: item.title }));
    return html(<NewMandatePage confided={confided} forum={forum} forums={forums} seats={seats} items={items} replaces={mandate?.id ?? null} form={form ?? { values: mandate ? valuesOfMandate(mandate) : {} }} />, status);
  }

  async function save(session: Session, id: string, values: SentValues, replaces: string | null): Promise<PageReply> {
    const confided = await confidedQuestion(context, session, id);
    const again = (errors: Record<string, string>) => showForm(session, id, { forumCode: textIn(values, 'forumCode') || null, replaces, form: { values, errors } }, 400);
    const read = readMandateForm(values, confided.question);
    if ('errors' in read) return again(read.errors);
    try {
      if (replaces === null) await giveMandate(context, actingOf(session), id, read.terms);
      else await replaceMandate(context, actingOf(session), replaces, read.terms, textIn(values, 'why'));
    } catch (error) {
      return again({ ...faultsBeside(error) });
    }
    return redirect303(`/questions/${id}/mandates?done=${replaces === null ? 'given' : 'replaced'}`);
  }

  const sent = (raw: { body: unknown }): SentValues => (raw.body ?? {}) as SentValues;
  return [
    definePage({ method: 'GET', path: '/questions/:id/mandates', who: 'voice.read', params, query: z.object({ done: z.string().optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { notice: NOTICES[query.done ?? ''] }) }),
    definePage({ method: 'GET', path: '/questions/:id/mandates/new', who: LEAD, params, query: z.object({ forum: z.string().max(60).optional() }), handle: ({ session, params: { id }, query }) => showForm(session, id, { forumCode: query.forum ?? null, replaces: null }) }),
    definePage({ method: 'POST', path: '/questions/:id/mandates/new', who: LEAD, params, handle: ({ session, params: { id }, raw }) => save(session, id, sent(raw), null) }),
    definePage({ method: 'GET', path: '/questions/:id/mandates/:mandate/replace', who: LEAD, params: ofMandate, handle: ({ session, params: { id, mandate } }) => showForm(session, id, { forumCode: null, replaces: mandate }) }),
    definePage({ method: 'POST', path: '/questions/:id/mandates/:mandate/replace', who: LEAD, params: ofMandate, handle: ({ session, params: { id, mandate }, raw }) => save(session, id, sent(raw), mandate) }),
    definePage({
      method: 'POST', path: '/questions/:id/mandates/:mandate/revoke', who: LEAD, params: ofMandate,
      handle: async ({ session, params: { id, mandate }, raw }) => {
        const values = sent(raw);
        try {
          await revokeMandate(context, actingOf(session), mandate, textIn(values, 'why'));
        } catch (error) {
          return show(session, id, { revokeForm: { mandateId: mandate, values, errors: faultsBeside(error) } }, 400);
        }
        return redirect303(`/questions/${id}/mandates?done=revoked`);
      },
    }),
    definePage({
      method: 'POST', path: '/questions/:id/mandates/:mandate/returns', who: LEAD, params: ofMandate,
      handle: async ({ session, params: { id, mandate }, raw }) => {
        const values = sent(raw);
        const mayAgree = textIn(values, 'mayAgree');
        if (mayAgree !== 'yes' && mayAgree !== 'no') throw new Refused({ code: 'invalid-may-agree', where: 'mayAgree', what: 'It is not said whether they may go on and agree.', todo: 'Go back and choose “Yes” or “Not yet”.' });
        await recordReturn(context, actingOf(session), mandate, { mayAgree: mayAgree === 'yes', words: textIn(values, 'words') });
        return redirect303(`/questions/${id}/mandates?done=returned`);
      },
    }),
    definePage({
      method: 'POST', path: '/questions/:id/ratification', who: LEAD, params,
      handle: async ({ session, params: { id }, raw }) => {
        const values = sent(raw);
        const outcome = textIn(values, 'outcome');
        if (outcome !== 'ratified' && outcome !== 'refused') return show(session, id, { ratifyForm: { values, errors: { outcome: `Choose whether the team ratifies it, as of ${sayDate(context.today())}` } } }, 400);
        try {
          await ratifyAgreement(context, actingOf(session), id, { decisionId: textIn(values, 'decisionId'), outcome, reasons: textIn(values, 'reasons') });
        } catch (error) {
          return show(session, id, { ratifyForm: { values, errors: faultsBeside(error) } }, 400);
        }
        return redirect303(`/questions/${id}/mandates?done=ratified`);
      },
    }),
  ];
}
