import type { ReactElement } from 'react';
import { sayDate, saySpan } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { DateField, PostForm, RadioField, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { INTEREST_KINDS, INTEREST_MEANINGS } from '../../domain/interest.ts';
import type { Interest, InterestKind, InterestReview } from '../../domain/interest.ts';
import type { Forum } from '../../domain/forum.ts';
import type { interestRules } from '../../interestRules.ts';
import type { InterestEntryOf } from '../../queries/interests.ts';
import { SourceLine } from '../forums/compositionList.tsx';
import { FORUMS, forumCrumbs, HOME_CRUMB } from '../forums/forumPaths.ts';
import { OneButton } from '../forums/oneButton.tsx';
import type { InterestForms } from './interestPages.tsx';

type Rules = ReturnType<typeof interestRules>;

interface MyInterestsProps {
  interests: readonly Interest[];
  /** Null for one who sits in no forum. */
  review: InterestReview | null;
  rules: Rules;
  today: IsoDate;
  forms: InterestForms;
  notice?: string;
}

/** A person's own entry in the register of interests. */
export function MyInterestsPage({ interests, review, rules, today, forms, notice }: MyInterestsProps): ReactElement {
  const hasErrors = Boolean(forms.declare?.errors ?? forms.end?.errors);
  const isCurrent = ({ to }: Interest): boolean => to === null || to > today;
  const [current, past] = [interests.filter(isCurrent), interests.filter((one) => !isCurrent(one))];
  return (
    <Page title="Your interests" breadcrumbs={[HOME_CRUMB]} hasErrors={hasErrors} {...(notice ? { notice } : {})}>
      {review ? <Review review={review} count={current.length} /> : <p>You sit in no forum today. Those who do declare their interests here: what could make others doubt whether they decide for all.</p>}
      <Interests interests={current} forms={forms} />
      {review && <DeclareForm form={forms.declare ?? {}} isFirst={review.lastReviewedOn === null} />}
      {past.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What you no longer have</h2>
          <Interests interests={past} forms={forms} />
        </>
      )}
      <RulesNote rules={rules} />
    </Page>
  );
}

function Review({ review: { lastReviewedOn, dueOn, isOverdue }, count }: { review: InterestReview; count: number }): ReactElement {
  return (
    <div className={isOverdue ? 'forum-alarms' : 'forum-review'}>
      <p>
        {isOverdue && <strong>Overdue. </strong>}
        {lastReviewedOn ? `You last said that your entry is right on ${sayDate(lastReviewedOn)}.` : 'You have not declared yet, not even that you have none.'} {isOverdue ? `It was due by ${sayDate(dueOn)}.` : `It is due again by ${sayDate(dueOn)}.`}
      </p>
      <OneButton action="/interests/review" label={count > 0 ? 'Still right' : 'I have none to declare'} />
    </div>
  );
}

/** Days as people say them; `to` is the day after the last. */
function InterestLine({ interest }: { interest: Interest }): ReactElement {
  return (
    <>
      <p className="forum-words">{interest.words ?? 'The words were erased.'}</p>
      <p className="forum-quiet">
        {sentenceCase(INTEREST_KINDS[interest.kind])}, {saySpan(interest)}; declared on {sayDate(interest.declaredOn)}
      </p>
    </>
  );
}

function Interests({ interests, forms }: { interests: readonly Interest[]; forms: InterestForms }): ReactElement {
  return (
    <ul className="forum-findings">
      {interests.map((interest) => {
        const form: FormState = forms.end?.id === interest.id ? forms.end : {};
        return (
          <li key={interest.id}>
            <InterestLine interest={interest} />
            <details className="nhsuk-details nhsuk-u-margin-bottom-0" open={Boolean(form.errors)}>
              <summary className="nhsuk-details__summary">
                <span className="nhsuk-details__summary-text">
                  End or correct this<span className="nhsuk-u-visually-hidden">: {interest.words}</span>
                </span>
              </summary>
              <div className="nhsuk-details__text">
                <PostForm action="/interests/end" submit="Save the last day" form={form}>
                  <input type="hidden" name="id" value={interest.id} />
                  <DateField name={`lastDay-${interest.id}`} label="Last day on which you have it" hint="Leave it empty where it goes on" form={form} />
                </PostForm>
                <OneButton action="/interests/withdraw" fields={{ id: interest.id }} label="It was declared by mistake: take it back" />
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function DeclareForm({ form, isFirst }: { form: FormState; isFirst: boolean }): ReactElement {
  return (
    <>
      <h2 className="nhsuk-heading-m">Declare an interest</h2>
      {isFirst && <p>What you declare is in the public register of each forum in which you sit, with your name.</p>}
      <PostForm action="/interests" submit="Declare this interest" form={form}>
        <RadioField name="kind" label="Kind" options={(Object.keys(INTEREST_KINDS) as InterestKind[]).map((value) => ({ value, label: sentenceCase(INTEREST_KINDS[value]), hint: INTEREST_MEANINGS[value] }))} form={form} />
        <TextAreaField name="words" label="What it is" hint="Name the body, and how you are connected. Do not name a patient, nor the health of anybody." rows={3} form={form} />
        <DateField name="from" label="Since" form={form} />
        <DateField name="lastDay" label="Last day" hint="Leave it empty where it goes on" form={form} />
      </PostForm>
    </>
  );
}

function RulesNote({ rules: { reviewMonths, declareDays, reviewSource, declareSource } }: { rules: Rules }): ReactElement {
  return (
    <p className="forum-quiet">
      An entry is reviewed every {reviewMonths} months. <SourceLine source={reviewSource} /> It is made within {declareDays} days. <SourceLine source={declareSource} />
    </p>
  );
}

/** What the members of a forum declared, for who keeps it: also who is overdue. */
export function ForumInterestsPage({ forum, entries, rules }: { forum: Forum; entries: readonly InterestEntryOf[]; rules: Rules }): ReactElement {
  const overdue = entries.filter(({ review }) => review.isOverdue);
  return (
    <Page title="Interests of its members" kicker={forum.name} current={FORUMS} breadcrumbs={forumCrumbs(forum)}>
      {entries.length === 0 && <p>Nobody sits here yet.</p>}
      {overdue.length > 0 && (
        <div className="forum-alarms">
          <p>
            <strong>{overdue.length} overdue:</strong> {overdue.map(({ name }) => name ?? 'an erased person').join(', ')}. Each declares their own; Chorus asks them in their list.
          </p>
        </div>
      )}
      {entries.map(({ personId, name, seats, interests, review }) => (
        <section key={personId}>
          <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{name ?? 'An erased person'}</h2>
          <p className="forum-quiet">
            {seats.join(', ')}. {review.lastReviewedOn ? `Last reviewed on ${sayDate(review.lastReviewedOn)}, due by ${sayDate(review.dueOn)}.` : `Nothing declared; due by ${sayDate(review.dueOn)}.`} {review.isOverdue && <strong className="nhsuk-tag nhsuk-tag--orange">overdue</strong>}
          </p>
          {interests.length === 0 && review.lastReviewedOn && <p>Declared that there are none.</p>}
          <ul className="forum-findings">
            {interests.map((interest) => (
              <li key={interest.id}>
                <InterestLine interest={interest} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <RulesNote rules={rules} />
    </Page>
  );
}
