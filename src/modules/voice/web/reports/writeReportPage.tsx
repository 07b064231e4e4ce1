import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import { FormErrors, TextAreaField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { owedBy, reachOf, sayOwed, type ReceiptState } from '../../domain/report.ts';
import type { PreparedReport } from '../../queries/preparedReport.ts';
import type { Report } from '../../queries/reports.ts';
import { CountedPart, DecidedPart, NextPart } from './decidedPart.tsx';
import { reportPath, REPORTS, writeReportPath } from './reportPaths.ts';

export interface WriteReportPageProps {
  prepared: PreparedReport;
  decided: { decided: string; reasons: string };
  /** Every version that was sent, the newest first. */
  versions: readonly Report[];
  /** Of the newest. */
  receipts: readonly ReceiptState[];
  nameOf: (code: string) => string;
  /** Whether the reader may write and send it. */
  maySend: boolean;
  /** Whether they may read what each constituent is told, and by name who read it. */
  mayReadNames: boolean;
  form: FormState;
  /** Whose preview is shown. */
  as: string | null;
  today: string;
  path: string;
  query: SentValues;
  notice?: string;
}

/** Where a report is written and sent, and where one sees afterwards whom it reached. */
export function WriteReportPage(props: WriteReportPageProps): ReactElement {
  const { prepared, decided, versions, maySend, mayReadNames, form, notice } = props;
  const { question, decision, decidingForumName, actions } = prepared;
  const [newest] = versions;
  return (
    <Page
      title="Report back"
      kicker={question.title}
      current="/questions"
      breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Reports', href: REPORTS }, { label: `Question ${question.id}`, href: `/questions/${question.id}` }]}
      notice={notice}
      hasErrors={form.errors !== undefined}
    >
      {newest ? <SentPart {...props} newest={newest} /> : <p className={`voice-report__due${isOver(props) ? ' voice-report__due--over' : ''}`}>{sayPromise(props)}</p>}
      <DecidedPart forumName={decidingForumName} takenOn={decision.takenOn} way={decision.way} outcome={decision.outcome} standing={decision.standing} decided={decided.decided} reasons={decided.reasons} />
      {newest && (
        <>
          <h2 className="nhsuk-heading-m">What was traded</h2>
          <p className="voice-report__words">{newest.traded ?? 'These words were erased.'}</p>
          <NextPart next={newest.next} actions={actions} />
        </>
      )}
      {maySend && (newest ? <CorrectionPart {...props} newest={newest} /> : <Writing {...props} />)}
      {maySend && mayReadNames && <Preview {...props} />}
    </Page>
  );
}

const isOver = ({ prepared: { decided }, today }: WriteReportPageProps): boolean => decided.dueOn !== null && today > decided.dueOn;

function sayPromise({ prepared: { decided }, today, maySend }: WriteReportPageProps): string {
  const due = sayOwed(owedBy(decided.dueOn, today as NonNullable<typeof decided.dueOn>));
  return maySend ? `Everybody who was asked is to be told ${due}.` : `The report is not sent yet. It is promised ${due}.`;
}

/** Whom it reached. Counts for every reader; names for those who may read named answers. */
function SentPart({ newest, versions, receipts, prepared, nameOf, mayReadNames, path, query }: WriteReportPageProps & { newest: Report }): ReactElement {
  const { practices, patients } = reachOf(receipts);
  const say = (step: 'reached' | 'opened' | 'acknowledged'): string => `${sayNumber(practices[step])} of ${sayNumber(practices.asked)} practices, serving ${sayNumber(patients[step])} of ${sayNumber(patients.asked)} patients`;
  const late = owedBy(newest.dueOn, toIsoDate(versions.at(-1)!.sentAt));
  return (
    <section aria-labelledby="sent">
      <h2 className="nhsuk-heading-m" id="sent">
        Sent on {sayDate(toIsoDate(newest.sentAt))}
        {newest.version > 1 && `, version ${newest.version}`}
      </h2>
      <p>
        {newest.dueOn === null ? 'No terms promised a day.' : late.daysOver > 0 ? `It was promised ${sayOwed(late)}.` : `In time: it was promised ${sayOwed({ ...late, daysOver: 0 })}.`}{' '}
        {mayReadNames && <a href={reportPath(newest.id)}>Read it as it was sent</a>}
      </p>
      <dl className="nhsuk-summary-list">
        {([['Sent to somebody at', 'reached'], ['Opened by', 'opened'], ['Read, as they say, by', 'acknowledged']] as const).map(([label, step]) => (
          <div className="nhsuk-summary-list__row" key={step}>
            <dt className="nhsuk-summary-list__key">{label}</dt>
            <dd className="nhsuk-summary-list__value">{say(step)}</dd>
          </div>
        ))}
      </dl>
      {mayReadNames && <DataTable table={receiptTable(nameOf)} rows={receipts} query={query} basePath={path} isDownloadHidden headingLevel={3} />}
      {versions.length > 1 && (
        <p className="voice-report__quiet">
          {versions.length} versions were sent, on {versions.map(({ sentAt }) => sayDate(toIsoDate(sentAt))).join(', ')}. {prepared.constituents.length} organisations were told each time.
        </p>
      )}
    </section>
  );
}

const stateOf = ({ people }: ReceiptState): string =>
  people.length === 0 ? 'nobody is known there' : people.some(({ acknowledgedAt }) => acknowledgedAt) ? 'read' : people.some(({ openedAt }) => openedAt) ? 'opened' : 'not opened';

const receiptTable = (nameOf: (code: string) => string) =>
  defineTable<ReceiptState>({
    id: 'receipts',
    caption: 'Who has opened and read it',
    columns: [
      { key: 'name', heading: 'Organisation', kind: 'text', value: ({ code }) => nameOf(code), filter: 'text' },
      { key: 'patients', heading: 'Patients', kind: 'number', value: ({ patients }) => patients },
      { key: 'state', heading: 'State', kind: 'text', value: stateOf, filter: 'select' },
      { key: 'people', heading: 'Sent to', kind: 'text', sortable: false, value: ({ people }) => people.map(({ name }) => name ?? 'name erased').join(', ') },
    ],
  });

function CorrectionPart(props: WriteReportPageProps & { newest: Report }): ReactElement {
  return (
    <details className="nhsuk-details" open={props.form.errors !== undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Something in it is wrong: send a correction</span>
      </summary>
      <div className="nhsuk-details__text">
        <p>The correction goes to everybody again, and says that it is one. What was sent before stays on record.</p>
        <Writing {...props} />
      </div>
    </details>
  );
}

/** The words that only a person can write. Keeping them for later and sending them are two buttons of one form. */
function Writing({ prepared, form, versions }: WriteReportPageProps): ReactElement {
  const { question, decision, contacts, constituents } = prepared;
  const people = new Set(contacts.map(({ personId }) => personId)).size;
  const reached = new Set(contacts.map(({ organisationCode }) => organisationCode));
  const missing = constituents.filter(({ code }) => !reached.has(code));
  return (
    <form method="post" action={writeReportPath(question.id)} noValidate className="chorus-form">
      <FormErrors errors={form.errors} />
      <CsrfField />
      <input type="hidden" name="decisionId" value={decision.id} />
      <input type="hidden" name="version" value={versions.length + 1} />
      <TextAreaField name="traded" label="What was traded?" hint="What was given for what, and what could not be had. If nothing was, say so." form={form} />
      <TextAreaField name="next" label="What happens next?" hint="The actions of the decision, with their owners and days, are added of themselves." form={form} />
      <p>
        It goes to {sayNumber(people)} {people === 1 ? 'person' : 'people'} at {sayNumber(reached.size)} of {sayNumber(constituents.length)} organisations. Each is told how its own answer counted, and no other’s.
      </p>
      {missing.length > 0 && (
        <p className="voice-report__note">
          Nobody is known at {missing.slice(0, 10).map(({ name }) => name).join(', ')}
          {missing.length > 10 && ` and ${missing.length - 10} more`}: tell them yourself.
        </p>
      )}
      <div className="voice-report__buttons">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary" formAction={`${writeReportPath(question.id)}/draft`}>
          Keep as a draft
        </button>
        <button type="submit" className="nhsuk-button">
          {versions.length > 0 ? 'Send the correction to all' : 'Send to all'}
        </button>
      </div>
    </form>
  );
}

/** What one constituent will be told of its own answer. */
function Preview({ prepared: { question, decision, constituents }, as }: WriteReportPageProps): ReactElement {
  const shown = constituents.find(({ code }) => code === as) ?? constituents[0];
  return (
    <section aria-labelledby="preview" id="preview-part">
      <h2 className="nhsuk-heading-m" id="preview">
        What each is told of its own answer
      </h2>
      <form method="get" action={`${writeReportPath(question.id)}#preview-part`} className="voice-report__preview">
        <input type="hidden" name="decision" value={decision.id} />
        <label className="nhsuk-label" htmlFor="preview-as">
          As
        </label>
        <select className="nhsuk-select" id="preview-as" name="as" defaultValue={shown?.code}>
          {constituents.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Show
        </button>
      </form>
      {shown && <CountedPart heading={`How the answer of ${shown.name} counted`} counted={shown.counted} />}
    </section>
  );
}
