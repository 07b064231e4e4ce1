import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Decision, Standing } from '#governance';
import type { ReceiptState } from '../domain/report.ts';

/** A report as it was sent. */
export interface Report {
  id: string;
  questionId: string;
  decisionId: string;
  version: number;
  /** The newest version of the same decision's report. */
  newestId: string;
  dueOn: IsoDate | null;
  decided: string;
  reasons: string;
  outcome: Decision['outcome'];
  standing: Standing;
  /** Null once erased. */
  traded: string | null;
  next: string | null;
  sentAt: Date;
  sentBy: string;
}

const columns = sql`report.id, question_id as "questionId", decision_id as "decisionId", version, to_char(due_on, 'YYYY-MM-DD') as "dueOn", decided, reasons, outcome, standing,
  t.words as traded, n.words as next, sent_at as "sentAt", sent_by as "sentBy",
  (select id from report newest where newest.decision_id = report.decision_id order by version desc limit 1) as "newestId"`;

async function reportsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Report[]> {
  const { rows } = await sql<Report>`
    select ${columns} from report left join words_written t on t.id = traded_id left join words_written n on n.id = next_id where ${where} order by sent_at desc, report.id desc`.execute(db);
  return rows;
}

/** Null where there is none. */
export const reportOf = async (db: Kysely<unknown>, id: string): Promise<Report | null> => (await reportsWhere(db, sql`report.id = ${id}`))[0] ?? null;

/** Every version of the report of a decision, the newest first. */
export const reportVersionsOf = (db: Kysely<unknown>, decisionId: string): Promise<Report[]> => reportsWhere(db, sql`decision_id::text = ${decisionId}`);

/** The report on a question that was sent last; null where none was. */
export const newestReportOn = async (db: Kysely<unknown>, questionId: string): Promise<Report | null> => (await reportsWhere(db, sql`question_id = ${questionId}`))[0] ?? null;

/** What was written of a report that is not sent, or not sent anew; null where nothing was. */
export async function reportDraftOf(db: Kysely<unknown>, decisionId: string): Promise<{ traded: string | null; next: string | null; savedAt: Date; savedBy: string } | null> {
  const { rows } = await sql<{ traded: string | null; next: string | null; savedAt: Date; savedBy: string }>`
    select t.words as traded, n.words as next, saved_at as "savedAt", saved_by as "savedBy"
    from report_draft left join words_written t on t.id = traded_id left join words_written n on n.id = next_id where decision_id::text = ${decisionId} order by report_draft.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Everybody whom a report was for, and what each person there did with it; who was never reached has nobody. */
export async function receiptsOf(db: Kysely<unknown>, reportId: string): Promise<ReceiptState[]> {
  const { rows } = await sql<Omit<ReceiptState, 'people'> & { people: { personId: string; name: string | null; openedAt: string | null; acknowledgedAt: string | null }[] | null }>`
    select organisation_code as code, kind, patients,
      (select json_agg(json_build_object('personId', r.person_id, 'name', p.name, 'openedAt', opened_at, 'acknowledgedAt', acknowledged_at) order by p.name, r.person_id)
        from report_receipt r left join person_details p on p.person_id = r.person_id where r.report_id = c.report_id and r.organisation_code = c.organisation_code) as people
    from report_constituent c where report_id = ${reportId} order by organisation_code`.execute(db);
  const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return rows.map(({ people, ...row }) => ({ ...row, people: (people ?? []).map((one) => ({ ...one, openedAt: moment(one.openedAt), acknowledgedAt: moment(one.acknowledgedAt) })) }));
}

/** How their answers counted, of the constituents for whom this person was sent a report; empty where it was not sent to them. */
export async function countedFor(db: Kysely<unknown>, reportId: string, personId: string): Promise<{ code: string; counted: string[] }[]> {
  const { rows } = await sql<{ code: string; counted: string[] }>`
    select organisation_code as code, counted from report_receipt join report_constituent using (report_id, organisation_code)
    where report_id = ${reportId} and person_id = ${personId} order by organisation_code`.execute(db);
  return rows;
}

/** A report as somebody has it. */
export interface ReceivedReport {
  reportId: string;
  questionId: string;
  title: string;
  version: number;
  sentAt: Date;
  /** For which organisations. */
  codes: string[];
  openedAt: Date | null;
  /** Null until acknowledged for each. */
  acknowledgedAt: Date | null;
}

/** The newest version of every report that was sent to a person, the newest first. */
export async function reportsFor(db: Kysely<unknown>, personId: string): Promise<ReceivedReport[]> {
  const { rows } = await sql<ReceivedReport>`
    select report.id as "reportId", question_id as "questionId", title, version, sent_at as "sentAt", array_agg(organisation_code order by organisation_code) as codes,
      min(opened_at) as "openedAt", case when bool_and(acknowledged_at is not null) then max(acknowledged_at) end as "acknowledgedAt"
    from report_receipt join report on report.id = report_id join question on question.id = question_id
    where person_id = ${personId} and not exists (select 1 from report newer where newer.decision_id = report.decision_id and newer.version > report.version)
    group by report.id, title order by sent_at desc, report.id desc`.execute(db);
  return rows;
}
