import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { DecisionWay, Finding } from '#governance';

/** A decision on a question, with what was promised of it and what became of that. */
export interface DecidedQuestion {
  decisionId: string;
  questionId: string;
  title: string;
  placeCode: string;
  /** The leadership team that carries the question. */
  forumCode: string;
  leadPersonId: string | null;
  decidingForumCode: string;
  takenOn: IsoDate;
  way: DecisionWay;
  findings: Finding[];
  /** The last day by which a report is promised: by the terms of the forum that decided, else of the leadership team. Null where neither has any. */
  dueOn: IsoDate | null;
  /** The first report of it; null while it is owed. */
  reportedOn: IsoDate | null;
  /** The last day of the last canvass that was closed by then; null where there was none. */
  canvassClosedOn: IsoDate | null;
}

const reportDays = (forum: string) => sql`(select report_days from forum_terms where forum_code = ${sql.ref(forum)} and valid @> decision.taken_on and withdrawn_at is null)`;

/** Every decision on a question, of all or of one place's, the latest first. */
export async function decidedQuestions(db: Kysely<unknown>, { placeCode }: { placeCode?: string } = {}): Promise<DecidedQuestion[]> {
  const { rows } = await sql<Omit<DecidedQuestion, 'dueOn'> & { reportDays: number | null }>`
    select decision.id as "decisionId", question.id as "questionId", title, place_code as "placeCode", question.forum_code as "forumCode", lead_person_id as "leadPersonId",
      decision.forum_code as "decidingForumCode", to_char(taken_on, 'YYYY-MM-DD') as "takenOn", way, findings,
      coalesce(${reportDays('decision.forum_code')}, ${reportDays('question.forum_code')}) as "reportDays",
      (select to_char(min(sent_at) at time zone 'UTC', 'YYYY-MM-DD') from report where decision_id = decision.id) as "reportedOn",
      (select to_char(max(coalesce((closed_at at time zone 'UTC')::date, closes_on)), 'YYYY-MM-DD') from canvass
        where question_id = question.id and coalesce((closed_at at time zone 'UTC')::date, closes_on + 1) <= taken_on) as "canvassClosedOn"
    from decision join question on question.id = decision.subject ->> 'id'
    where subject ->> 'module' = 'voice' and subject ->> 'kind' = 'question' and (${placeCode ?? null}::text is null or place_code = ${placeCode ?? null})
    order by taken_on desc, recorded_at desc, decision.id`.execute(db);
  return rows.map(({ reportDays: days, ...row }) => ({ ...row, dueOn: days === null ? null : addDays(row.takenOn, days) }));
}

/** How and when everything else of the forums of a place was decided. */
export async function otherDecisionsIn(db: Kysely<unknown>, placeCode: string): Promise<{ takenOn: IsoDate; way: DecisionWay; findings: Finding[] }[]> {
  const { rows } = await sql<{ takenOn: IsoDate; way: DecisionWay; findings: Finding[] }>`
    select to_char(taken_on, 'YYYY-MM-DD') as "takenOn", way, findings from decision join forum on forum.code = decision.forum_code
    where place_code = ${placeCode} and not (subject is not null and subject ->> 'module' = 'voice' and subject ->> 'kind' = 'question')`.execute(db);
  return rows;
}
