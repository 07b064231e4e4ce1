import type { ReactElement } from 'react';
import { saySpan } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { DateField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { sayRole } from '#register';
import type { Body, RuleSource } from '../../domain/composition.ts';
import type { Forum } from '../../domain/forum.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { REPRESENTATION_WAYS, saySessions, WAY_MEANINGS } from '../../domain/representation.ts';
import type { RepresentationWay } from '../../domain/representation.ts';
import type { PortfolioLead, Representation } from '../../queries/representation.ts';
import type { Candidate } from '../../queries/seatRecord.ts';
import { SourceLine } from '../forums/compositionList.tsx';
import { FORUMS, forumCrumbs, forumPath } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import type { RepresentationForms } from './representationPages.tsx';

interface RepresentationPageProps {
  forum: Forum;
  /** Every way that was or will be, the latest first. */
  ways: readonly Representation[];
  portfolio: readonly PortfolioLead[];
  pcns: readonly Body[];
  people: readonly Candidate[];
  mayFurnish: boolean;
  nameOf: (code: string) => string;
  rule: { says: string; quote: string; source: RuleSource };
  today: IsoDate;
  forms: RepresentationForms;
  notice?: string;
}

/** How the PCNs are spoken for in a forum, what it costs and who pays for it, and who leads on what for all. */
export function RepresentationPage(props: RepresentationPageProps): ReactElement {
  const { forum, ways, pcns, mayFurnish, today, forms, notice } = props;
  const current = ways.find(({ from, to }) => from <= today && (to === null || to > today)) ?? null;
  const others = ways.filter((way) => way !== current);
  const hasErrors = Boolean(forms.way?.errors ?? forms.lead?.errors ?? forms.end?.errors);
  return (
    <Page title="Who speaks for the PCNs" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)} hasErrors={hasErrors} {...(notice ? { notice } : {})}>
      {current ? <Way way={current} {...props} /> : <p>Nobody has said yet how the {pcns.length > 1 ? `${pcns.length} PCNs of this place are` : 'PCNs of this place are'} spoken for here.</p>}
      {mayFurnish && <WayForm {...props} isFirst={current === null} />}
      <Portfolio {...props} />
      {others.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Before and after</h2>
          <ul className="forum-findings">
            {others.map((way) => (
              <li key={way.id}>
                <WayLine way={way} {...props} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

/** Days as people say them; `to` is the day after the last. */

function Way(props: RepresentationPageProps & { way: Representation }): ReactElement {
  const { way, rule, nameOf } = props;
  return (
    <>
      <p className="nhsuk-lede-text">
        {sentenceCase(REPRESENTATION_WAYS[way.way])}
        {way.leadCode && `: ${nameOf(way.leadCode)}`}.
      </p>
      <p>{WAY_MEANINGS[way.way]}</p>
      <dl className="register-facts forum-facts">
        <div>
          <dt>Time</dt>
          <dd>{saySessions(way.quarterSessionsAWeek)}</dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>{sayPounds(way.costPenceAYear)} a year</dd>
        </div>
        <div>
          <dt>Resourced by</dt>
          <dd>{way.resourcedByCode ? <a href={`/organisations/${way.resourcedByCode}`}>{nameOf(way.resourcedByCode)}</a> : <strong>nobody</strong>}</dd>
        </div>
        <div>
          <dt>In force</dt>
          <dd>{saySpan(way)}</dd>
        </div>
      </dl>
      {!way.resourcedByCode && way.costPenceAYear > 0 && (
        <div className="forum-alarms">
          <p>
            <strong>Nobody resources this.</strong> Its {sayPounds(way.costPenceAYear)} a year fall to those who do the work.
          </p>
        </div>
      )}
      <p className="forum-quiet">
        {rule.says} It is written: “{rule.quote}” <SourceLine source={rule.source} />
      </p>
      <EndOf of="representation" id={way.id} what={REPRESENTATION_WAYS[way.way]} {...props} />
    </>
  );
}

function WayLine(props: RepresentationPageProps & { way: Representation }): ReactElement {
  const { way, nameOf } = props;
  return (
    <>
      <p>
        {sentenceCase(REPRESENTATION_WAYS[way.way])}
        {way.leadCode && `: ${nameOf(way.leadCode)}`}, {saySpan(way)}. {saySessions(way.quarterSessionsAWeek)}, {sayPounds(way.costPenceAYear)} a year, {way.resourcedByCode ? `resourced by ${nameOf(way.resourcedByCode)}` : 'resourced by nobody'}.
      </p>
      <EndOf of="representation" id={way.id} what={REPRESENTATION_WAYS[way.way]} {...props} />
    </>
  );
}

function EndOf({ of, id, what, forum, mayFurnish, forms }: RepresentationPageProps & { of: 'representation' | 'portfolio'; id: string; what: string }): ReactElement | null {
  if (!mayFurnish) return null;
  const action = `${forumPath(forum.code)}/${of}/end`;
  const form: FormState = forms.end?.id === id ? forms.end : {};
  return (
    <details className="nhsuk-details" open={Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          End or correct this<span className="nhsuk-u-visually-hidden">: {what}</span>
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={action} submit="Save the last day" form={form}>
          <input type="hidden" name="id" value={id} />
          <DateField name={`lastDay-${id}`} label="Last day" form={form} />
        </PostForm>
        <OneButton action={action} fields={{ id, slip: 'yes' }} label="It was entered by mistake: take it back" />
      </div>
    </details>
  );
}

function WayForm({ forum, forms, pcns, isFirst }: RepresentationPageProps & { isFirst: boolean }): ReactElement {
  const form = forms.way ?? {};
  return (
    <details className="nhsuk-details" open={isFirst || Boolean(form.errors)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{isFirst ? 'Say how they are spoken for' : 'Choose another way'}</span>
      </summary>
      <div className="nhsuk-details__text">
        <PostForm action={`${forumPath(forum.code)}/representation`} submit="Save this way" form={form}>
          <RadioField name="way" label="Way" options={(Object.keys(REPRESENTATION_WAYS) as RepresentationWay[]).map((value) => ({ value, label: sentenceCase(REPRESENTATION_WAYS[value]), hint: WAY_MEANINGS[value] }))} form={form} />
          <SelectField name="leadCode" label="Which PCN leads" hint="Only for a lead PCN" empty="None" options={pcns.map(({ code, name }) => ({ value: code, label: name }))} form={form} />
          <TextField name="sessions" label="Sessions a week, in all" hint="A session is half a day; 2.5 is two and a half" inputMode="decimal" width={5} form={form} />
          <TextField name="cost" label="Cost a year, in pounds" inputMode="decimal" width={10} form={form} />
          <TextField name="resourcedByCode" label="Code of the body that resources it" hint="Leave it empty where nobody does" width={20} form={form} />
          <DateField name="from" label="First day" hint="The way before ends on the day before" form={form} />
          <DateField name="lastDay" label="Last day" hint="Leave it empty where it goes on" form={form} />
        </PostForm>
      </div>
    </details>
  );
}

function Portfolio(props: RepresentationPageProps): ReactElement {
  const { forum, portfolio, people, pcns, mayFurnish, nameOf, forms } = props;
  const form = forms.lead ?? {};
  return (
    <>
      <h2 className="nhsuk-heading-m">Who leads on what, on everyone’s behalf</h2>
      {portfolio.length === 0 && <p>Nobody leads on a programme for all yet.</p>}
      <ul className="forum-findings">
        {portfolio.map((lead) => (
          <li key={lead.id}>
            <p>
              <strong>{lead.programme}</strong>: {lead.name ?? 'an erased person'}
              {lead.pcnCode && `, of ${nameOf(lead.pcnCode)}`}, {saySpan(lead)}
            </p>
            <EndOf of="portfolio" id={lead.id} what={lead.programme} {...props} />
          </li>
        ))}
      </ul>
      {mayFurnish && (
        <details className="nhsuk-details" open={Boolean(form.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Add a lead on a programme</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${forumPath(forum.code)}/portfolio`} submit="Save this lead" form={form}>
              <TextField name="programme" label="Programme" hint="Such as Frailty, or Same-day access" form={form} />
              <SelectField name="personId" label="Who leads on it" empty="Choose a person" options={people.map(({ personId, name, roles }) => ({ value: personId, label: [name, ...roles.slice(0, 1).map(sayRole)].join(' – ') }))} form={form} />
              <SelectField name="pcnCode" label="Of which PCN" empty="None" options={pcns.map(({ code, name }) => ({ value: code, label: name }))} form={form} />
              <DateField name="leadFrom" label="First day" form={form} />
            </PostForm>
          </div>
        </details>
      )}
    </>
  );
}
