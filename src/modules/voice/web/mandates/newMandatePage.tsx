import type { ReactElement } from 'react';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { Forum } from '#governance';
import type { SeatToMandate } from '../../queries/mandates.ts';
import { crumbsOf, type ConfidedQuestion } from '../position/confidedQuestion.ts';
import { QUESTIONS } from '../questions/questionPaths.ts';
import { MandateForm } from './mandateForm.tsx';

interface NewMandatePageProps {
  confided: ConfidedQuestion;
  forum: Forum | null;
  forums: readonly Forum[];
  seats: readonly SeatToMandate[];
  items: readonly { value: string; label: string }[];
  replaces: string | null;
  form: FormState;
}

/** First the forum in which it will be decided, then what its representatives may agree to there. */
export function NewMandatePage({ confided: { question }, forum, forums, seats, items, replaces, form }: NewMandatePageProps): ReactElement {
  const path = `/questions/${question.id}/mandates`;
  const briefed = seats.filter(({ whyNotMandated }) => whyNotMandated !== null);
  const isMandated = seats.length > briefed.length;
  return (
    <Page title={replaces ? `Replace mandate ${replaces}` : 'Give a mandate'} kicker={question.title} current={QUESTIONS} breadcrumbs={[...crumbsOf(question), { label: 'Mandates', href: path }]} hasErrors={Boolean(form.errors)}>
      {replaces === null && <ForumChoice path={path} forum={forum} forums={forums} />}
      {forum && briefed.map(({ personId, seatTitle, whyNotMandated }) => (
        <div key={personId} className="nhsuk-inset-text">
          <p>{seatTitle} takes no mandate. {whyNotMandated}</p>
          <p><a href={`/questions/${question.id}/briefing?forum=${encodeURIComponent(forum.code)}`}>Give a briefing instead</a></p>
        </div>
      ))}
      {forum && isMandated && (
        <MandateForm action={replaces ? `${path}/${replaces}/replace` : `${path}/new`} submit={replaces ? 'Replace the mandate' : 'Give the mandate'} question={question} forumCode={forum.code} seats={seats} items={items} isReplacing={replaces !== null} form={form} />
      )}
      {forum && seats.length === 0 && <p>No seat of general practice in the {forum.name} is held today, so nobody can be named. Fill one first, on the <a href={`/forums/${forum.code}`}>page of the forum</a>.</p>}
    </Page>
  );
}

function ForumChoice({ path, forum, forums }: { path: string; forum: Forum | null; forums: readonly Forum[] }): ReactElement {
  return (
    <form method="get" action={`${path}/new`} className="chorus-form nhsuk-form-group">
      <label className="nhsuk-label" htmlFor="forum">Where it will be decided</label>
      <select className="nhsuk-select" id="forum" name="forum" defaultValue={forum?.code ?? ''}>
        {forums.map(({ code, name }) => (
          <option key={code} value={code}>{name}</option>
        ))}
      </select>{' '}
      <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">{forum ? 'Choose another' : 'Choose'}</button>
    </form>
  );
}
