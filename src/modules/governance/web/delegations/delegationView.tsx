import type { ReactElement } from 'react';
import { dayBefore, sayDate } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { DateField, PostForm, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { FORM_RULES, MATTERS } from '../../authorityRules.ts';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { Body } from '../../domain/authority/grant.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { AuthorityAnswer } from '../../queries/authorityAnswer.ts';
import type { Delegation } from '../../queries/delegations.ts';
import { BodyLink, ChainView } from '../authority/answerView.tsx';
import { AUTHORITY, AUTHORITY_CRUMB, AUTHORITY_MAP, DELEGATIONS, DELEGATIONS_CRUMB, delegationPath } from '../authority/authorityPaths.ts';
import { HOME_CRUMB } from '../forums/forumPaths.ts';
import { PapersList } from '../papers/papersList.tsx';
import type { ShownPaper } from '../papers/papersList.tsx';
import { papersOfPath } from '../papers/paperPaths.ts';

/** How a grant stands on a day, in words. */
export function sayStanding(grant: Delegation, on: string): string {
  if (grant.end?.kind === 'withdrawn') return 'Withdrawn';
  if (grant.status === 'draft') return 'Draft';
  if (grant.revokedOn !== null) return grant.revokedOn <= on ? 'Revoked' : `In force, revoked from ${sayDate(grant.revokedOn)}`;
  if (grant.from > on) return 'Yet to begin';
  return grant.to !== null && grant.to <= on ? 'Ended' : 'In force';
}

export interface DelegationPageProps {
  grant: Delegation;
  today: string;
  nameOf(body: Body): string;
  placeName: string;
  /** The way down to the receiver for its first matter; null where it gives nothing today. */
  answer: AuthorityAnswer | null;
  papers: readonly ShownPaper[];
  maySpeak: boolean;
  mayAttach: boolean;
  notice?: string | undefined;
  form?: FormState;
  /** The grant that came of this draft, or the draft that this one came of. */
  cameOf: string | null;
}

export function DelegationPage(props: DelegationPageProps): ReactElement {
  const { grant, today, nameOf, answer, papers, mayAttach, maySpeak, notice, form = {} } = props;
  const { giver, receiver } = grant;
  const chain = answer && [...answer.chains, ...answer.others].find(({ steps }) => steps.some(({ delegationId }) => delegationId === grant.id));
  const why = answer?.notUsed.find(({ delegationId }) => delegationId === grant.id)?.says;
  return (
    <Page title={`${nameOf(giver)} to ${nameOf(receiver)}`} kicker={sayStanding(grant, today)} current={AUTHORITY} breadcrumbs={[HOME_CRUMB, AUTHORITY_CRUMB, DELEGATIONS_CRUMB]} {...(notice ? { notice } : {})} hasErrors={Boolean(form.errors)}>
      <Facts {...props} />
      <h2 className="nhsuk-heading-m">The chain, today</h2>
      {chain ? <ChainView chain={chain} /> : <p>{why ?? (grant.status === 'draft' ? 'A draft gives nothing yet.' : 'It gives nothing today.')}</p>}
      {grant.status === 'draft' && !grant.end && (
        <p>
          <a href={`${AUTHORITY_MAP}?place=${encodeURIComponent(grant.withinCode)}&draft=${grant.id}`}>Try it on the devolution map</a>
        </p>
      )}
      <h2 className="nhsuk-heading-m">Instrument</h2>
      <p className="authority-words">{grant.instrument ?? 'No words of an instrument are recorded.'}</p>
      <PapersList papers={papers} isKeeper={mayAttach} whenNone="No document is attached." />
      {mayAttach && (
        <p>
          <a href={papersOfPath('delegation', grant.id)}>Attach a document</a>
        </p>
      )}
      <History {...props} />
      {maySpeak && !grant.end && <Actions grant={grant} form={form} />}
      {maySpeak && (
        <p>
          <a href={`${DELEGATIONS}/new?copy=${grant.id}`}>Record another like it</a>
        </p>
      )}
    </Page>
  );
}

function Facts({ grant, nameOf, placeName }: DelegationPageProps): ReactElement {
  const { conditions, form, keptBack, matters, wordsById } = grant;
  const label = (id: string): string => MATTERS.find(id)?.label ?? id;
  const said = conditions.map((one) => (one.kind === 'consult-lmc' ? 'Consult the LMC first.' : one.kind === 'joint-with' ? `Jointly with ${nameOf(one.body)}.` : (wordsById[one.wordsId] ?? 'A condition whose words were erased.')));
  const rows: [string, ReactElement | string][] = [
    ['From', <BodyLink key="giver" body={{ ...grant.giver, name: nameOf(grant.giver) }} />],
    ['To', <BodyLink key="receiver" body={{ ...grant.receiver, name: nameOf(grant.receiver) }} />],
    ['As', `${GOVERNANCE_FORMS[form]}. ${FORM_RULES[form].accountability}`],
    ['Matters', <ul key="matters">{matters.map((id) => <li key={id}><a href={`${AUTHORITY}?matter=${id}&within=${encodeURIComponent(grant.withinCode)}`}>{label(id)}</a></li>)}</ul>],
    ...(keptBack.length ? [['Kept back', keptBack.map(label).join('; ')] as [string, string]] : []),
    ['Where', `Anywhere within ${placeName} (${grant.withinCode})`],
    ['Limit a decision', grant.limitDecisionPence === null ? 'None' : sayPounds(grant.limitDecisionPence)],
    ['Limit a financial year', grant.limitYearPence === null ? 'None' : sayPounds(grant.limitYearPence)],
    ['Conditions', [...said, grant.mayDelegateOnward ? 'May be delegated onward.' : 'No onward delegation.'].join(' ')],
    ['First day', sayDate(grant.from)],
    ['Last day', grant.to === null ? 'None: it goes on' : sayDate(dayBefore(grant.to))],
  ];
  return (
    <dl className="nhsuk-summary-list">
      {rows.map(([key, value]) => (
        <div key={key} className="nhsuk-summary-list__row">
          <dt className="nhsuk-summary-list__key">{key}</dt>
          <dd className="nhsuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ grant, cameOf }: DelegationPageProps): ReactElement {
  const at = (moment: Date): string => sayDate(moment.toISOString().slice(0, 10));
  return (
    <>
      <h2 className="nhsuk-heading-m">History</h2>
      <ul>
        <li>
          {grant.status === 'draft' ? 'Drafted' : 'Recorded'} on {at(grant.enteredAt)}.
          {cameOf && (
            <>
              {' '}
              <a href={delegationPath(cameOf)}>{grant.status === 'draft' ? 'It was put in force' : 'It was a draft before'}</a>.
            </>
          )}
        </li>
        {grant.end && !(grant.status === 'draft' && cameOf) && (
          <li>
            {grant.end.kind === 'revoked' ? `Taken back on ${at(grant.end.enteredAt)}, from ${sayDate(grant.revokedOn!)} on` : `Withdrawn on ${at(grant.end.enteredAt)}: it counts as never granted`}.{' '}
            {grant.end.reason && <>Reason: {grant.end.reason}</>}
          </li>
        )}
      </ul>
    </>
  );
}

function Actions({ grant, form }: { grant: Delegation; form: FormState }): ReactElement {
  const path = delegationPath(grant.id);
  return (
    <>
      {grant.status === 'draft' ? (
        <form method="post" action={`${path}/in-force`}>
          <CsrfField />
          <button type="submit" className="nhsuk-button">
            Put this draft in force
          </button>
        </form>
      ) : (
        <>
          <h2 className="nhsuk-heading-m">Take it back</h2>
          <p>What was decided under it until then stands.</p>
          <PostForm action={`${path}/revoke`} submit="Take this grant back" form={form}>
            <DateField name="on" label="From which day on" form={form} />
            <TextAreaField name="reason" label="Why" hint="It is published with the grant" rows={3} form={form} />
          </PostForm>
        </>
      )}
      <details className="authority-what-if">
        <summary>Entered by mistake?</summary>
        <p>Then it counts as never {grant.status === 'draft' ? 'drafted' : 'granted'}. It stays on record that it was entered.</p>
        <form method="post" action={`${path}/withdraw`}>
          <CsrfField />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary">
            Withdraw it
          </button>
        </form>
      </details>
    </>
  );
}
