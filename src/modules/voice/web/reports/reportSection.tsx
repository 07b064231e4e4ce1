import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { owedBy, reachOf, sayOwed } from '../../domain/report.ts';
import { decidedQuestions } from '../../queries/decidedQuestions.ts';
import { newestReportOn, receiptsOf } from '../../queries/reports.ts';
import type { ThreadSection } from '../questions/threadSections.ts';
import { writeReportPath } from './reportPaths.ts';

/** Whether those who were asked were told, when, and how many have read it. Null until something is decided. */
export const reportSection: ThreadSection = async ({ database, today }, question) => {
  const db = database.as<unknown>();
  const [decided] = (await decidedQuestions(db, { placeCode: question.placeCode })).filter(({ questionId }) => questionId === question.id);
  if (!decided) return null;
  const report = decided.reportedOn === null ? null : await newestReportOn(db, question.id);
  const { practices } = reachOf(report ? await receiptsOf(db, report.id) : []);
  return (
    <section aria-labelledby="report-back">
      <h2 className="nhsuk-heading-m" id="report-back">
        Reported back
      </h2>
      {report ? (
        <p>
          Sent on {sayDate(toIsoDate(report.sentAt))}
          {report.version > 1 && `, corrected (version ${report.version})`}. Opened by {sayNumber(practices.opened)} of {sayNumber(practices.asked)} practices; read, as they say, by {sayNumber(practices.acknowledged)}.
        </p>
      ) : (
        <p>Not yet. Everybody who was asked is to be told {sayOwed(owedBy(decided.dueOn, today()))}.</p>
      )}
      <p>
        <a href={`${writeReportPath(question.id)}?decision=${decided.decisionId}`}>{report ? 'The report, and whom it reached' : 'The report'}</a>
      </p>
    </section>
  );
};
