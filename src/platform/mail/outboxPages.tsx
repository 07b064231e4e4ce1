import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import type { Database } from '#platform/database/index.ts';
import { PostForm } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { eraseMail, mailOf, outboxOf, type OutboxMail, type OutboxRow } from './outbox.ts';

export const READ_OUTBOX = 'mail.read-outbox';

const OUTBOX = '/administration/outbox';
const when = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');
const sayPurpose = (purpose: string): string => sentenceCase(purpose).replaceAll('-', ' ');

const outboxTable = defineTable<OutboxRow>({
  id: 'outbox',
  caption: 'Mails, newest first',
  columns: [
    { key: 'queued', heading: 'Written (UTC)', kind: 'text', value: ({ queuedAt }) => when(queuedAt), cell: ({ id, queuedAt }) => <a href={`${OUTBOX}/${id}`}>{when(queuedAt)}</a> },
    { key: 'recipient', heading: 'To', kind: 'text', filter: 'text', value: ({ recipient }) => recipient ?? 'erased' },
    { key: 'purpose', heading: 'Purpose', kind: 'text', filter: 'select', value: ({ purpose }) => sayPurpose(purpose) },
    { key: 'subject', heading: 'Subject', kind: 'text', filter: 'text', value: ({ subject }) => subject ?? 'erased' },
    { key: 'state', heading: 'State', kind: 'text', filter: 'select', value: ({ state, failure }) => (failure && state !== 'sent' ? `${state} (${failure})` : state) },
  ],
  whenEmpty: 'No mail has been written yet.',
});

interface OutboxPagesContext {
  database: Database;
  now: () => Date;
  /** Whether mails leave through SMTP; otherwise they are read here and handed on. */
  isMailSent: boolean;
}

/** The outbox for the administrator: what waits, what went, and what each says until it is sent or erased. */
export function mailRoutes({ database, now, isMailSent }: OutboxPagesContext): PageDefinition[] {
  const params = z.object({ id: z.coerce.number().int().positive() });
  return [
    definePage({
      method: 'GET',
      path: OUTBOX,
      who: READ_OUTBOX,
      handle: async ({ sentQuery, path }) =>
        html(<OutboxPage rows={await outboxOf(database.as())} isMailSent={isMailSent} query={sentQuery} path={path} />),
    }),
    definePage({
      method: 'GET',
      path: `${OUTBOX}/:id`,
      who: READ_OUTBOX,
      params,
      handle: async ({ params: { id } }) => {
        const mail = await mailOf(database.as(), id);
        if (!mail) throw new Refused({ code: 'mail-not-found', what: 'There is no mail with this number.', todo: 'Go back to the outbox.' });
        return html(<MailPage mail={mail} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${OUTBOX}/:id/erase`,
      who: READ_OUTBOX,
      params,
      handle: async ({ params: { id }, session }) => {
        await eraseMail(database, { id, by: session.personId, now: now() });
        return redirect303(OUTBOX);
      },
    }),
  ];
}

function OutboxPage({ rows, isMailSent, query, path }: { rows: OutboxRow[]; isMailSent: boolean; query: SentValues; path: string }): ReactElement {
  return (
    <Page title="Outbox" kicker="Administration" current={OUTBOX} breadcrumbs={[{ label: 'Home', href: '/' }]}>
      <p>
        {isMailSent
          ? 'Mails leave through the mail server that is configured (SMTP_URL). What a mail said is erased as soon as it is sent.'
          : 'No mail server is configured (SMTP_URL), so nothing leaves this system. Read a mail here and hand on what it says; a link in it signs that person in, so hand it to nobody else.'}
      </p>
      <DataTable table={outboxTable} rows={rows} query={query} basePath={path} isDownloadHidden />
    </Page>
  );
}

function MailPage({ mail }: { mail: OutboxMail }): ReactElement {
  return (
    <Page title={mail.subject ?? 'A mail whose words are erased'} kicker="Mail" current={OUTBOX} breadcrumbs={[{ label: 'Home', href: '/' }, { label: 'Outbox', href: OUTBOX }]}>
      <dl className="nhsuk-summary-list">
        <Fact label="To">{mail.recipient ?? 'erased'}</Fact>
        <Fact label="Purpose">{sayPurpose(mail.purpose)}</Fact>
        <Fact label="Written (UTC)">{when(mail.queuedAt)}</Fact>
        <Fact label="State">{mail.state}</Fact>
        {mail.failure && <Fact label="Last failure">{mail.failure}</Fact>}
      </dl>
      {mail.isConfidential && <p>What it says is for its reader alone, so it is shown to nobody here. Its reader finds the same after signing in.</p>}
      {mail.plainText?.split('\n\n').map((words, index) => <p key={index}>{words.split('\n').map((line, at) => (/^https?:\/\/\S+$/.test(line) ? <a key={at} href={line}>{line}</a> : <span key={at}>{line} </span>))}</p>)}
      {mail.plainText && (
        <PostForm action={`${OUTBOX}/${mail.id}/erase`} submit="Erase what it says" form={{}}>
          <p>Erasing cannot be undone. That a mail was written, when and why, stays on record.</p>
        </PostForm>
      )}
    </Page>
  );
}

function Fact({ label, children }: { label: string; children: string }): ReactElement {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">{label}</dt>
      <dd className="nhsuk-summary-list__value">{children}</dd>
    </div>
  );
}
