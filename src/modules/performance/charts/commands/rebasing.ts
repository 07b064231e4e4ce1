import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, PerformanceContext } from '../../context.ts';
import { organisationOfSeries, rebasingMachine } from '../domain/rebasing.ts';
import type { RebasingEvent, RebasingState } from '../domain/rebasing.ts';
import { rebasingRights } from '../queries/rebasings.ts';

export type RebasingHouse = Pick<PerformanceContext, 'database' | 'register' | 'now' | 'today'>;

export interface NewRebase {
  seriesId: string;
  /** The first period of the new baseline, `YYYY-MM-DD`. */
  at: string;
  /** What was seen, and what may have changed. */
  words: string;
}

const WORDS_MAX = 2_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Proposes that a chart begin a new baseline; it is not used until it is approved. Gives its id. */
export async function proposeRebase({ database, register, now, today }: RebasingHouse, acting: Acting, { seriesId, at, words }: NewRebase): Promise<string> {
  const image = await register.reader.image();
  const code = organisationOfSeries(seriesId);
  if (code === null || image.kindOf(code) === null) throw new Refused({ code: 'series-not-found', what: `There is no chart “${seriesId.slice(0, 60)}” of an organisation that is known.`, todo: 'Propose it from the chart’s own page.' });
  const day = parseIsoDate(at);
  if (day === null || day > today()) throw new Refused({ code: 'no-period', what: day === null ? `“${at.slice(0, 20)}” is no day.` : `${sayDate(day)} is to come; today is ${sayDate(today())}.`, where: 'at', todo: 'Choose the first period of the new baseline.' });
  if (words.trim() === '') throw new Refused({ code: 'something-missing', what: 'No reason was given.', where: 'words', todo: 'Say what was seen and what may have changed.' });
  checkLength(words);
  return database.inTransaction<unknown, string>(async (transaction) => {
    const { proposes } = await rebasingRights(transaction, image, acting, seriesId, today());
    if (!proposes) throw notAllowed('propose', seriesId);
    const wordsId = await keepWords(transaction, { personId: acting.personId, words: words.trim() }, now());
    const { rows } = await sql<{ id: string }>`
      insert into rebasing (series_id, organisation_code, begins_on, state, proposed_at, proposed_by, proposed_words_id)
      values (${seriesId}, ${code}, ${day}, 'proposed', ${now().toISOString()}, ${acting.by}, ${wordsId})
      on conflict do nothing returning id`.execute(transaction);
    const id = rows[0]?.id;
    if (id === undefined) throw new Refused({ code: 'rebased-already', what: `A new baseline of this chart from ${sayDate(day)} is on record already.`, where: 'at', todo: 'Approve or withdraw that one.' });
    await audit(transaction, acting, { event: 'propose', id, seriesId, at: day }, now());
    return id;
  });
}

export interface RebaseStep {
  id: string;
  words: string;
}

/** Approves a new baseline with a reason: from now on the chart uses it. */
export const approveRebase = (house: RebasingHouse, acting: Acting, step: RebaseStep): Promise<RebasingState> => takeStep(house, acting, 'approve', step);

/** Withdraws a new baseline, proposed or approved, with a reason; it stays on record. */
export const withdrawRebase = (house: RebasingHouse, acting: Acting, step: RebaseStep): Promise<RebasingState> => takeStep(house, acting, 'withdraw', step);

async function takeStep({ database, register, now, today }: RebasingHouse, acting: Acting, event: RebasingEvent, { id, words }: RebaseStep): Promise<RebasingState> {
  const image = await register.reader.image();
  checkLength(words);
  return database.inTransaction<unknown, RebasingState>(async (transaction) => {
    const { rows } = UUID.test(id) ? await sql<{ seriesId: string; state: RebasingState; at: string; by: string }>`select series_id as "seriesId", state, to_char(begins_on, 'YYYY-MM-DD') as at, proposed_by as by from rebasing where id = ${id} for update`.execute(transaction) : { rows: [] };
    const [rebasing] = rows;
    if (!rebasing) throw new Refused({ code: 'rebase-not-found', what: 'There is no such new baseline.' });
    const { approves, proposes } = await rebasingRights(transaction, image, acting, rebasing.seriesId, today());
    // Who proposed something may take it back; what was approved is for who may approve.
    const mayTakeBack = event === 'withdraw' && rebasing.state === 'proposed' && proposes && rebasing.by === acting.by;
    if (!approves && !mayTakeBack) throw notAllowed(event, rebasing.seriesId);
    const next = nextState(rebasingMachine, rebasing.state, event, new Set(words.trim() === '' ? [] : ['words' as const]));
    if (!next.ok) throw new Refused({ ...next.refusal, where: 'words' });
    const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words }, now());
    const at = now().toISOString();
    if (event === 'approve') await sql`update rebasing set state = ${next.value}, approved_at = ${at}, approved_by = ${acting.by}, approved_words_id = ${wordsId} where id = ${id}`.execute(transaction);
    else await sql`update rebasing set state = ${next.value}, withdrawn_at = ${at}, withdrawn_by = ${acting.by}, withdrawn_words_id = ${wordsId} where id = ${id}`.execute(transaction);
    await audit(transaction, acting, { event, id, seriesId: rebasing.seriesId, at: rebasing.at }, now());
    return next.value;
  });
}

const audit = (transaction: Transaction<unknown>, acting: Acting, { event, id, seriesId, at }: { event: RebasingEvent | 'propose'; id: string; seriesId: string; at: string }, when: Date) =>
  appendAudit(transaction, { by: acting.by, action: `${event}-rebase`, subject: { module: 'performance', kind: 'rebasing', id }, detail: { seriesId, at } }, when);

function notAllowed(event: RebasingEvent | 'propose', seriesId: string): Refused {
  const todo = 'Who keeps the figures of its PCN approves and withdraws: its manager or clinical director; a practice’s own people may propose.';
  return new Refused({ code: 'not-allowed', what: `You may not ${event} a new baseline of this chart.`, where: seriesId, todo });
}

function checkLength(words: string): void {
  if (words.length > WORDS_MAX) throw new Refused({ code: 'too-long', what: `This has ${words.length} characters; ${WORDS_MAX} are the most.`, where: 'words', todo: 'Shorten it.' });
}
