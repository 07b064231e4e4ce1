import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { errorsOf, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import { displayName } from '#register';
import { joinProposal, leaveProposal } from '../../commands/joinProposal.ts';
import { LEAD, mayLead } from '../../commands/requireLead.ts';
import { ANSWER, spokenFor } from '../../commands/requireSpeaker.ts';
import { answerProposal, turnIntoQuestion, withdrawProposal } from '../../commands/settleProposal.ts';
import type { VoiceContext } from '../../context.ts';
import { personNames } from '../../queries/personNames.ts';
import { proposalOf, proposalSteps, type Proposal } from '../../queries/proposals.ts';
import { choicesFor } from '../questions/questionChoices.ts';
import { QuestionForm, QUESTION_FIELDS, readQuestionForm } from '../questions/questionForm.tsx';
import { questionPath } from '../questions/questionPaths.ts';
import { subjectLinks } from '../questions/subjectLinks.tsx';
import { newProposalPages } from './newProposalPages.tsx';
import { proposalListPages } from './proposalListPages.tsx';
import { PROPOSALS, PROPOSALS_CRUMB, proposalPath } from './proposalPaths.ts';
import { ProposalView, type ProposalViewProps } from './proposalView.tsx';

const params = z.object({ id: z.string().max(40) });
const organisation = z.object({ organisation: z.string().max(40) });
const NOTICES: Readonly<Record<string, string>> = {
  begun: 'The proposal was put forward.', join: 'You joined it.', leave: 'You left it.', answer: 'It was answered.', withdraw: 'It was taken back.',
};

/** Every page of proposals. */
export function proposalPages(context: VoiceContext): PageDefinition[] {
  async function found(id: string): Promise<Proposal> {
    const proposal = await proposalOf(context.database.as(), id);
    if (!proposal) throw new Refused({ code: 'proposal-not-found', what: 'There is no proposal with this number.', where: id, todo: 'Choose one from the list of proposals.' });
    return proposal;
  }

  async function show(session: Session, id: string, { done, form = {}, status = 200 }: { done?: string | undefined; form?: ProposalViewProps['form']; status?: number }): Promise<PageReply> {
    const db = context.database.as();
    const day = context.today();
    const proposal = await found(id);
    const acting = actingOf(session);
    const forum = (await forumOf(db, proposal.forumCode, day))!;
    const image = await context.register.reader.image();
    const inPlace = new Set(image.practicesWithin(proposal.placeCode, day));
    const spoken = await spokenFor(db, acting, day);
    const steps = await proposalSteps(db, id);
    const byName = await personNames(db, steps.map(({ by }) => by));
    return html(
      <ProposalView
        proposal={proposal}
        steps={steps.map((step) => ({ ...step, byName: byName(step.by) }))}
        nameOf={(code) => displayName(image.nameOf(code, day))}
        teamName={forum.name}
        about={await subjectLinks(context, proposal.about)}
        own={spoken.filter((code) => image.practicesWithin(code, day).some((practice) => inPlace.has(practice)))}
        isAuthor={proposal.madeBy === session.personId && spoken.includes(proposal.organisationCode)}
        isLeader={await mayLead(db, acting, forum, day)}
        form={form}
        notice={NOTICES[done ?? '']}
      />,
      status,
    );
  }

  async function showTurn(id: string, form: FormState | null, status = 200): Promise<PageReply> {
    const proposal = await found(id);
    const forum = (await forumOf(context.database.as(), proposal.forumCode, context.today()))!;
    const first = { title: proposal.title, asks: [proposal.why, proposal.better].filter(Boolean).join('\n\n'), decisionType: 'ordinary', place: proposal.placeCode };
    return html(
      <Page title="Make a question of it" kicker={proposal.title} current={PROPOSALS} breadcrumbs={[PROPOSALS_CRUMB, { label: proposal.title, href: proposalPath(id) }]} hasErrors={Boolean(form?.errors)}>
        <p>It becomes a draft of the {forum.name}. Nobody is asked until the team opens its canvass.</p>
        <QuestionForm action={`${proposalPath(id)}/question`} submit="Make it a question" form={form ?? { values: first }} choices={await choicesFor(context, [forum], context.today())} isTeamFixed />
      </Page>,
      status,
    );
  }

  const settle = (kind: 'answer' | 'withdraw', who: string, work: typeof answerProposal): PageDefinition =>
    definePage({
      method: 'POST', path: `${PROPOSALS}/:id/${kind}`, who, params,
      async handle({ session, params: { id }, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        try {
          await work(context, actingOf(session as Session), id, textIn(values, `reason-${kind}`));
          return redirect303(`${proposalPath(id)}?done=${kind}`);
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.code !== 'something-missing') throw error;
          return show(session as Session, id, { form: { of: kind, values, errors: { [`reason-${kind}`]: 'Say why in a sentence' } }, status: 400 });
        }
      },
    });

  return [
    ...proposalListPages(context),
    ...newProposalPages(context),
    definePage({ method: 'GET', path: `${PROPOSALS}/:id`, who: 'voice.read', params, query: z.object({ done: z.string().max(40).optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { done: query.done }) }),
    ...(['join', 'leave'] as const).map((kind) =>
      definePage({
        method: 'POST', path: `${PROPOSALS}/:id/${kind}`, who: ANSWER, params, body: organisation,
        async handle({ session, params: { id }, body }) {
          await (kind === 'join' ? joinProposal : leaveProposal)(context, actingOf(session), { proposalId: id, organisationCode: body.organisation });
          return redirect303(`${proposalPath(id)}?done=${kind}`);
        },
      }),
    ),
    settle('answer', LEAD, answerProposal),
    settle('withdraw', ANSWER, withdrawProposal),
    definePage({ method: 'GET', path: `${PROPOSALS}/:id/question`, who: ANSWER, params, handle: ({ params: { id } }) => showTurn(id, null) }),
    definePage({
      method: 'POST', path: `${PROPOSALS}/:id/question`, who: ANSWER, params,
      async handle({ session, params: { id }, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const read = await readQuestionForm(context, values);
        if ('errors' in read) return showTurn(id, { values, errors: read.errors }, 400);
        try {
          const proposal = await found(id);
          return redirect303(questionPath(await turnIntoQuestion(context, actingOf(session), id, { ...read.draft, placeCode: read.draft.placeCode || proposal.placeCode })));
        } catch (error) {
          return showTurn(id, { values, errors: errorsOf(error, QUESTION_FIELDS) }, 400);
        }
      },
    }),
  ];
}
