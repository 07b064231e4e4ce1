import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, GovernanceContext } from '../context.ts';
import type { Meeting } from '../domain/meeting.ts';
import { minutesFrom } from '../domain/minutes.ts';
import type { MinutesText } from '../domain/minutes.ts';
import { isUuid } from '../domain/uuid.ts';
import { meetingHead } from '../queries/meetings.ts';
import { minutesFacts, minutesOf } from '../queries/minutes.ts';
import type { MinutesVersion } from '../queries/minutes.ts';
import { requireKeeper } from './requireKeeper.ts';

const WORDS_MOST = 60_000;
const WHY_MOST = 500;

/** Writes a meeting's minutes from what happened; where there are some already, as another version. Gives its number. */
export async function writeMinutes(context: GovernanceContext, acting: Acting, meetingId: string): Promise<number> {
  return context.database.inTransaction<unknown, number>(async (transaction) => {
    const { versions } = await lockMinutes(transaction, context, acting, meetingId);
    const text = minutesFrom(await minutesFacts(transaction, meetingId));
    return addVersion(transaction, context, acting, { meetingId, versions, text, why: versions.length > 0 ? 'Made anew from what is recorded of the meeting' : null });
  });
}

export interface MinutesCorrection extends Pick<MinutesText, 'words'> {
  /** Left as they are where this is left out: who corrects may be somebody who does not get them. */
  privateWords?: string | null;
  meetingId: string;
  why: string;
  /** The version that was corrected: where somebody else saved another meanwhile, nothing is lost. */
  basedOn: number;
}

/** Keeps corrected minutes as a version of their own. They are a draft until a meeting agrees them. */
export async function correctMinutes(context: GovernanceContext, acting: Acting, { meetingId, words, privateWords, why, basedOn }: MinutesCorrection): Promise<number> {
  const reason = why.trim();
  if (reason === '' || reason.length > WHY_MOST) throw new Refused({ code: 'reason-missing', what: reason === '' ? 'No reason is given.' : `A reason has ${WHY_MOST} characters at most.`, where: 'why', todo: 'Say in a sentence what was corrected.' });
  if (words.trim() === '') throw new Refused({ code: 'minutes-empty', what: 'The minutes would be empty.', where: 'words', todo: 'Write them, or leave them as they are.' });
  if (Math.max(words.length, privateWords?.length ?? 0) > WORDS_MOST) throw new Refused({ code: 'minutes-too-long', what: `Minutes have ${WORDS_MOST.toLocaleString('en-GB')} characters at most.`, where: 'words', todo: 'Attach the rest to the meeting as a paper.' });
  return context.database.inTransaction<unknown, number>(async (transaction) => {
    const { versions } = await lockMinutes(transaction, context, acting, meetingId);
    const latest = versions.at(-1);
    if (!latest) throw notWritten();
    if (latest.version !== basedOn) throw new Refused({ code: 'minutes-changed', what: `Somebody saved version ${latest.version} while you were writing.`, todo: 'Copy what you wrote, look at that version, and put it in again.' });
    const text: MinutesText = { words: plain(words), privateWords: privateWords === undefined ? latest.privateWords : plain(privateWords ?? '') || null };
    if (text.words === latest.words && text.privateWords === latest.privateWords) throw new Refused({ code: 'nothing-changed', what: 'Nothing was changed.', where: 'words', todo: 'Correct the words, or go back.' });
    return addVersion(transaction, context, acting, { meetingId, versions, text, why: reason });
  });
}

/** Records that a later meeting of the forum agreed the latest version as a true record. */
export async function agreeMinutes(context: GovernanceContext, acting: Acting, { meetingId, version, agreedAtMeeting }: { meetingId: string; version: number; agreedAtMeeting: string }): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const now = context.now();
    const { meeting, versions } = await lockMinutes(transaction, context, acting, meetingId);
    const latest = versions.at(-1);
    if (!latest) throw notWritten();
    if (latest.version !== version) throw new Refused({ code: 'minutes-changed', what: `The latest version is ${latest.version}.`, todo: 'Look at it before it is recorded as agreed.' });
    if (latest.agreed) throw new Refused({ code: 'minutes-agreed', what: 'This version is recorded as agreed already.', todo: 'Correct it if it is wrong; the correction can be agreed then.' });
    const by = await meetingHead(transaction, agreedAtMeeting);
    const couldAgree = by && by.forumCode === meeting.forumCode && by.startsAt > meeting.startsAt && (by.state === 'open' || by.state === 'ended');
    if (!couldAgree) throw new Refused({ code: 'not-a-later-meeting', what: 'Minutes are agreed by a later meeting of the same forum that has begun.', where: 'agreedAtMeeting', todo: 'Choose the meeting that agreed them.' });
    await sql`insert into minutes_agreed (meeting_id, version, agreed_at_meeting, recorded_at, recorded_by) values (${meetingId}, ${version}, ${agreedAtMeeting}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'agree-minutes', subject: { module: 'governance', kind: 'meeting', id: meetingId }, detail: { version, agreedAtMeeting } }, now);
  });
}

/** The meeting and its minutes, for a keeper alone until the transaction ends. */
async function lockMinutes(transaction: Transaction<unknown>, context: GovernanceContext, acting: Acting, meetingId: string): Promise<{ meeting: Meeting; versions: MinutesVersion[] }> {
  if (isUuid(meetingId)) await sql`select from meeting where id = ${meetingId} for update`.execute(transaction);
  const meeting = await meetingHead(transaction, meetingId);
  if (!meeting) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting.', todo: 'Choose one from its forum.' });
  await requireKeeper(transaction, acting, meeting.forumCode, context.today());
  if (meeting.state !== 'ended') throw new Refused({ code: 'meeting-not-ended', what: 'The meeting has not ended.', todo: 'Record what happened, end the meeting, and write the minutes then.' });
  return { meeting, versions: await minutesOf(transaction, meetingId) };
}

interface NewVersion {
  meetingId: string;
  versions: readonly MinutesVersion[];
  text: MinutesText;
  why: string | null;
}

async function addVersion(transaction: Transaction<unknown>, context: GovernanceContext, acting: Acting, { meetingId, versions, text, why }: NewVersion): Promise<number> {
  const now = context.now();
  const version = (versions.at(-1)?.version ?? 0) + 1;
  const wordsId = await keepWords(transaction, { personId: null, words: text.words }, now);
  const privateWordsId = await keepWordsIfAny(transaction, { personId: null, words: text.privateWords }, now);
  await sql`
    insert into minutes_version (meeting_id, version, words_id, private_words_id, made_at, made_by, why)
    values (${meetingId}, ${version}, ${wordsId}, ${privateWordsId}, ${now.toISOString()}, ${acting.by}, ${why})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: version === 1 ? 'write-minutes' : 'correct-minutes', subject: { module: 'governance', kind: 'meeting', id: meetingId }, detail: { version, characters: text.words.length } }, now);
  return version;
}

/** As a form sends it, with the line ends of the record. */
const plain = (words: string): string => words.replace(/\r\n?/g, '\n').trim();

const notWritten = (): Refused => new Refused({ code: 'minutes-not-found', what: 'The minutes of this meeting are not written yet.', todo: 'Write them first: Chorus makes them from what is recorded.' });
