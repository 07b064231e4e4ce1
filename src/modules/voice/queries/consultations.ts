import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RegisterReader } from '#register';
import { consultationMatters, mattersOf } from '../consultationMatters.ts';
import { mayRead, type Viewer } from '../domain/confidence.ts';
import { consultationsOwed, type ConsultationStand, type OwedConsultation, type ResponseStance } from '../domain/consultation.ts';
import type { Question } from './questions.ts';

export interface ConsultationResponse {
  id: number;
  /** Null for those who may not read what was said in confidence. */
  stance: ResponseStance | null;
  words: string | null;
  respondedOn: IsoDate;
  respondedAt: string;
  respondedBy: string;
  isAfterAgreement: boolean;
}

export interface ConsultationAccount {
  responseId: number | null;
  words: string | null;
  recordedAt: string;
}

export interface ConsultationPaper {
  title: string;
  href: string;
}

export interface Consultation extends ConsultationStand {
  id: string;
  questionId: string;
  questionTitle: string;
  /** The leadership team whose question it is. */
  forumCode: string;
  placeCode: string;
  lmcCode: string;
  confidence: 'mandate' | 'position';
  words: string | null;
  papers: ConsultationPaper[];
  openedOn: IsoDate;
  openedAt: Date;
  openedBy: string;
  withdrawnWhy: string | null;
  /** Each answer, the first first; the last one counts. */
  responses: ConsultationResponse[];
  accounts: ConsultationAccount[];
}

/** As one viewer may read it: `isWithheld` where what was asked and said stays within general practice. */
export type ConsultationRead = Consultation & { isWithheld: boolean };

const wordsOf = (column: string) => sql`(select words from words_written where words_written.id = ${sql.ref(column)})`;

async function consultationsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Consultation[]> {
  const { rows } = await sql<Consultation>`
    select c.id, c.question_id as "questionId", q.title as "questionTitle", q.forum_code as "forumCode", q.place_code as "placeCode", c.lmc_code as "lmcCode", c.basis, c.matter, c.confidence,
      c.is_unasked as "isUnasked", ${wordsOf('c.words')} as words, c.papers, to_char(c.opened_on, 'YYYY-MM-DD') as "openedOn", to_char(c.deadline, 'YYYY-MM-DD') as deadline,
      c.opened_at as "openedAt", c.opened_by as "openedBy", c.withdrawn_at is not null as "isWithdrawn", ${wordsOf('c.withdrawn_words')} as "withdrawnWhy",
      exists (select 1 from consultation_response r where r.consultation_id = c.id) as "isAnswered",
      (select coalesce(json_agg(json_build_object('id', r.id, 'stance', r.stance, 'words', w.words, 'respondedOn', to_char(r.responded_on, 'YYYY-MM-DD'), 'respondedAt', r.responded_at,
          'respondedBy', r.responded_by, 'isAfterAgreement', r.is_after_agreement) order by r.id), '[]')
        from consultation_response r left join words_written w on w.id = r.words where r.consultation_id = c.id) as responses,
      (select coalesce(json_agg(json_build_object('responseId', a.response_id, 'words', w.words, 'recordedAt', a.recorded_at) order by a.id), '[]')
        from consultation_account a left join words_written w on w.id = a.words where a.consultation_id = c.id) as accounts
    from consultation c join question q on q.id = c.question_id where ${where} order by c.opened_at desc, c.id desc`.execute(db);
  return rows;
}

/** Every consultation on a question, the newest first; what of it somebody may read is `consultationRead`'s to say. */
export const consultationsOf = (db: Kysely<unknown>, questionId: string): Promise<Consultation[]> => consultationsWhere(db, sql`c.question_id = ${questionId}`);

export const consultationOf = async (db: Kysely<unknown>, id: string): Promise<Consultation | null> => (await consultationsWhere(db, sql`c.id = ${id}`))[0] ?? null;

export const allConsultations = (db: Kysely<unknown>): Promise<Consultation[]> => consultationsWhere(db, sql`true`);

/** Whether somebody answers for this LMC today. */
export const isOfficerOf = (viewer: Pick<Viewer, 'roles'>, lmcCode: string): boolean => viewer.roles.some(({ role, organisationCode }) => role === 'lmc-officer' && organisationCode === lmcCode);

/** That it was opened and answered, everybody who reads questions may know; what was said in confidence only those it was said among. */
export function consultationRead(consultation: Consultation, viewer: Viewer): ConsultationRead {
  const { forumCode, confidence, lmcCode } = consultation;
  const representatives = isOfficerOf(viewer, lmcCode) ? [viewer.personId] : [];
  if (mayRead(confidence, viewer, { forumCode, isPublic: false, representatives })) return { ...consultation, isWithheld: false };
  const responses = consultation.responses.map((response) => {
    // An objection to what was agreed is known to everybody: it is what the agreement now stands under.
    const isTold = response.isAfterAgreement && response.stance === 'objects';
    return { ...response, stance: isTold ? response.stance : null, words: null };
  });
  return { ...consultation, words: null, papers: [], withdrawnWhy: null, responses, accounts: [], isWithheld: true };
}

/** Which consultations of the LMC a question owes on a day before it can be acted on; none where nothing is owed. */
export async function consultationOwed(db: Kysely<unknown>, questionId: string, day: IsoDate): Promise<OwedConsultation[]> {
  const { rows } = await sql<Pick<Question, 'matter'>>`select matter from question where id = ${questionId}`.execute(db);
  if (!rows[0]) return [];
  const stands = await consultationsOf(db, questionId);
  const asked = stands.map(({ matter }) => matter);
  const falls = mattersOf(rows[0]).map(({ id }) => id);
  const matters = consultationMatters().filter(({ id }) => falls.includes(id) || asked.includes(id));
  // A matter that nobody but the opener brought up binds only where they called it prescribed.
  const bound = matters.map((matter) => (falls.includes(matter.id) || matter.prescribed !== 'yes' ? matter : { ...matter, prescribed: 'unverified' as const }));
  return consultationsOwed(bound, stands, day);
}

/** The objections of an LMC to what was agreed already, the latest answer of each consultation counting. */
export const objectionsAfterAgreement = (consultations: readonly Consultation[]): { consultation: Consultation; response: ConsultationResponse }[] =>
  consultations.flatMap((consultation) => {
    const response = consultation.responses.at(-1);
    return response && !consultation.isWithdrawn && response.stance === 'objects' && response.isAfterAgreement ? [{ consultation, response }] : [];
  });

/** The LMCs that cover a place or what it lies in on a day: those who are consulted on it. */
export function lmcsCovering(image: Awaited<ReturnType<RegisterReader['image']>>, placeCode: string, day: IsoDate): { code: string; name: string }[] {
  const found = new Map<string, string>();
  for (const code of [placeCode, ...image.ancestors(placeCode, day).map((one) => one.code)]) {
    for (const { relation, organisation } of image.children(code, day)) if (relation === 'covers' && organisation.kind === 'lmc') found.set(organisation.code, organisation.name);
  }
  return [...found].map(([code, name]) => ({ code, name }));
}
