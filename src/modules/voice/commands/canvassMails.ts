import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { queueMails } from '#platform/mail/index.ts';
import type { MailToSend } from '#platform/mail/index.ts';
import { signedLinkKey, signLink } from '#platform/signedLink/signedLink.ts';
import type { VoiceContext } from '../context.ts';
import type { Contact } from '../queries/canvassContacts.ts';
import type { Question } from '../queries/questions.ts';

export const ANSWER_PURPOSE = 'answer-canvass';

type House = Pick<VoiceContext, 'publicUrl' | 'siteName'>;

interface Canvassed {
  canvassId: string;
  question: Pick<Question, 'id' | 'title'>;
  closesOn: IsoDate;
}

/** The moment after the last day on which an answer is taken: the links end with it. */
export const endOf = (closesOn: IsoDate): Date => new Date(`${addDays(closesOn, 1)}T00:00:00Z`);

/** One mail a person, whatever number of organisations they answer for. */
export const byPerson = (contacts: readonly Contact[]): Contact[] => [...new Map(contacts.map((contact) => [contact.personId, contact])).values()];

/** The link by which one person answers one canvass. */
export const answerLink = (key: Buffer, house: House, { canvassId, closesOn }: Pick<Canvassed, 'canvassId' | 'closesOn'>, personId: string): string =>
  new URL(`/answer/${signLink(key, { purpose: ANSWER_PURPOSE, id: canvassId, personId, expiresAt: endOf(closesOn) })}`, house.publicUrl).href;

/** Asks, or asks again, each of these people to answer. */
export async function mailAsked(transaction: Transaction<unknown>, house: House, canvassed: Canvassed, kind: 'asked' | 'reminded', contacts: readonly Contact[], by: string, now: Date): Promise<void> {
  const key = await signedLinkKey(transaction);
  const mails = byPerson(contacts).map(({ personId, name, email }): MailToSend => ({
    purpose: kind === 'asked' ? 'canvass' : 'canvass-reminder',
    personId,
    recipient: email,
    isConfidential: true,
    words: {
      subject: `${kind === 'reminded' ? 'Still to answer: ' : ''}${canvassed.question.title}`,
      greeting: `Dear ${name},`,
      paragraphs: [
        kind === 'asked' ? 'Your general practice colleagues in leadership ask for your answer. It takes less than a minute and needs no account.' : 'Your answer has not come yet. It takes less than a minute and needs no account.',
        `You can answer, and change your answer, until the end of ${sayDate(canvassed.closesOn)}.`,
      ],
      action: { label: 'Read the question and answer', href: answerLink(key, house, canvassed, personId) },
      closing: ['The link is yours alone and serves this question only. Named answers stay within general practice’s own leadership.'],
    },
  }));
  await send(transaction, canvassed.canvassId, kind, mails, by, now);
}

/** Tells clinical directors and managers of the PCNs what their practices are asked. */
export async function mailInformed(transaction: Transaction<unknown>, house: House, canvassed: Canvassed, contacts: readonly Contact[], by: string, now: Date): Promise<void> {
  const mails = byPerson(contacts).map(({ personId, name, email }): MailToSend => ({
    purpose: 'canvass-information',
    personId,
    recipient: email,
    isConfidential: true,
    words: {
      subject: `For information: ${canvassed.question.title}`,
      greeting: `Dear ${name},`,
      paragraphs: [`The practices of your PCN are asked this question, until the end of ${sayDate(canvassed.closesOn)}. You need do nothing.`],
      action: { label: 'Read the question', href: new URL(`/questions/${canvassed.question.id}`, house.publicUrl).href },
    },
  }));
  await send(transaction, canvassed.canvassId, 'informed', mails, by, now);
}

async function send(transaction: Transaction<unknown>, canvassId: string, kind: 'asked' | 'informed' | 'reminded', mails: readonly MailToSend[], by: string, now: Date): Promise<void> {
  if (mails.length === 0) return;
  const at = now.toISOString();
  await sql`insert into canvass_mail (canvass_id, person_id, kind, on_day, at, by)
    select ${canvassId}, one, ${kind}, ${at.slice(0, 10)}::date, ${at}::timestamptz, ${by} from jsonb_array_elements_text(${JSON.stringify(mails.map(({ personId }) => personId))}::jsonb) as one`.execute(transaction);
  await queueMails(transaction, mails, now);
}
