import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { displayName } from '#register';
import type { RegisterContext } from '#register';
import type { VoiceContext } from '../context.ts';
import { ANSWERING_ROLES, type Canvass, type Constituent, type Voice } from '../domain/canvass/canvass.ts';
import { rollUpCanvass } from '../domain/canvass/rollUpCanvass.ts';
import type { RollUp } from '../domain/canvass/rollUp.ts';
import { withContact } from './canvassContacts.ts';
import { answersOf, canvassOf, constituentRowsOf, voiceRowsOf } from './canvasses.ts';

export const ALL_ANSWERING_ROLES = Object.values(ANSWERING_ROLES).flat();

export const canvassNotFound = (id: string): Refused => new Refused({ code: 'canvass-not-found', what: 'There is no canvass with this number.', where: id, todo: 'Open it from its question.' });

/** Who was asked, with the names that they bore on the day of opening, and with which voice they answer. */
export async function askedOf(db: Kysely<unknown>, register: RegisterContext, { id, openedOn }: Canvass): Promise<{ voices: Voice[]; constituents: Constituent[] }> {
  const image = await register.reader.image();
  const voices = (await voiceRowsOf(db, id)).map(({ pcnCode, rule, ruleFrom }) => ({ pcnCode: pcnCode || null, name: pcnCode ? displayName(image.nameOf(pcnCode, openedOn)) : 'Practices in no PCN', rule, ruleFrom }));
  const constituents = (await constituentRowsOf(db, id)).map((row) => ({ ...row, pcnCode: row.pcnCode || null, name: displayName(image.nameOf(row.code, openedOn)) }));
  return { voices, constituents };
}

/**
 * The whole reckoning of a canvass, while it is open as it would be now. In confidence: it names who said what. A page shows
 * it only to whom `mayRead('named-answers', …)` lets; everybody else may read its `coverage`.
 */
export async function rollUpOf({ database, register, today }: Pick<VoiceContext, 'database' | 'register' | 'today'>, canvassId: string): Promise<RollUp> {
  const db = database.as<unknown>();
  const canvass = await canvassOf(db, canvassId);
  if (!canvass) throw canvassNotFound(canvassId);
  const { voices, constituents } = await askedOf(db, register, canvass);
  const answers = await answersOf(db, canvassId);
  const contacts = await withContact(db, constituents.map(({ code }) => code), ALL_ANSWERING_ROLES, today());
  return rollUpCanvass({ canvass, voices, constituents, answers, withContact: contacts });
}
