import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Criterion } from './scoring.ts';

export const METHODS = {
  everyone: 'Everyone who enters has it',
  lottery: 'A lottery',
  rotation: 'A rotation: who has had least for their patients',
  scored: 'Scored by a panel without conflicts',
} as const;
export type Method = keyof typeof METHODS;

export const ELIGIBLE_KINDS = { practice: 'practices', pcn: 'PCNs' } as const;
export type EligibleKind = keyof typeof ELIGIBLE_KINDS;

export const MEASURES = { pounds: 'pounds per registered patient', grants: 'grants per registered patient' } as const;
export type Measure = keyof typeof MEASURES;

/** A pilot or a pot as it is announced; fixed from then on. */
export interface OpportunityDraft {
  placeCode: string;
  title: string;
  /** In plain words: what it is, what it brings, what it asks. */
  offer: string;
  eligibleKinds: readonly EligibleKind[];
  method: Method;
  /** How many can have it; null for everyone. */
  places: number | null;
  penceEach: number | null;
  measure: Measure | null;
  criteria: readonly { label: string; weight: number }[];
  panel: readonly string[];
  /** The last day on which interest can be said. */
  closesOn: IsoDate;
}

export const OPPORTUNITY_STATES = { announced: 'open for interest', closed: 'closed, to be decided', drawn: 'decided', cancelled: 'called off' } as const;
export type OpportunityState = keyof typeof OPPORTUNITY_STATES;

const TITLE_MAX = 140;
const OFFER_MAX = 4_000;
const CRITERIA_MAX = 8;
const PENCE_MAX = 10_000_000_000;

/** The draft put right, or the first thing that is wrong with it. `where` is the field. */
export function checkOpportunity(draft: OpportunityDraft, today: IsoDate): Result<OpportunityDraft & { criteria: Criterion[] }> {
  const title = draft.title.replace(/\s+/g, ' ').trim();
  const offer = draft.offer.trim();
  const panel = [...new Set(draft.panel)];
  const wrong = (where: string, what: string, todo: string) => refuse({ code: `invalid-${where}`, where, what, todo });

  if (!title || title.length > TITLE_MAX) return wrong('title', title ? 'The title is too long.' : 'It has no title.', `Say in at most ${TITLE_MAX} characters what it is.`);
  if (!offer || offer.length > OFFER_MAX) return wrong('offer', offer ? 'What is offered is too long.' : 'It does not say what is offered.', `Say in at most ${OFFER_MAX} characters what it is, what it brings and what it asks.`);
  if (draft.eligibleKinds.length === 0) return wrong('eligible', 'Nobody would be eligible.', 'Choose practices, PCNs or both.');
  if (draft.closesOn <= today) return wrong('closes', 'The closing day is not after today.', 'Give everybody some days to answer.');
  if (draft.penceEach !== null && !(Number.isSafeInteger(draft.penceEach) && draft.penceEach >= 0 && draft.penceEach <= PENCE_MAX)) return wrong('pounds', 'This is not a sum of money.', 'Write pounds, such as 12,500, or leave it empty.');
  if (draft.method !== 'everyone' && !(Number.isSafeInteger(draft.places) && draft.places! > 0 && draft.places! < 10_000)) return wrong('places', 'It does not say how many can have it.', 'Write a whole number from 1.');
  if (draft.method === 'rotation' && draft.measure === null) return wrong('measure', 'It does not say what the rotation counts.', 'Choose pounds or grants.');

  const criteria = draft.criteria.map(({ label, weight }, index) => ({ id: `c${index + 1}`, label: label.replace(/\s+/g, ' ').trim(), weight }));
  if (draft.method === 'scored') {
    if (criteria.length === 0 || criteria.length > CRITERIA_MAX) return wrong('criteria', `A panel scores by 1 to ${CRITERIA_MAX} criteria.`, 'Write one a line: its weight, then what it is, such as “3 need of patients”.');
    if (criteria.some(({ label, weight }) => !label || !Number.isSafeInteger(weight) || weight < 1 || weight > 100)) return wrong('criteria', 'A criterion has no weight from 1 to 100.', 'Write one a line: its weight, then what it is, such as “3 need of patients”.');
    if (panel.length < 2) return wrong('panel', 'A panel has two people or more.', 'Choose who scores.');
  }
  const isScored = draft.method === 'scored';
  return ok({
    ...draft, title, offer,
    places: draft.method === 'everyone' ? null : draft.places,
    measure: draft.method === 'rotation' ? draft.measure : null,
    criteria: isScored ? criteria : [],
    panel: isScored ? panel : [],
  });
}
