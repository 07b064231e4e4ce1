import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { listIn, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumOf } from '#governance';
import { displayName } from '#register';
import { enterOpportunity, withdrawInterest } from '../../commands/enterOpportunity.ts';
import { LEAD, mayLead } from '../../commands/requireLead.ts';
import { ANSWER, spokenFor } from '../../commands/requireSpeaker.ts';
import { declareForPanel, scoreEntry } from '../../commands/scoreOpportunity.ts';
import { cancelOpportunity, settleOpportunity } from '../../commands/settleOpportunity.ts';
import type { VoiceContext } from '../../context.ts';
import { eligibleOf, entriesOf, opportunityOf } from '../../queries/opportunities.ts';
import { panelOf, scoresOf } from '../../queries/opportunityPanel.ts';
import { verifyOpportunity } from '../../queries/verifyOpportunity.ts';
import { newOpportunityPages } from './newOpportunityPages.tsx';
import { opportunityListPages } from './opportunityListPages.tsx';
import { OPPORTUNITIES, opportunityPath } from './opportunityPaths.ts';
import { OpportunityView, type OpportunityViewProps } from './opportunityView.tsx';
import { PanelForm } from './panelForm.tsx';

const params = z.object({ id: z.string().max(40) });
const NOTICES: Readonly<Record<string, string>> = {
  announced: 'It was announced to everybody who is eligible.', yes: 'You entered. You can take it back until the closing day is over.', no: 'Noted: not this time.', none: 'What was said was taken back.',
  closed: 'Entries are closed. The panel can score now.', drawn: 'It is decided.', declared: 'Your declaration was kept.', scored: 'Your scores were kept.', cancelled: 'It was called off.',
};

/** Every page of opportunities. */
export function opportunityPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, id: string, { done, form = {}, status = 200 }: { done?: string | undefined; form?: OpportunityViewProps['form']; status?: number }): Promise<PageReply> {
    const db = context.database.as();
    const day = context.today();
    const opportunity = await opportunityOf(db, id);
    if (!opportunity) throw new Refused({ code: 'opportunity-not-found', what: 'There is no opportunity with this number.', where: id, todo: 'Choose one from the list of opportunities.' });
    const forum = (await forumOf(db, opportunity.forumCode, day))!;
    const image = await context.register.reader.image();
    const nameOf = (code: string): string => displayName(image.nameOf(code, day));
    const acting = actingOf(session);
    const said = await entriesOf(db, id);
    const eligible = await eligibleOf(db, id);
    const own = (await spokenFor(db, acting, day)).filter((code) => eligible.includes(code)).map((code) => ({ code, entry: said.find(({ organisationCode }) => organisationCode === code) ?? null }));
    const isOpen = opportunity.state === 'announced' && day <= opportunity.closesOn;
    const isClosed = opportunity.closedAt !== null;
    const entrants = isClosed ? said.filter(({ isInterested }) => isInterested) : [];
    const panel = await panelOf(db, id, image, day);
    const member = opportunity.state === 'closed' ? panel.find(({ personId }) => personId === session.personId) : undefined;
    const scores = member ? (await scoresOf(db, id)).filter(({ personId }) => personId === session.personId) : [];
    const verified = opportunity.state === 'drawn' ? await verifyOpportunity(db, id, image) : null;
    return html(
      <OpportunityView
        opportunity={opportunity} teamName={forum.name} placeName={nameOf(opportunity.placeCode)} nameOf={nameOf} own={own} entrants={entrants} panel={panel}
        panelForm={member ? <PanelForm opportunity={opportunity} member={member} entrants={entrants.map(({ organisationCode }) => organisationCode)} scores={scores} nameOf={nameOf} /> : null}
        isOpen={isOpen} isLeader={await mayLead(db, acting, forum, day)} verification={verified?.ok ? verified.value : null} form={form} notice={NOTICES[done ?? '']}
      />,
      status,
    );
  }

  /** A form whose outcome is told on the opportunity's page. */
  const act = (name: string, who: string, work: (session: Session, id: string, values: SentValues) => Promise<string>): PageDefinition =>
    definePage({
      method: 'POST', path: `${OPPORTUNITIES}/:id/${name}`, who, params,
      async handle({ session, params: { id }, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        const done = await work(session as Session, id, values);
        return redirect303(textIn(values, 'then') === 'today' ? '/' : `${opportunityPath(id)}?done=${done}`);
      },
    });

  return [
    ...opportunityListPages(context),
    ...newOpportunityPages(context),
    definePage({ method: 'GET', path: `${OPPORTUNITIES}/:id`, who: 'voice.read', params, query: z.object({ done: z.string().max(40).optional() }), handle: ({ session, params: { id }, query }) => show(session, id, { done: query.done }) }),
    act('entry', ANSWER, async (session, opportunityId, values) => {
      const organisationCode = textIn(values, 'organisation');
      const interest = textIn(values, 'interest');
      if (interest === 'none') await withdrawInterest(context, actingOf(session), { opportunityId, organisationCode });
      else if (interest === 'yes' || interest === 'no') await enterOpportunity(context, actingOf(session), { opportunityId, organisationCode, isInterested: interest === 'yes', words: textIn(values, 'words') });
      else throw new Refused({ code: 'no-choice', what: 'You said neither yes nor no.', todo: 'Go back and choose one.' });
      return interest;
    }),
    act('settle', LEAD, (session, id) => settleOpportunity(context, actingOf(session), id)),
    act('declare', 'voice.read', async (session, opportunityId, values) => {
      await declareForPanel(context, actingOf(session), { opportunityId, takesPart: textIn(values, 'takesPart') === 'yes', conflicts: listIn(values, 'conflicts') });
      return 'declared';
    }),
    act('score', 'voice.read', async (session, opportunityId, values) => {
      const scores = Object.fromEntries(Object.keys(values).flatMap((name) => (/^score-c\d+$/.test(name) && textIn(values, name) !== '' ? [[name.slice('score-'.length), Number(textIn(values, name))]] : [])));
      await scoreEntry(context, actingOf(session), { opportunityId, organisationCode: textIn(values, 'organisation'), scores });
      return 'scored';
    }),
    definePage({
      method: 'POST', path: `${OPPORTUNITIES}/:id/cancel`, who: LEAD, params,
      async handle({ session, params: { id }, raw }) {
        const values = (raw.body ?? {}) as SentValues;
        try {
          await cancelOpportunity(context, actingOf(session), id, textIn(values, 'reason'));
          return redirect303(`${opportunityPath(id)}?done=cancelled`);
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.code !== 'invalid-reason') throw error;
          return show(session, id, { form: { values, errors: { reason: 'Say why in a sentence' } }, status: 400 });
        }
      },
    }),
  ];
}
