import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { dayFieldValues, errorsOf, needDay, textIn } from '#platform/web/formValues.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import { grantAuthority } from '../../commands/grantAuthority.ts';
import { DELEGATE, speaksFor } from '../../commands/requireGiver.ts';
import { putInForce, revokeAuthority, withdrawGrant } from '../../commands/revokeAuthority.ts';
import type { GovernanceContext } from '../../context.ts';
import { authorityAnswer } from '../../queries/authorityAnswer.ts';
import { whoDecidesHere } from '../../queries/authority.ts';
import { namedBodies } from '../../queries/bodies.ts';
import { bodiesToChoose, giversFor, placesToChoose } from '../../queries/bodyChoices.ts';
import { delegationOf, draftPutInForce } from '../../queries/delegations.ts';
import type { Delegation } from '../../queries/delegations.ts';
import { DELEGATIONS, delegationPath } from '../authority/authorityPaths.ts';
import { subjectPapersFor } from '../papers/papersShown.ts';
import { GRANT_FIELDS, grantIn, valuesOf } from './delegationForm.ts';
import { delegationListPages } from './delegationList.tsx';
import { DelegationPage } from './delegationView.tsx';
import type { DelegationPageProps } from './delegationView.tsx';
import { NewDelegationPage } from './newDelegationPage.tsx';

const params = z.object({ id: z.string().max(60) });
const NOTICES: Record<string, string> = {
  granted: 'The grant was recorded. It is published.',
  drafted: 'The draft was recorded. Try it on the devolution map before it is put in force.',
  'in-force': 'The draft is in force. It is published.',
  revoked: 'The grant was taken back.',
  withdrawn: 'It was withdrawn. It stays on record that it was entered.',
};

/** Every grant, one grant, recording one, and taking it back. */
export function delegationPages(context: GovernanceContext): PageDefinition[] {
  const { database, register, today } = context;

  async function shown(session: Session | null, id: string): Promise<Delegation> {
    const grant = await delegationOf(database.as(), id);
    // A draft is no publication: to everybody else it is not there.
    if (grant && (grant.status === 'in-force' || session?.permissions.has(DELEGATE))) return grant;
    throw new Refused({ code: 'delegation-not-found', what: 'There is no such grant.', todo: 'Choose one from the list of delegations.' });
  }

  async function page(session: Session | null, grant: Delegation, more: Partial<DelegationPageProps> = {}, status = 200): Promise<PageReply> {
    const [db, image] = [database.as<unknown>(), await register.reader.image()];
    const { nameOf } = await namedBodies(db, image, [grant.giver, grant.receiver, ...grant.conditions.flatMap((one) => (one.kind === 'joint-with' ? [one.body] : []))], today());
    const found = await whoDecidesHere(context, { matter: grant.matters[0]!, amountPence: null, withinCode: grant.withinCode, on: today() });
    const acting = session && actingOf(session);
    const { papers, isKeeper } = await subjectPapersFor(context, acting, 'delegation', grant.id);
    return html(
      <DelegationPage
        grant={grant} today={today()} nameOf={nameOf} placeName={displayName(image.nameOf(grant.withinCode, today()))} papers={papers} mayAttach={isKeeper}
        answer={found.ok ? authorityAnswer(found.value.authority, found.value.facts) : null} maySpeak={acting !== null && (await speaksFor(db, image, acting, grant.giver, today()))}
        cameOf={grant.replacesId ?? (await draftPutInForce(db, grant.id))} form={{ values: dayFieldValues('on', today()) }} {...more}
      />,
      status,
    );
  }

  async function newPage(session: Session, form: { values: SentValues; errors?: Record<string, string> }): Promise<PageReply> {
    const [db, image, day] = [database.as<unknown>(), await register.reader.image(), today()];
    const [givers, bodies] = [await giversFor(db, image, actingOf(session), day), await bodiesToChoose(db, image, day)];
    return html(<NewDelegationPage form={form} givers={givers} bodies={bodies} places={placesToChoose(image, day)} />, form.errors ? 400 : 200);
  }

  return [
    ...delegationListPages(context),
    definePage({
      method: 'GET',
      path: `${DELEGATIONS}/new`,
      who: DELEGATE,
      async handle({ session, sentQuery }) {
        const copied = textIn(sentQuery, 'copy') ? await shown(session, textIn(sentQuery, 'copy')) : null;
        return newPage(session, { values: copied ? valuesOf(copied) : { status: 'draft', ...dayFieldValues('from', today()) } });
      },
    }),
    defineForm({
      path: `${DELEGATIONS}/new`,
      who: DELEGATE,
      async act({ session, values }) {
        const read = grantIn(values);
        if ('errors' in read) return read.errors;
        const id = await grantAuthority(context, actingOf(session), read.entry);
        return `${delegationPath(id)}?done=${read.entry.status === 'draft' ? 'drafted' : 'granted'}`;
      },
      wrong: (error) => errorsOf(error, GRANT_FIELDS, 'giver'),
      again: ({ session }, form) => newPage(session, form),
    }),
    definePage({
      method: 'GET',
      path: `${DELEGATIONS}/:id`,
      who: 'anyone',
      params,
      query: z.object({ done: z.string().optional() }),
      handle: async ({ params: { id }, query, session }) => page(session, await shown(session, id), { notice: NOTICES[query.done ?? ''] }),
    }),
    defineForm({
      path: `${DELEGATIONS}/:id/revoke`,
      who: DELEGATE,
      params,
      async act({ params: { id }, session, values }) {
        const errors: Record<string, string> = {};
        const on = needDay(values, 'on', errors);
        if (!on) return errors;
        await revokeAuthority(context, actingOf(session), { id, on, reason: textIn(values, 'reason') });
        return `${delegationPath(id)}?done=revoked`;
      },
      wrong: (error) => errorsOf(error, ['on', 'reason'], 'on'),
      again: async ({ params: { id }, session }, form) => page(session, await shown(session, id), { form }, 400),
    }),
    definePage({
      method: 'POST',
      path: `${DELEGATIONS}/:id/in-force`,
      who: DELEGATE,
      params,
      handle: async ({ params: { id }, session }) => redirect303(`${delegationPath(await putInForce(context, actingOf(session), id))}?done=in-force`),
    }),
    definePage({
      method: 'POST',
      path: `${DELEGATIONS}/:id/withdraw`,
      who: DELEGATE,
      params,
      async handle({ params: { id }, session }) {
        await withdrawGrant(context, actingOf(session), { id, reason: '' });
        return redirect303(`${delegationPath(id)}?done=withdrawn`);
      },
    }),
  ];
}
