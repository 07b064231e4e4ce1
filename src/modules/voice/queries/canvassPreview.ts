import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { seatsOn } from '#governance';
import { displayName } from '#register';
import type { RegisterContext } from '#register';
import { ANSWERING_ROLES, INFORMED_ROLES, type Constituent, type PlaceRule, type Voice } from '../domain/canvass/canvass.ts';
import { constituentsOn } from '../domain/canvass/constituents.ts';
import { ruleFor, type RuleOrigin } from '../domain/canvass/networkRule.ts';
import { agreementsOn, partnersOn } from './agreements.ts';
import { contactsAt, type Contact } from './canvassContacts.ts';
import type { Question } from './questions.ts';

/** Who would be asked if a canvass were opened on a day, by which rules, and whom mail reaches. */
export interface CanvassPreview {
  constituents: Constituent[];
  voices: (Voice & { agreementId: string | null })[];
  placeRule: PlaceRule;
  placeRuleFrom: RuleOrigin;
  listSource: string | null;
  /** Who can answer. */
  asked: Contact[];
  /** Who is told, for information. */
  informed: Contact[];
  withoutContact: Constituent[];
}

export const CHORUS_PLACE_RULE: PlaceRule = { threshold: 'simple', quorumShare: '1/2', countsBodies: false };

const answeringRoles = [...new Set(Object.values(ANSWERING_ROLES).flat())];

/** What the record cannot give within a transaction: list sizes as published. */
export interface ListSizes {
  source: string;
  byPractice: ReadonlyMap<string, number>;
}

export const listSizesOn = (register: RegisterContext, day: IsoDate): Promise<ListSizes | null> => register.populations.registered(day);

export async function previewCanvass(db: Kysely<unknown>, register: RegisterContext, lists: ListSizes | null, question: Pick<Question, 'placeCode' | 'forumCode' | 'decisionType'>, day: IsoDate): Promise<CanvassPreview> {
  const image = await register.reader.image();
  const seated = (await seatsOn(db, question.forumCode, day)).flatMap(({ representsCode }) => representsCode ?? []);
  const asked = constituentsOn(image, question.placeCode, day, seated);
  const practices = asked.filter(({ kind }) => kind === 'practice');
  const pcnCodes = [...new Set(practices.map(({ pcnCode }) => pcnCode))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  const agreements = await agreementsOn(db, [question.placeCode, ...pcnCodes.filter((code) => code !== null)], day);
  const ofPlace = agreements.get(question.placeCode) ?? null;
  const held = await partnersOn(db, practices.map(({ code }) => code), day);
  const agreementOf = (pcnCode: string | null) => (pcnCode === null ? null : (agreements.get(pcnCode) ?? null));

  const constituents = asked.map(({ code, kind, pcnCode }): Constituent => ({
    code,
    name: displayName(image.nameOf(code, day)),
    kind,
    pcnCode,
    patients: kind === 'practice' ? (lists?.byPractice.get(code) ?? null) : null,
    partners: kind === 'practice' ? (agreementOf(pcnCode)?.partners[code] ?? held.get(code) ?? 0) : null,
  }));
  const voices = pcnCodes.map((pcnCode) => {
    const agreement = agreementOf(pcnCode);
    const { rule, from } = ruleFor(question.decisionType, agreement?.rules ?? null, ofPlace?.rules ?? null);
    const isOwn = from === 'agreement' || from === 'agreement-ordinary';
    return { pcnCode, name: pcnCode === null ? 'Practices in no PCN' : displayName(image.nameOf(pcnCode, day)), rule, ruleFrom: from, agreementId: (isOwn ? agreement?.id : ofPlace?.id) ?? null };
  });
  const contacts = await contactsAt(db, asked.map(({ code }) => code), answeringRoles, day);
  const reached = new Set(contacts.map(({ organisationCode }) => organisationCode));
  return {
    constituents,
    voices,
    placeRule: ofPlace?.placeRule ?? CHORUS_PLACE_RULE,
    placeRuleFrom: ofPlace?.placeRule ? 'place-default' : 'chorus-default',
    listSource: lists?.source ?? null,
    asked: contacts,
    informed: await contactsAt(db, pcnCodes.filter((code) => code !== null), INFORMED_ROLES, day),
    withoutContact: constituents.filter(({ code }) => !reached.has(code)),
  };
}
