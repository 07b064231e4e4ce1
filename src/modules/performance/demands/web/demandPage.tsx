import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { DateField, PostForm, RadioField, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { ASKED_OF, lastDue, nextDue, toDoOf } from '../domain/demand.ts';
import type { AskedOf, Demand } from '../domain/demand.ts';
import { DEMANDS } from './demandListPage.tsx';

const CRUMBS = [{ label: 'Home', href: '/' }, { label: 'Performance', href: '/performance' }, { label: 'What is owed by whom', href: DEMANDS }];

export interface DemandPageProps {
  demand: Demand;
  today: IsoDate;
  mayWithdraw: boolean;
  form: FormState;
  notice?: string | undefined;
}

export function DemandPage({ demand, today, mayWithdraw, form, notice }: DemandPageProps): ReactElement {
  const { id, asks, of, by, withinCode, clause, from, due, note, source, status, withdrawn } = demand;
  const [next, last] = [nextDue(demand, today), lastDue(demand)];
  return (
    <Page title={asks ?? 'A demand whose words were erased'} kicker={`Asked of ${ASKED_OF[of]}`} current="/performance" breadcrumbs={CRUMBS} hasErrors={Boolean(form.errors)} {...(notice ? { notice } : {})}>
      {withdrawn && <p><strong>Withdrawn on {sayDate(withdrawn.on)}.</strong> {withdrawn.why}</p>}
      <h2 className="nhsuk-heading-m">What to do</h2>
      <dl className="nhsuk-summary-list">
        {(['practice', 'pcn', 'commissioner'] as AskedOf[]).map((who) => (
          <div key={who} className="nhsuk-summary-list__row">
            <dt className="nhsuk-summary-list__key">{sentenceCase(ASKED_OF[who])}</dt>
            <dd className="nhsuk-summary-list__value">{toDoOf(demand, who).says}</dd>
          </div>
        ))}
      </dl>
      <p>
        Asked by {by} on {sayDate(from)}{withinCode && `, within ${withinCode}`}. {due === null ? 'No day is named by which it is owed.' : next ? `Owed by ${sayDate(next)}.` : `It was owed by ${sayDate(last ?? due)}${last !== null && last !== due ? ', for the last time' : ''}.`} {clause ? `${clause.contract}: ${clause.clause}.` : 'No clause of a contract asks it.'}
      </p>
      {note && <p>{note}</p>}
      <p className="nhsuk-body-s">
        Source: {source.address ? <a href={source.address}>{source.title}</a> : source.title}
        {source.locator && `; ${source.locator}`}
        {status && ` (${status})`}
      </p>
      {mayWithdraw && status === null && !withdrawn && (
        <details className="nhsuk-details" open={Boolean(form.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Withdraw it</span>
          </summary>
          <div className="nhsuk-details__text">
            <PostForm action={`${DEMANDS}/${id}`} submit="Withdraw this demand" form={form}>
              <TextAreaField name="why" label="Why" rows={3} form={form} />
            </PostForm>
          </div>
        </details>
      )}
    </Page>
  );
}

export const NewDemandPage = ({ form }: { form: FormState }): ReactElement => (
  <Page title="Add a demand" current="/performance" breadcrumbs={CRUMBS} hasErrors={Boolean(form.errors)}>
    <PostForm action={`${DEMANDS}/new`} submit="Add this demand" form={form}>
      <TextAreaField name="asks" label="What is asked" hint="A sentence. No patient’s details" rows={3} form={form} />
      <RadioField name="of" label="Of whom" options={Object.entries(ASKED_OF).map(([value, label]) => ({ value, label: sentenceCase(label) }))} form={form} />
      <TextField name="by" label="By whom" hint="The body that asks, such as NHS England" form={form} />
      <TextField name="within" label="Where (optional)" hint="The code of an ICB, a PCN or a practice; empty for all of England" width={10} form={form} />
      <TextField name="contract" label="Contract (optional)" hint="Leave both empty where no contract asks it" form={form} />
      <TextField name="clause" label="Clause (optional)" form={form} />
      <DateField name="from" label="Asked on" form={form} />
      <DateField name="due" label="Owed by (optional)" form={form} />
      <TextField name="source" label="Where it is to be read" hint="A letter and its date, or an address" form={form} />
    </PostForm>
  </Page>
);
