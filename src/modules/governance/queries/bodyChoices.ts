import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName, rolesOfPersonOn } from '#register';
import { speaksFor } from '../commands/requireGiver.ts';
import type { Acting } from '../context.ts';
import type { Body } from '../domain/authority/grant.ts';
import { standsFor } from '../domain/authority/standsFor.ts';
import type { Register } from './areas.ts';
import { forumsOn, seatsOfPerson } from './forums.ts';

/** A body as a form writes it: an organisation's or forum's code, or `seat:` and the seat's id. */
export interface BodyChoice {
  value: string;
  label: string;
}

const SEAT = 'seat:';

export const bodyText = ({ kind, id }: Body): string => (kind === 'person-in-seat' ? `${SEAT}${id}` : id);

/** Reads it again: organisations have capitals, forums small letters. */
export function bodyIn(text: string): Body {
  const trimmed = text.trim();
  if (trimmed.startsWith(SEAT)) return { kind: 'person-in-seat', id: trimmed.slice(SEAT.length) };
  return /[a-z]/.test(trimmed) ? { kind: 'forum', id: trimmed } : { kind: 'organisation', id: trimmed };
}

/** For whom somebody may record what is granted: organisations at which they hold a role, forums that they keep, seats that they hold. */
export async function giversFor(db: Kysely<unknown>, register: Register, acting: Acting, day: IsoDate): Promise<BodyChoice[]> {
  if (acting.personId === null) return [];
  const roles = await rolesOfPersonOn(db, acting.personId, day);
  const seats = await seatsOfPerson(db, acting.personId, day);
  const codes = roles.flatMap(({ organisationCode }) => (organisationCode === null ? [] : [organisationCode, ...register.ancestors(organisationCode, day).flatMap(({ code, kind }) => (kind === 'icb' ? [code] : []))]));
  const forums = await forumsOn(db, day);
  const bodies: { body: Body; label: string }[] = [
    ...[...new Set(codes)].map((id) => ({ body: { kind: 'organisation' as const, id }, label: displayName(register.nameOf(id, day)) })),
    ...forums.map((forum) => ({ body: standsFor({ kind: 'forum', id: forum.code }, forum, (code) => register.kindOf(code)), label: forum.name })),
    ...seats.map(({ id, title, forumCode }) => ({ body: { kind: 'person-in-seat' as const, id }, label: `${title}, in person, of ${forums.find(({ code }) => code === forumCode)?.name ?? forumCode}` })),
  ];
  const once = [...new Map(bodies.map((one) => [bodyText(one.body), one])).values()];
  const may: BodyChoice[] = [];
  for (const { body, label } of once) if (await speaksFor(db, register, acting, body, day)) may.push({ value: bodyText(body), label });
  return may;
}

const MOST = 400;

/** Whom a form offers for a receiver or a partner: every forum, and the local and statutory bodies; others by their code. */
export async function bodiesToChoose(db: Kysely<unknown>, register: Register, day: IsoDate): Promise<BodyChoice[]> {
  const forums = (await forumsOn(db, day)).map(({ code, name }) => ({ value: code, label: name }));
  const kinds = ['icb', 'place-based-partnership', 'gp-federation', 'lmc', 'provider-collaborative', 'nhs-trust', 'local-authority', 'pcn'] as const;
  return [...forums, ...openOnes(register, kinds, day)].slice(0, MOST);
}

/** The places that a form offers: places first, then ICBs, sub-ICB locations and PCNs; others by their code. */
export function placesToChoose(register: Register, day: IsoDate): BodyChoice[] {
  const kinds = ['place', 'icb', 'sub-icb-location', 'pcn'] as const;
  return openOnes(register, kinds, day);
}

const openOnes = (register: Register, kinds: readonly Parameters<Register['all']>[1][], day: IsoDate): BodyChoice[] =>
  kinds.flatMap((kind) => register.all(day, kind).filter(({ status }) => status === 'open')).slice(0, MOST).map(({ code, name }) => ({ value: code, label: displayName(name) }));
