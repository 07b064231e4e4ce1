import type { IsoDate } from '#kernel/isoDate.ts';
import type { DecisionDraft, Finding } from '#governance';
import { AGREE_AS_ASKED, isInForce } from './mandate.ts';
import type { MeasuringMandate, Range, Stance } from './mandate.ts';
import { sameName } from './mandateFaults.ts';

/** What of a decision a mandate is measured against. */
export type MeasuredDecision = Pick<DecisionDraft, 'forumCode' | 'takenOn' | 'itemId' | 'outcome' | 'optionId' | 'amountPence' | 'terms'>;

/** Somebody who took part for general practice, in the seat that they held or deputised for on the day. */
export interface RepresentativeThere {
  personId: string;
  /** Null for somebody whose term had ended. */
  seatId: string | null;
  seatTitle: string;
  isDeputy: boolean;
  /** Why no mandate is asked of this seat; null where one is. */
  whyNotMandated: string | null;
}

interface MandateFacts {
  representatives: readonly RepresentativeThere[];
  /** Every mandate of the question, whatever its day. */
  mandates: readonly MeasuringMandate[];
  /** Whether the leadership team itself decided. */
  isOwnTeam: boolean;
  hasOptions: boolean;
  teamCode: string;
}

/** In which way an agreement left the mandate. `subject` may be told to everybody: it names no limit and no side of one. */
export interface Breach {
  kind: 'no-mandate' | 'option' | 'term' | 'return';
  subject: string;
}

export interface Measured {
  representative: RepresentativeThere;
  mandate: MeasuringMandate | null;
  breaches: Breach[];
}

const RULE = 'A representative agrees for general practice only inside a mandate of its leadership team that is in force on the day';
const SOURCE = '“Making General Practice Effective within an ICS”: the mandate process';

/** How an agreement stands to the mandates of those who took part in it. Told on public pages: it never gives a limit. */
export function mandateFinding(decision: MeasuredDecision, facts: MandateFacts): Finding {
  const finding = (isMet: boolean, says: string): Finding => ({ check: 'mandate', isMet, says, rule: RULE, source: SOURCE });
  if (facts.isOwnTeam) return finding(true, 'The leadership team itself decided: no mandate is asked.');
  if (decision.outcome !== 'agreed') return finding(true, 'Nothing was agreed for general practice: no mandate is asked.');
  if (facts.representatives.length === 0) return finding(true, 'Nobody took part for general practice: nothing was agreed in its name.');
  const measured = measureDecision(decision, facts);
  const faults = measured.flatMap(({ representative: { seatTitle }, breaches }) => breaches.map(({ subject }) => `${seatTitle}: ${subject}.`));
  if (faults.length > 0) {
    return {
      ...finding(false, `Agreed outside the mandate. ${faults.join(' ')}`),
      standing: 'provisional',
      cure: { kind: 'ratify', says: 'The GP leadership team ratifies it, or refuses to.', bodyCode: facts.teamCode },
    };
  }
  const exempt = facts.representatives.filter(({ whyNotMandated }) => whyNotMandated !== null);
  if (measured.length === 0) return finding(true, `No mandate is asked of ${listOf(exempt)}: ${exempt[0]!.whyNotMandated}`);
  return finding(true, `Agreed inside the mandate of ${listOf(measured.map(({ representative }) => representative))}.`);
}

/** Each representative of whom a mandate is asked, with the one that binds them and where the agreement left it. */
export function measureDecision(decision: MeasuredDecision, { representatives, mandates, hasOptions }: Pick<MandateFacts, 'representatives' | 'mandates' | 'hasOptions'>): Measured[] {
  return representatives
    .filter(({ whyNotMandated }) => whyNotMandated === null)
    .map((representative) => {
      const mandate = bindingMandate(representative, mandates, decision);
      if (!mandate) return { representative, mandate, breaches: [{ kind: 'no-mandate', subject: 'no mandate was in force on the day' }] };
      return { representative, mandate, breaches: breachesOf(decision, mandate, hasOptions) };
    });
}

