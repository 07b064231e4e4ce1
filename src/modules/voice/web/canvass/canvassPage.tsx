import type { ReactElement } from 'react';
import { addDays, sayDate, toIsoDate, type IsoDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { PostForm, TextField, type FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import type { Canvass } from '../../domain/canvass/canvass.ts';
import type { ChangesSince } from '../../domain/canvass/changesSince.ts';
import type { Coverage } from '../../domain/canvass/rollUp.ts';
import type { MailsOfDay } from '../../queries/canvassMailLog.ts';
import { sayAnswer } from '../answer/answerForm.tsx';
import { CanvassResults } from './canvassResults.tsx';
import type { CanvassShown, CanvassView } from './canvassView.ts';
import { OpenCanvassForm, WithoutContact } from './openCanvassForm.tsx';

export interface CanvassPageProps {
  view: CanvassView;
  today: IsoDate;
  sentQuery: SentValues;
  notice?: string;
  openForm?: FormState;
  closeForm?: FormState;
}

export function CanvassPage({ view, today, sentQuery, notice, openForm = {}, closeForm = {} }: CanvassPageProps): ReactElement {
  const { question, placeName, shown, others, preview, isLeader } = view;
  const path = `/questions/${question.id}/canvass`;
  return (
    <Page
      title={question.title}
      kicker={shown?.isOpen ? `Canvass, open until the end of ${sayDate(shown.canvass.closesOn)}` : 'Canvass'}
      current="/questions"
      breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Questions', href: '/questions' }, { label: `Question ${question.id}`, href: `/questions/${question.id}` }]}
      notice={notice}
      hasErrors={Boolean(openForm.errors ?? closeForm.errors)}
    >
      {!shown && !preview && <p>This question has not been put to a canvass. When it is, everybody who is asked gets a mail.</p>}
      {shown && <Shown view={view} shown={shown} today={today} isLeader={isLeader} path={path} sentQuery={sentQuery} closeForm={closeForm} />}
      {preview && <OpenCanvassForm questionId={question.id} placeName={placeName} preview={preview} form={openForm.values ? openForm : { values: closingDay(today) }} />}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">Other canvasses of this question</h2>
          <ul>
            {others.map(({ id, openedOn, closesOn }) => (
              <li key={id}>
                <a href={`${path}?canvass=${id}`}>
                  From {sayDate(openedOn)} to {sayDate(closesOn)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

/** Two weeks, unless somebody chooses otherwise. */
function closingDay(today: IsoDate): SentValues {
  const [year, month, day] = addDays(today, 14).split('-');
  return { 'closesOn-day': String(Number(day)), 'closesOn-month': String(Number(month)), 'closesOn-year': year };
}

interface ShownProps {
  view: CanvassView;
  shown: CanvassShown;
  today: IsoDate;
  isLeader: boolean;
  path: string;
  sentQuery: SentValues;
  closeForm: FormState;
}

function Shown({ view, shown, today, isLeader, path, sentQuery, closeForm }: ShownProps): ReactElement {
  const { canvass, isOpen, coverage, rollUp, changes, mails, own } = shown;
  return (
    <>
      <CanvassSummary canvass={canvass} isOpen={isOpen} coverage={coverage} />
      {own && <OwnAnswers shown={shown} path={path} />}
      {rollUp && <WithoutContact constituents={isOpen ? rollUp.withoutContact : []} />}
      {isLeader && isOpen && <Leading canvass={canvass} today={today} silent={rollUp?.notHeardFrom.length ?? 0} mails={mails} path={path} form={closeForm} />}
      {rollUp ? (
        <CanvassResults rollUp={rollUp} isOpen={isOpen} path={path} sentQuery={sentQuery} />
      ) : (
        <p>What each practice and PCN said is told in confidence: only general practice’s own seats in the leadership team read it. The position that follows from it is for everybody.</p>
      )}
      <Changes changes={changes} nameOf={view.nameOf} />
    </>
  );
}

/** How far it reaches, by practice and by patients served. */
export function CanvassSummary({ canvass, isOpen, coverage }: { canvass: Canvass; isOpen: boolean; coverage: Coverage }): ReactElement {
  const { practicesAnswered, practicesAsked, patientsAnswered, patientsAsked } = coverage;
  const percent = (part: number, whole: number): string => (whole === 0 ? '' : ` (${Math.round((part / whole) * 100)}%)`);
  return (
    <>
      <dl className="canvass-coverage">
        <div>
          <dt>Practices that answered</dt>
          <dd>
            <strong>{sayNumber(practicesAnswered)}</strong> of {sayNumber(practicesAsked)}
            {percent(practicesAnswered, practicesAsked)}
          </dd>
        </div>
        <div>
          <dt>Patients they serve</dt>
          <dd>
            <strong>{sayNumber(patientsAnswered)}</strong> of {sayNumber(patientsAsked)}
            {percent(patientsAnswered, patientsAsked)}
          </dd>
        </div>
      </dl>
      <p>
        Opened on {sayDate(canvass.openedOn)}, {canvass.closedAt ? `closed on ${sayDate(toIsoDate(new Date(canvass.closedAt)))}` : isOpen ? `open until the end of ${sayDate(canvass.closesOn)}` : `its last day was ${sayDate(canvass.closesOn)}`}
        {canvass.closedEarlyFor && <>, early, because: {canvass.closedEarlyFor}</>}. Who is asked, list sizes and rules are as on the day of opening.
      </p>
    </>
  );
}

function OwnAnswers({ shown: { own, isOpen }, path }: { shown: CanvassShown; path: string }): ReactElement | null {
  if (!own) return null;
  const isOwed = isOpen && own.organisations.some(({ history }) => history.length === 0);
  return (
    <section aria-labelledby="own">
      <h2 id="own">Your answer</h2>
      <ul>
        {own.organisations.map(({ code, name, history: [last] }) => (
          <li key={code}>
            {name}: {last ? sayAnswer(last.choice).toLowerCase() : 'not given'}
          </li>
        ))}
      </ul>
      <p>
        <a className={isOwed ? 'nhsuk-button' : undefined} href={`${path}/answer`}>
          {isOwed ? 'Answer now' : isOpen ? 'Change or read it' : 'Read it'}
        </a>
      </p>
    </section>
  );
}

interface LeadingProps {
  canvass: Canvass;
  today: IsoDate;
  silent: number;
  mails: readonly MailsOfDay[];
  path: string;
  form: FormState;
}

const daysUntil = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function Leading({ canvass, today, silent, mails, path, form }: LeadingProps): ReactElement {
  const days = daysUntil(today, canvass.closesOn);
  const isReminded = mails.some(({ kind, day }) => kind !== 'informed' && day === today);
  return (
    <section aria-labelledby="leading">
      <h2 id="leading">{silent === 0 ? 'Everybody has answered' : `${sayNumber(silent)} ${silent === 1 ? 'has' : 'have'} not answered`}</h2>
      <ul>
        {mails.map(({ kind, day, people }) => (
          <li key={`${kind}${day}`}>
            {sayDate(day)}: {people} {people === 1 ? 'person' : 'people'} {kind}
          </li>
        ))}
      </ul>
      {silent > 0 && (
        <form method="post" action={`${path}/remind`}>
          <CsrfField />
          <input type="hidden" name="canvass" value={canvass.id} />
          <button type="submit" className="nhsuk-button">
            Remind those who have not answered
          </button>
          <p className="canvass-small">
            {days === 0 ? 'Today is the last day.' : `${days} ${days === 1 ? 'day' : 'days'} left.`} Only they get a mail, at most one a day each{isReminded ? '; whoever had one today gets none' : ''}.
          </p>
        </form>
      )}
      <details className="nhsuk-details" open={Boolean(form.errors)}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Close it early</span>
        </summary>
        <div className="nhsuk-details__text">
          <p>It closes by itself at the end of {sayDate(canvass.closesOn)}. An answer is taken until the moment it closes, and none after.</p>
          <PostForm action={`${path}/close`} submit="Close the canvass" form={form}>
            <input type="hidden" name="canvass" value={canvass.id} />
            <TextField name="reason" label="Why early" hint="Everybody who was asked can read it" form={form} />
          </PostForm>
        </div>
      </details>
    </section>
  );
}

/** What the map did since. It changes nothing here, and nobody need wonder. */
function Changes({ changes: { moved, closed, joined }, nameOf }: { changes: ChangesSince; nameOf: (code: string) => string }): ReactElement | null {
  if (moved.length + closed.length + joined.length === 0) return null;
  const most = 20;
  const more = (count: number): string => (count > most ? ` and ${count - most} more` : '');
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed in the place since</h2>
      <ul>
        {moved.slice(0, most).map(({ constituent, toPcn }) => (
          <li key={constituent.code}>
            {constituent.name} is now in {toPcn ? nameOf(toPcn) : 'no PCN'}. Its answer counts where it was asked: {constituent.pcnCode ? nameOf(constituent.pcnCode) : 'among the practices in no PCN'}.
          </li>
        ))}
        {moved.length > most && <li>{moved.length - most} more moved likewise.</li>}
        {closed.length > 0 && (
          <li>
            Closed since: {closed.slice(0, most).map(({ name }) => name).join(', ')}
            {more(closed.length)}. What they said counts.
          </li>
        )}
        {joined.length > 0 && (
          <li>
            Not asked, because they came after the day of opening: {joined.slice(0, most).map(nameOf).join(', ')}
            {more(joined.length)}.
          </li>
        )}
      </ul>
    </section>
  );
}
