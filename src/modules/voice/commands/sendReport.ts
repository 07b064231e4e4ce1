import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { queueMail } from '#platform/mail/index.ts';
import { signedLinkKey, signLink } from '#platform/signedLink/signedLink.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { isOutsideGeneralPractice } from '../domain/confidence.ts';
import { reportMail } from '../domain/reportMail.ts';
import { prepareReport, type PreparedReport } from '../queries/preparedReport.ts';
import { viewerOf } from '../queries/viewer.ts';
import { lockQuestion, moveQuestion } from './moveQuestion.ts';
import { requireLead } from './requireLead.ts';

/** What the link in a report's mail is for. */
export const READ_REPORT = 'read-report';
const LINK_DAYS = 90;
const WORDS_MAX = 4_000;

export interface ReportWords {
  questionId: string;
  decisionId: string;
  traded: string;
  next: string;
}

/** Keeps what somebody has written of a report so far. */
export async function saveReportDraft(context: VoiceContext, acting: Acting, { questionId, decisionId, traded, next }: ReportWords): Promise<void> {
  const { question, decision } = await prepareReport(context, questionId, decisionId);
  requireLength({ traded, next });
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await requireLead(transaction, acting, question.forumCode, context.today());
    const [tradedId, nextId] = await keepBoth(transaction, acting, { traded, next }, context.now());
    await sql`insert into report_draft (decision_id, question_id, traded_id, next_id, saved_at, saved_by)
      values (${decision.id}, ${questionId}, ${tradedId}, ${nextId}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'draft-report', subject: { module: 'voice', kind: 'question', id: questionId }, detail: { decision: decision.id } }, context.now());
  });
}

/**
 * Tells everybody who was asked, or would have been, what was decided: one report, with a receipt and a mail for each person.
 * `version` is the one that the sender saw would come next: of two who send at once, one does. Gives the report's number.
 */
export async function sendReport(context: VoiceContext, acting: Acting, { questionId, decisionId, traded, next, version }: ReportWords & { version: number }): Promise<string> {
  const prepared = await prepareReport(context, questionId, decisionId);
  requireLength({ traded, next });
  requireWords({ traded, next });
  const mayReadCounted = await readersWithin(context, prepared);
  const key = await signedLinkKey(context.database.as());
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    await requireLead(transaction, acting, prepared.question.forumCode, context.today());
    const state = await lockQuestion(transaction, questionId);
    await requireVersion(transaction, decisionId, version);
    const reportId = await storeReport(transaction, context, acting, prepared, { traded: traded.trim(), next: next.trim(), version });
    const people = await storeReceipts(transaction, reportId, prepared);
    for (const [personId, codes] of people) await mailTo(transaction, context, { prepared, personId, codes, key, reportId, traded, next, version, isWithin: mayReadCounted.has(personId) });
    await appendAudit(transaction, { by: acting.by, action: 'send-report', subject: { module: 'voice', kind: 'report', id: reportId }, detail: { question: questionId, decision: decisionId, version, constituents: prepared.constituents.length, people: people.size } }, context.now());
    if (state === 'decided') await moveQuestion(transaction, { questionId, event: 'report-back', met: ['report-sent'], detail: { report: reportId }, by: acting.by }, context.now());
    return reportId;
  });
}

function requireLength(words: { traded: string; next: string }): void {
  for (const [field, text] of Object.entries(words)) {
    if (text.length > WORDS_MAX) throw new Refused({ code: 'too-many-words', what: `This is longer than ${WORDS_MAX} characters.`, where: field, todo: 'Say it in fewer words.' });
  }
}

/** What was traded and what comes next are never left to be guessed: "nothing" is an answer too. */
function requireWords({ traded, next }: { traded: string; next: string }): void {
  if (!traded.trim()) throw new Refused({ code: 'no-words', what: 'It is not said what was traded.', where: 'traded', todo: 'Say what was given for what; or that nothing was.' });
  if (!next.trim()) throw new Refused({ code: 'no-words', what: 'It is not said what happens next.', where: 'next', todo: 'Say what happens now, and when.' });
}

async function requireVersion(transaction: Transaction<unknown>, decisionId: string, version: number): Promise<void> {
  const { rows } = await sql<{ sent: number }>`select count(*)::int as sent from report where decision_id = ${decisionId}`.execute(transaction);
  if (rows[0]!.sent + 1 !== version) throw new Refused({ code: 'report-already-sent', what: 'This report has just been sent by somebody.', where: decisionId, todo: 'Read what was sent. If it is wrong, send a correction of it.' });
}

const keepBoth = async (transaction: Transaction<unknown>, { personId }: Acting, { traded, next }: { traded: string; next: string }, now: Date): Promise<[string | null, string | null]> =>
  [await keepWordsIfAny(transaction, { personId, words: traded }, now), await keepWordsIfAny(transaction, { personId, words: next }, now)];

async function storeReport(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { question, decision, decided }: PreparedReport, { traded, next, version }: { traded: string; next: string; version: number }): Promise<string> {
  const now = context.now();
  const tradedId = await keepWords(transaction, { personId: acting.personId, words: traded }, now);
  const nextId = await keepWords(transaction, { personId: acting.personId, words: next }, now);
  const told = wordsOf(decision);
  const { rows } = await sql<{ id: string }>`
    insert into report (question_id, decision_id, version, due_on, decided, reasons, outcome, standing, traded_id, next_id, sent_at, sent_by)
    values (${question.id}, ${decision.id}, ${version}, ${decided.dueOn}, ${told.decided}, ${told.reasons}, ${decision.outcome}, ${decision.standing}, ${tradedId}, ${nextId}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  return rows[0]!.id;
}

/** A decision that its forum withholds is withheld here too, with the reason. */
export const wordsOf = ({ decided, reasons, isPrivate, privateReason }: PreparedReport['decision']): { decided: string; reasons: string } =>
  isPrivate ? { decided: 'What was decided is withheld by the forum.', reasons: privateReason ?? 'No reason is recorded.' } : { decided, reasons };

/** A row a constituent, reached or not, and one for each person there. Gives the people, with the organisations each has it for. */
async function storeReceipts(transaction: Transaction<unknown>, reportId: string, { constituents, contacts }: PreparedReport): Promise<Map<string, string[]>> {
  const rows = JSON.stringify(constituents.map(({ code, kind, patients, counted }) => ({ code, kind, patients, counted })));
  await sql`insert into report_constituent (report_id, organisation_code, kind, patients, counted)
    select ${reportId}, code, kind, patients, counted from jsonb_to_recordset(${rows}::jsonb) as one (code text, kind text, patients integer, counted jsonb)`.execute(transaction);
  const receipts = JSON.stringify(contacts.map(({ organisationCode, personId }) => ({ code: organisationCode, person: personId })));
  await sql`insert into report_receipt (report_id, organisation_code, person_id) select ${reportId}, code, person from jsonb_to_recordset(${receipts}::jsonb) as one (code text, person text)`.execute(transaction);
  const people = new Map<string, string[]>();
  for (const { personId, organisationCode } of contacts) people.set(personId, [...(people.get(personId) ?? []), organisationCode]);
  return people;
}

/** Of those who answer for a constituent, who sits nowhere for another body: only they are told how answers counted. */
async function readersWithin({ database, register, today }: VoiceContext, { contacts }: PreparedReport): Promise<Set<string>> {
  const within = new Set<string>();
  for (const personId of new Set(contacts.map((contact) => contact.personId))) {
    if (!isOutsideGeneralPractice(await viewerOf(database.as(), register, personId, today()))) within.add(personId);
  }
  return within;
}

interface MailToOne {
  prepared: PreparedReport;
  personId: string;
  codes: readonly string[];
  key: Buffer;
  reportId: string;
  traded: string;
  next: string;
  version: number;
  isWithin: boolean;
}

async function mailTo(transaction: Transaction<unknown>, { now, publicUrl }: VoiceContext, { prepared, personId, codes, key, reportId, traded, next, version, isWithin }: MailToOne): Promise<void> {
  const { question, decision, decidingForumName, constituents, contacts, actions } = prepared;
  const { name, email } = contacts.find((contact) => contact.personId === personId)!;
  const token = signLink(key, { purpose: READ_REPORT, id: reportId, personId, expiresAt: new Date(now().getTime() + LINK_DAYS * 86_400_000) });
  const counted = isWithin ? codes.map((code) => constituents.find((one) => one.code === code)!.counted) : [];
  const words = reportMail({ name, title: question.title, decidingForumName, decision, ...wordsOf(decision), counted, traded: traded.trim(), next: next.trim(), actions, version, href: new URL(`/reports/link/${token}`, publicUrl).href });
  await queueMail(transaction, { purpose: 'report-back', personId, recipient: email, words, isConfidential: true }, now());
}