/** The mandate for this very item before the one for the question; of two alike, the later. */
function bindingMandate(representative: RepresentativeThere, mandates: readonly MeasuringMandate[], { forumCode, itemId, takenOn }: MeasuredDecision): MeasuringMandate | null {
  const binding = mandates.filter(
    (mandate) => mandate.forumCode === forumCode && isInForce(mandate, takenOn) && (mandate.itemId === null || mandate.itemId === itemId) && binds(mandate, representative),
  );
  return [...binding].sort((left, right) => Number(left.itemId === null) - Number(right.itemId === null) || (left.givenOn < right.givenOn ? 1 : -1))[0] ?? null;
}

/** A mandate binds whom it names, and the deputies of the seats for which those were named. A new holder is not named. */
const binds = ({ representatives }: MeasuringMandate, { personId, seatId, isDeputy }: RepresentativeThere): boolean =>
  representatives.some((named) => named.personId === personId || (isDeputy && named.seatId === seatId));

function breachesOf(decision: MeasuredDecision, mandate: MeasuringMandate, hasOptions: boolean): Breach[] {
  const agreed = decision.optionId ?? (hasOptions ? null : AGREE_AS_ASKED.id);
  const stance = mandate.options.find((one) => one.optionId === agreed)?.stance;
  return [...optionBreaches(agreed, stance), ...termBreaches(decision, mandate.ranges), ...returnBreaches(decision.takenOn, mandate, stance === 'return-first')];
}

/** That an option is excluded, or was never thought of, is for the leadership team alone to know. */
function optionBreaches(agreed: string | null, stance: Stance | undefined): Breach[] {
  if (agreed === null) return [{ kind: 'option', subject: 'it is not recorded which option was agreed' }];
  return stance === undefined || stance === 'excluded' ? [{ kind: 'option', subject: 'the option agreed is outside the mandate' }] : [];
}

function termBreaches(decision: MeasuredDecision, ranges: readonly Range[]): Breach[] {
  return ranges.flatMap((range): Breach[] => {
    const value = termOf(decision, range, ranges);
    if (value === undefined) return [{ kind: 'term', subject: `“${range.name}” is not recorded` }];
    return isWithin(value, range) ? [] : [{ kind: 'term', subject: `“${range.name}” is outside the mandate` }];
  });
}

/** What was agreed for a range. Where a mandate has one range in pounds only, that is the decision's own amount. */
export function termOf({ terms, amountPence }: Pick<MeasuredDecision, 'terms' | 'amountPence'>, range: Range, ranges: readonly Range[]): number | string | undefined {
  const named = Object.entries(terms).find(([name]) => sameName(name, range.name))?.[1];
  if (named !== undefined) return named;
  return range.unit === 'pounds' && ranges.filter(({ unit }) => unit === 'pounds').length === 1 ? (amountPence ?? undefined) : undefined;
}

/** Limits are inside. A value of another kind than the range is within nothing. */
export function isWithin(value: number | string, { unit, least, most }: Range): boolean {
  if (unit === 'date') return typeof value === 'string' && (least === null || value >= least) && (most === null || value <= most);
  return typeof value === 'number' && (least === null || value >= least) && (most === null || value <= most);
}

/** They had to come back first and did not, or came back and were told not to agree: the last word before the day counts. */
function returnBreaches(takenOn: IsoDate, { conditions, returnBy, returns }: MeasuringMandate, isOptionHeldBack: boolean): Breach[] {
  const isOwed = isOptionHeldBack || conditions.some(({ returnFirst }) => returnFirst) || (returnBy !== null && returnBy < takenOn);
  const mayAgree = returns.filter(({ returnedOn }) => returnedOn <= takenOn).at(-1)?.mayAgree ?? !isOwed;
  return mayAgree ? [] : [{ kind: 'return', subject: 'the leadership team was to be asked first' }];
}

const listOf = (representatives: readonly RepresentativeThere[]): string => [...new Set(representatives.map(({ seatTitle }) => seatTitle))].join(', ');
