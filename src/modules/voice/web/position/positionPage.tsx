import type { ReactElement } from 'react';
import { sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { CheckboxField, DateField, PostForm, RadioField, SelectField, TextAreaField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Meeting, Seat } from '#governance';
import type { ConsultationMatter } from '../../domain/consultation.ts';
import { AGREED_HOW } from '../../domain/position.ts';
import type { PositionsRead, PositionVersion } from '../../queries/positions.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';
import { crumbsOf, sayWords, type ConfidedQuestion } from './confidedQuestion.ts';

interface PositionPageProps {
  confided: ConfidedQuestion;
  read: PositionsRead;
  seats: readonly Seat[];
  meetings: readonly Meeting[];
  matters: readonly ConsultationMatter[];
  isConsulted: boolean;
  today: IsoDate;
  form: FormState;
  notice?: string;
}

/** The one position of general practice: all of it for those inside, what is published of it for everybody else. */
export function PositionPage({ confided, read, seats, meetings, matters, isConsulted, today, form, notice }: PositionPageProps): ReactElement {
  const { question, isLeader } = confided;
  const now = read.versions?.[0];
  const mayAgree = isLeader && ['canvassed', 'deferred', 'reopened', 'referred-up', 'position-agreed', 'mandated'].includes(question.state);
  return (
    <Page title="Position" kicker={question.title} current={QUESTIONS} breadcrumbs={crumbsOf(question)} notice={notice} hasErrors={Boolean(form.errors)}>
      {read.versions ? <Inside questionId={question.id} versions={read.versions} /> : <Published read={read} />}
      {isLeader && !isConsulted && <ConsultNow id={question.id} matters={matters} />}
      {now && isLeader && now.publishedAt === null && <Publish id={question.id} position={now} />}
      {mayAgree && (
        <details className="nhsuk-details" open={!now || Boolean(form.errors)}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">{now ? 'Agree another in its place' : 'Record the position that the team agreed'}</span>
          </summary>
          <div className="nhsuk-details__text">
            <PositionForm id={question.id} now={now} seats={seats} meetings={meetings} today={today} form={form} />
          </div>
        </details>
      )}
    </Page>
  );
}

function Published({ read: { published } }: { read: PositionsRead }): ReactElement {
  if (!published) return <p>General practice has published no position on this question yet.</p>;
  return (
    <>
      <h2 className="nhsuk-heading-m">What general practice wants</h2>
      <p className="voice-words">{sayWords(published.want)}</p>
      <h2 className="nhsuk-heading-m">Why</h2>
      <p className="voice-words">{sayWords(published.reasons)}</p>
      <p className="voice-small">Agreed on {sayDate(published.agreedOn)}, {AGREED_HOW[published.agreedHow]}.</p>
    </>
  );
}

function Inside({ questionId, versions }: { questionId: string; versions: readonly PositionVersion[] }): ReactElement {
  const [now, ...before] = versions;
  if (!now) return <p>No position is agreed yet. It rests on the canvass: once that is closed, the leadership team agrees what we want, what we can accept and what we cannot.</p>;
  return (
    <>
      <PositionCard questionId={questionId} position={now} />
      {before.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Earlier versions ({before.length})</span>
          </summary>
          <div className="nhsuk-details__text">
            {before.map((position) => (
              <PositionCard key={position.version} questionId={questionId} position={position} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function PositionCard({ questionId, position }: { questionId: string; position: PositionVersion }): ReactElement {
  const { version, want, reasons, accept, refuse, mustReturn, changeReason, agreedHow, agreedOn, seats, canvassId, publishedAt } = position;
  const part = (title: string, words: string | null) => (
    <div>
      <dt>{title}</dt>
      <dd>{words}</dd>
    </div>
  );
  return (
    <section aria-label={`Version ${version}`}>
      <p>
        <strong className={`nhsuk-tag ${publishedAt ? 'nhsuk-tag--green' : 'nhsuk-tag--grey'}`}>{publishedAt ? 'What we want is published' : 'Not published'}</strong>
      </p>
      <dl className="voice-terms">
        {part('What we want', sayWords(want))}
        {part('Why', sayWords(reasons))}
        {part('What we can accept', sayWords(accept))}
        {part('What we cannot', sayWords(refuse))}
        {mustReturn && part('What must come back', mustReturn)}
        {changeReason && part('Why it was changed', changeReason)}
      </dl>
      <p className="voice-small">
        Version {version}, agreed on {sayDate(agreedOn)}, {AGREED_HOW[agreedHow]}. Seats present: {seats.map(({ title }) => title).join(', ')}. It rests on <a href={`/questions/${questionId}/canvass?canvass=${canvassId}`}>the canvass</a>. What we can accept and what we cannot stay within general practice’s own seats.
      </p>
    </section>
  );
}

/** Now, and not after the decision: an objection then undoes what a representative agreed. */
function ConsultNow({ id, matters }: { id: string; matters: readonly ConsultationMatter[] }): ReactElement {
  const prescribed = matters.find((matter) => matter.prescribed === 'yes');
  const unverified = matters.find((matter) => matter.prescribed === 'unverified');
  return (
    <section aria-labelledby="consult" className="nhsuk-inset-text">
      <h2 id="consult" className="nhsuk-heading-s">Ask the LMC now, not after the decision</h2>
      {prescribed && <p>{prescribed.title}: consultation is prescribed. What is decided cannot be acted on without the LMC’s answer, or until its deadline has passed.</p>}
      {!prescribed && unverified && <p>{unverified.title}: we have not been able to verify whether the law prescribes that the LMC is consulted. {unverified.says}</p>}
      {!prescribed && !unverified && <p>Nothing known here prescribes it. Its answer now costs less than its objection later.</p>}
      <p>
        <a className="nhsuk-button nhsuk-button--secondary" href={`/questions/${id}/consultations/new`}>Consult the LMC</a>
      </p>
    </section>
  );
}

function Publish({ id, position }: { id: string; position: PositionVersion }): ReactElement {
  return (
    <section aria-labelledby="publish">
      <h2 id="publish" className="nhsuk-heading-m">Publish what we want</h2>
      <p>Everybody who signs in, the commissioner and partners too, will read this and nothing else of it. It cannot be taken back:</p>
      <p className="voice-words">{sayWords(position.want)}</p>
      <p className="voice-words">{sayWords(position.reasons)}</p>
      <PostForm action={`/questions/${id}/position/publish`} submit="Publish these words" form={{}}>
        <input type="hidden" name="version" value={position.version} />
      </PostForm>
    </section>
  );
}

function PositionForm({ id, now, seats, meetings, today, form }: { id: string; now?: PositionVersion } & Pick<PositionPageProps, 'seats' | 'meetings' | 'today' | 'form'>): ReactElement {
  const [year, month, day] = today.split('-');
  const first = { want: now?.want ?? '', reasons: now?.reasons ?? '', accept: now?.accept ?? '', refuse: now?.refuse ?? '', mustReturn: now?.mustReturn ?? '', agreedHow: 'chair', 'agreedOn-day': day, 'agreedOn-month': month, 'agreedOn-year': year };
  const shown: FormState = form.values ? form : { values: first };
  return (
    <PostForm action={`/questions/${id}/position`} submit="Save the agreed position" form={shown}>
      <TextAreaField name="want" label="What we want" hint="Published once you publish it" form={shown} rows={3} />
      <TextAreaField name="reasons" label="Why" hint="Published with it" form={shown} rows={3} />
      <TextAreaField name="accept" label="What we can accept" hint="Stays within general practice’s own seats" form={shown} rows={3} />
      <TextAreaField name="refuse" label="What we cannot accept" hint="Stays within general practice’s own seats" form={shown} rows={3} />
      <TextAreaField name="mustReturn" label="What must come back to the team (optional)" form={shown} rows={2} />
      {now && <TextAreaField name="changeReason" label="Why it takes the place of the one before" form={shown} rows={2} />}
      <RadioField name="agreedHow" label="How it was agreed" form={shown} options={Object.entries(AGREED_HOW).map(([value, label]) => ({ value, label }))} />
      <SelectField name="meetingId" label="In which meeting" hint="Where it was agreed in one" empty="Outside a meeting" form={shown} options={meetings.map((meeting) => ({ value: meeting.id, label: sayDate(meeting.day) }))} />
      <DateField name="agreedOn" label="On which day" form={shown} />
      <CheckboxField name="seatIds" label="Which seats were there" form={shown} options={seats.map(({ id: value, title, holder }) => ({ value, label: holder?.name ? `${title}: ${holder.name}` : title }))} />
    </PostForm>
  );
}
