import { setTimeout as pause } from 'node:timers/promises';
import { queueMail, type MailWords } from '#platform/mail/index.ts';
import type { SignInContext } from './signInContext.ts';
import { hasEnoughLinks, LIFE_WORDS, makeLink } from './signInLink.ts';

const PAUSE_MS = 400;

/**
 * Sends a sign-in link to an address, if somebody who may sign in has it. Gives nothing back, and takes as long
 * either way: whoever asks learns nothing of who is known here.
 */
export async function askForLink(context: SignInContext, asked: { email: string; nextPath?: string }): Promise<void> {
  await Promise.all([pause(context.linkPauseMs ?? PAUSE_MS), sendLink(context, asked)]);
}

async function sendLink(context: SignInContext, { email, nextPath }: { email: string; nextPath?: string }): Promise<void> {
  const { database, directory, publicUrl, siteName } = context;
  const now = context.now();
  const person = await directory.personWithEmail(email);
  if (!person) return;
  await database.inTransaction<unknown, void>(async (transaction) => {
    if (await hasEnoughLinks(transaction, person.personId, now)) return;
    const link = await makeLink(transaction, { personId: person.personId, purpose: 'sign-in', nextPath, by: 'visitor' }, publicUrl, now);
    await queueMail(transaction, { purpose: 'sign-in-link', personId: person.personId, recipient: person.email, words: wordsOf(person.name, link, siteName) }, now);
  });
}

const wordsOf = (name: string, href: string, siteName: string): MailWords => ({
  subject: `Sign in to ${siteName}`,
  greeting: `Dear ${name},`,
  paragraphs: [`Follow this link and press the button to sign in to ${siteName}. It works once, within ${LIFE_WORDS['sign-in']}.`],
  action: { label: `Sign in to ${siteName}`, href },
  closing: ['If you did not ask for it, you need do nothing: nobody is signed in without the link.'],
});
