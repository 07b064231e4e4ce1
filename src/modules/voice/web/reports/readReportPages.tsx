import type { ReactElement } from 'react';
import { z } from 'zod';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { readSignedLink, signedLinkKey } from '#platform/signedLink/signedLink.ts';
import { PostForm } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../../context.ts';
import { acknowledgeReport, noteOpened } from '../../commands/acknowledgeReport.ts';
import { READ_REPORT } from '../../commands/sendReport.ts';
import { reportAsRead, type ReportAsRead } from '../../queries/reportAsRead.ts';
import { CountedPart, DecidedPart, NextPart } from './decidedPart.tsx';
import { reportPath, REPORTS } from './reportPaths.ts';

const params = z.object({ id: z.string().max(40) });
const token = z.object({ token: z.string().max(400) });

const linkNotFound = (): Refused => new Refused({ code: 'link-not-found', what: 'This link does not work, or works no more.', todo: 'Copy the whole link from the mail, or sign in: what you were told is under “Reports”.' });

/** A report as its reader has it: signed in, or by the link of the mail, which shows it and records nothing until its button is pressed. */
export function readReportPages(context: VoiceContext): PageDefinition[] {
  const claimIn = async (text: string): Promise<{ id: string; personId: string }> => {
    const claim = readSignedLink(await signedLinkKey(context.database.as()), READ_REPORT, text, context.now());
    if (!claim) throw linkNotFound();
    return claim;
  };
  return [
    definePage({
      method: 'GET',
      path: `${REPORTS}/:id`,
      who: 'voice.read',
      params,
      query: z.object({ done: z.string().optional() }),
      handle: async ({ params: { id }, session, query }) => {
        const report = await reportAsRead(context, id, session.personId);
        if (report.isReceived && !report.openedAt) await noteOpened(context, id, session.personId);
        return html(<ReportPage report={report} action={`${reportPath(id)}/acknowledge`} notice={query.done ? 'Thank you. Those who sent it can see that you have read it.' : undefined} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${REPORTS}/:id/acknowledge`,
      who: 'voice.read',
      params,
      body: z.object({ back: z.string().optional() }),
      handle: async ({ params: { id }, session, body }) => {
        await acknowledgeReport(context, id, session.personId);
        return redirect303(body.back === 'today' ? '/?done=report-read' : `${reportPath(id)}?done=read`);
      },
    }),
    definePage({
      method: 'GET',
      path: `${REPORTS}/link/:token`,
      who: 'anyone',
      limit: 'strict',
      params: token,
      query: z.object({ done: z.string().optional() }),
      handle: async ({ params: sent, query }) => {
        const { id, personId } = await claimIn(sent.token);
        const report = await reportAsRead(context, id, personId).catch(() => Promise.reject(linkNotFound()));
        return html(<ReportPage report={report} isByLink action={`${REPORTS}/link/${sent.token}`} notice={query.done ? 'Thank you. Those who sent it can see that you have read it.' : undefined} />);
      },
    }),
    definePage({
      method: 'POST',
      path: `${REPORTS}/link/:token`,
      who: 'anyone',
      limit: 'strict',
      params: token,
      handle: async ({ params: sent }) => {
        const { id, personId } = await claimIn(sent.token);
        await acknowledgeReport(context, id, personId).catch(() => Promise.reject(linkNotFound()));
        return redirect303(`${REPORTS}/link/${sent.token}?done=read`);
      },
    }),
  ];
}

interface ReportPageProps {
  report: ReportAsRead;
  action: string;
  notice?: string;
  /** Whoever comes by a link may not be signed in, so there is nowhere else to lead them. */
  isByLink?: boolean;
}

function ReportPage({ report: { report, title, decision, forumName, counted, actions, isReceived, acknowledgedAt }, action, notice, isByLink = false }: ReportPageProps): ReactElement {
  const breadcrumbs = isByLink ? undefined : [{ label: 'Home', href: '/' }, { label: 'Reports', href: REPORTS }];
  return (
    <Page title={title} kicker={`Report back${report.version > 1 ? `, corrected (version ${report.version})` : ''}, sent ${sayDate(toIsoDate(report.sentAt))}`} current="/questions" breadcrumbs={breadcrumbs} notice={notice}>
      <article className="voice-report">
        {report.newestId !== report.id && (
          <p className="voice-report__note">
            This was corrected since. {isByLink ? 'The correction was sent to you too.' : <a href={reportPath(report.newestId)}>Read the correction</a>}
          </p>
        )}
        <DecidedPart forumName={forumName} takenOn={decision.takenOn} way={decision.way} outcome={report.outcome} standing={report.standing} decided={report.decided} reasons={report.reasons} />
        {counted.map(({ code, name, lines }) => (
          <CountedPart key={code} heading={counted.length > 1 ? `How the answer of ${name} counted` : 'How your answer counted'} counted={lines} />
        ))}
        <section aria-labelledby="traded">
          <h2 className="nhsuk-heading-m" id="traded">
            What was traded
          </h2>
          <p className="voice-report__words">{report.traded ?? 'These words were erased.'}</p>
        </section>
        <NextPart next={report.next} actions={actions} />
        {isReceived &&
          (acknowledgedAt ? (
            <p className="voice-report__quiet">You said on {sayDate(toIsoDate(acknowledgedAt))} that you have read this.</p>
          ) : (
            <PostForm action={action} submit="I have read this" form={{}}>
              {null}
            </PostForm>
          ))}
        {!isByLink && (
          <p>
            <a href={`/questions/${report.questionId}`}>See the whole question</a>
          </p>
        )}
      </article>
    </Page>
  );
}
