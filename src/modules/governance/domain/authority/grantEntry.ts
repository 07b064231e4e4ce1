import type { IsoDate } from '#kernel/isoDate.ts';
import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { GOVERNANCE_FORMS } from '../forum.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { bodyKey } from './grant.ts';
import type { Body, FormRules, GrantTerms } from './grant.ts';
import type { MatterTree } from './matter.ts';

/** A grant as somebody enters it. */
export interface GrantEntry extends GrantTerms {
  consultLmc: boolean;
  jointWith: Body | null;
  otherCondition: string | null;
  /** Which document gives it, and where in it. */
  instrument: string | null;
  /** The last day; null where it goes on. */
  lastDay: IsoDate | null;
}

const LONGEST_WORDS = 2_000;

/** Refuses a grant that could not mean anything. One that gives less than it says, such as what its giver never had, is kept and shown as such. */
export function decideGrant(entry: GrantEntry, { matters, forms }: { matters: MatterTree; forms: FormRules }): Result<GrantEntry> {
  const { giver, receiver, from, lastDay, limitDecisionPence, limitYearPence, jointWith } = entry;
  const bad = (code: string, where: string, what: string, todo: string) => refuse({ code, what, where, todo });
  if (entry.matters.length === 0) return bad('no-matter', 'matters', 'The grant names no matter.', 'Choose at least one matter.');
  const unknown = [...entry.matters, ...entry.keptBack].find((id) => !matters.find(id));
  if (unknown !== undefined) return bad('matter-not-known', 'matters', `There is no matter called “${unknown.slice(0, 60)}”.`, 'Choose from the list of matters.');
  const reserved = entry.matters.map((id) => matters.find(id)!).find(({ isReserved }) => isReserved);
  if (reserved) return bad('matter-reserved', 'matters', `“${reserved.label}” is reserved to whoever holds it and cannot be granted.`, 'Leave it out.');
  const stray = entry.keptBack.find((id) => entry.matters.includes(id) || !matters.upward(id).some((above) => entry.matters.includes(above.id)));
  if (stray !== undefined) return bad('kept-back-not-granted', 'keptBack', `“${matters.find(stray)!.label}” does not lie beneath a matter that is granted, so it cannot be kept back from it.`, 'Keep back only what lies beneath a granted matter.');
  if (bodyKey(giver) === bodyKey(receiver)) return bad('to-itself', 'receiver', 'A body cannot grant to itself.', 'Choose another receiver.');
  const rule = forms[entry.form];
  const form = GOVERNANCE_FORMS[entry.form];
  if (rule.power === 'none') return bad('no-power', 'form', `A ${form} can only advise: nothing can be granted to it.`, 'Choose the form under which the receiver may decide.');
  if (!rule.receivers.includes(receiver.kind)) return bad('wrong-receiver', 'receiver', `A ${form} cannot be ${receiver.kind === 'person-in-seat' ? 'a person in a seat' : `an ${receiver.kind}`}.`, 'Choose another receiver or another form.');
  if (rule.power === 'joint' && jointWith === null) return bad('no-other-parent', 'jointWith', 'A joint committee has two parents or more.', 'Name the other body whose authority it needs.');
  if (jointWith !== null && [bodyKey(giver), bodyKey(receiver)].includes(bodyKey(jointWith))) return bad('joint-with-itself', 'jointWith', 'It can be joint only with a third body.', 'Name another body.');
  if (lastDay !== null && lastDay < from) return bad('ends-before-it-begins', 'lastDay', 'The last day is before the first.', 'Correct one of the two.');
  if (limitDecisionPence !== null && limitYearPence !== null && limitYearPence < limitDecisionPence) {
    return bad('limits-contradict', 'limitYear', `The limit a year, ${sayPounds(limitYearPence)}, is lower than the limit a decision, ${sayPounds(limitDecisionPence)}.`, 'Raise one or lower the other.');
  }
  const long = (['instrument', 'otherCondition'] as const).find((field) => (entry[field]?.length ?? 0) > LONGEST_WORDS);
  if (long) return bad('too-long', long, `This is longer than ${LONGEST_WORDS.toLocaleString('en-GB')} characters.`, 'Say it shorter, and attach the document.');
  return ok({ ...entry, matters: [...new Set(entry.matters)], keptBack: [...new Set(entry.keptBack)] });
}
