import { ACCESS_MEASURES } from './accessMeasure.ts';
import type { AccessFigure, AccessMeasureId } from './accessMeasure.ts';
import { canSay } from './tally.ts';
import type { Tally, TallyLayout } from './tally.ts';
import type { AccessRules, Dimension } from './accessRule.ts';

/** Appointments of an organisation in a month, with the publication that counted them. */
export interface CountedAppointments {
  tally: Tally;
  /** What the publication counts by: the regional file knows no category. */
  dimensions: readonly Dimension[];
  /** The patients of the practices that it counts; null where no list is held. */
  registered: CountedPatients | null;
  source: string;
}

/** How many patients a rate is of. */
export interface CountedPatients {
  patients: number;
  asOf: string;
  source: string;
}

/** Requests sent online, and the patients of the practices whose suppliers took part. */
export interface CountedOnline {
  submissions: number | null;
  patients: number | null;
  source: string;
  why: string | null;
}

/** What is known of an organisation in a month. */
export interface AccessFacts {
  code: string;
  month: string;
  /** In the order of preference; the first that can say a measure says it. Empty where none counts this organisation. */
  appointments: readonly CountedAppointments[];
  /** Why none does. */
  whyNoAppointments: string | null;
  online: CountedOnline | null;
}

/** The figures of an organisation in a month, in the order of `ACCESS_MEASURES`. What cannot be said says why. */
export const accessFiguresOf = (facts: AccessFacts, rules: AccessRules, layout: TallyLayout): AccessFigure[] =>
  ACCESS_MEASURES.map((measure) => (measure === 'online-consultations-per-1000' ? onlineFigure(facts) : appointmentFigure(facts, measure, rules, layout)));

function appointmentFigure(facts: AccessFacts, measure: AccessMeasureId, rules: AccessRules, layout: TallyLayout): AccessFigure {
  const { code, month } = facts;
  const none = (why: string, source = ''): AccessFigure => ({ measure, code, month, numerator: null, denominator: null, value: null, why, source });
  const counted = facts.appointments.find(({ dimensions }) => canSay(rules, measure, dimensions));
  if (!counted) return none(facts.appointments.length ? 'The file that counts it does not say the category of an appointment.' : (facts.whyNoAppointments ?? 'No file of this month counts it.'), facts.appointments[0]?.source);
  const { numerator, denominator } = layout.placeOf(measure);
  const count = counted.tally[numerator!]!;
  if (denominator === null) {
    const { registered } = counted;
    if (!registered) return { ...none('No list of its registered patients is held.', counted.source), numerator: count };
    return share({ measure, code, month, source: `${counted.source}; ${registered.source}` }, count, registered.patients, 'It has no registered patients.', 1_000);
  }
  return share({ measure, code, month, source: counted.source }, count, counted.tally[denominator]!, 'None of its appointments are of the kind that this is a share of.', 1);
}

function onlineFigure({ code, month, online }: AccessFacts): AccessFigure {
  const about = { measure: 'online-consultations-per-1000', code, month, source: online?.source ?? '' } as const;
  if (!online) return { ...about, numerator: null, denominator: null, value: null, why: 'No file of online consultations of this month counts it.' };
  if (online.submissions === null || online.patients === null) return { ...about, numerator: online.submissions, denominator: online.patients, value: null, why: online.why ?? 'Its supplier did not take part.' };
  return share(about, online.submissions, online.patients, 'It has no registered patients.', 1_000);
}

const share = (about: Pick<AccessFigure, 'measure' | 'code' | 'month' | 'source'>, numerator: number, denominator: number, whyNone: string, per: number): AccessFigure => ({
  ...about, numerator, denominator, value: denominator > 0 ? (numerator / denominator) * per : null, why: denominator > 0 ? null : whyNone,
});
