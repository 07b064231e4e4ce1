import { decisionOf, forumOf } from '#governance';
import type { Action, RecordedDecision } from '#governance';
import { displayName } from '#register';
import type { VoiceContext } from '../context.ts';
import { isOutsideGeneralPractice, mayRead } from '../domain/confidence.ts';
import { reportNotFound } from '../commands/acknowledgeReport.ts';
import { actionsTold } from './actionsTold.ts';
import { questionOf } from './questions.ts';
import { countedFor, receiptsOf, reportOf, type Report } from './reports.ts';
import { viewerOf } from './viewer.ts';

/** A report as one person may read it. */
export interface ReportAsRead {
  report: Report;
  title: string;
  decision: RecordedDecision;
  forumName: string;
  /** How the answers of the organisations for which they have it counted; empty for somebody outside general practice. */
  counted: { code: string; name: string; lines: string[] }[];
  actions: Action[];
  /** Whether it was sent to them. */
  isReceived: boolean;
  openedAt: Date | null;
  acknowledgedAt: Date | null;
}

/**
 * For those to whom it was sent, and for those who may read named answers of the question's leadership team; to everybody
 * else there is no such report. What was told in confidence is told to nobody who sits elsewhere by now.
 */
export async function reportAsRead({ database, register, today }: VoiceContext, reportId: string, personId: string): Promise<ReportAsRead> {
  const db = database.as<unknown>();
  const report = await reportOf(db, reportId);
  const question = report && (await questionOf(db, report.questionId));
  const decision = report && (await decisionOf(db, report.decisionId));
  if (!report || !question || !decision) throw reportNotFound(reportId);
  const viewer = await viewerOf(db, register, personId, today());
  const own = (await receiptsOf(db, reportId)).flatMap(({ people }) => people.filter((one) => one.personId === personId));
  if (own.length === 0 && !mayRead('named-answers', viewer, { forumCode: question.forumCode, isPublic: false })) throw reportNotFound(reportId);
  const image = await register.reader.image();
  const counted = isOutsideGeneralPractice(viewer) ? [] : await countedFor(db, reportId, personId);
  return {
    report,
    title: question.title,
    decision,
    forumName: (await forumOf(db, decision.forumCode, decision.takenOn))?.name ?? decision.forumCode,
    counted: counted.map(({ code, counted: lines }) => ({ code, name: displayName(image.nameOf(code, decision.takenOn)), lines })),
    actions: await actionsTold(db, decision),
    isReceived: own.length > 0,
    openedAt: own.find(({ openedAt }) => openedAt)?.openedAt ?? null,
    acknowledgedAt: own.every(({ acknowledgedAt }) => acknowledgedAt) ? (own[0]?.acknowledgedAt ?? null) : null,
  };
}
