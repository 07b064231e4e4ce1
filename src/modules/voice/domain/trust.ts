import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { DecisionWay, Finding } from '#governance';

/** A decision, as far as trust asks. */
export interface TrustDecision {
  takenOn: IsoDate;
  way: DecisionWay;
  /** Whether it is on a question of the place: only of those is it asked whether it was canvassed and reported back. */
  isOnQuestion: boolean;
  /** The day on which the last canvass before it closed; null where there was none. */
  canvassClosedOn: IsoDate | null;
  reportDueOn: IsoDate | null;
  reportedOn: IsoDate | null;
  findings: readonly Pick<Finding, 'check' | 'isMet'>[];
}

/** So many of so many. Where there were none there is no figure, not a figure of nought. */
export interface Share {
  met: number;
  of: number;
}

export const FACTS = {
  canvassed: { label: 'Canvassed before deciding', counts: 'Decisions on the place’s questions whose canvass had closed by the day they were taken.' },
  reported: { label: 'Reported back in time', counts: 'Decisions on the place’s questions that are reported back or due to be: those told within the days that the forum promised.' },
  mandated: { label: 'Decided inside mandate', counts: 'Decisions at which a mandate was checked: those that kept within it when they were taken. One that was ratified later still counts as outside.' },
  inMeetings: { label: 'Made in meetings', counts: 'Every decision of the place’s forums and on its questions: those taken in a meeting, not by chair’s action, urgent action or outside.' },
} as const;
export type TrustFact = keyof typeof FACTS;

export interface TrustPeriod {
  from: IsoDate;
  /** The last day. */
  to: IsoDate;
  label: string;
  facts: Readonly<Record<TrustFact, Share>>;
  ways: Readonly<Record<DecisionWay, number>>;
}

export type PeriodLength = 'quarter' | 'year';

const QUARTERS = ['January to March', 'April to June', 'July to September', 'October to December'];

/** The quarter of the calendar, or the year from 1 April, in which a day lies. */
export function periodOf(day: IsoDate, length: PeriodLength): Pick<TrustPeriod, 'from' | 'to' | 'label'> {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  if (length === 'year') {
    const first = month >= 4 ? year : year - 1;
    return { from: `${first}-04-01` as IsoDate, to: `${first + 1}-03-31` as IsoDate, label: `${first}/${String(first + 1).slice(2)}` };
  }
  const quarter = Math.floor((month - 1) / 3);
  const from = `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01` as IsoDate;
  const next = (quarter === 3 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 4).padStart(2, '0')}-01`) as IsoDate;
  return { from, to: addDays(next, -1), label: `${QUARTERS[quarter]} ${year}` };
}

/** Every period from the first decision to today, with what it shows; the first first. */
export function trustByPeriod(decisions: readonly TrustDecision[], today: IsoDate, length: PeriodLength): TrustPeriod[] {
  const taken = decisions.filter(({ takenOn }) => takenOn <= today);
  const first = taken.map(({ takenOn }) => takenOn).sort()[0];
  if (first === undefined) return [];
  const periods: TrustPeriod[] = [];
  for (let period = periodOf(first, length); period.from <= today; period = periodOf(addDays(period.to, 1), length)) {
    const within = taken.filter(({ takenOn }) => takenOn >= period.from && takenOn <= period.to);
    periods.push({ ...period, facts: factsOf(within, today), ways: waysOf(within) });
  }
  return periods;
}

export function factsOf(decisions: readonly TrustDecision[], today: IsoDate): TrustPeriod['facts'] {
  const onQuestions = decisions.filter(({ isOnQuestion }) => isOnQuestion);
  // A report that is not yet due is neither in time nor late.
  const reportable = onQuestions.filter(({ reportDueOn, reportedOn }) => reportDueOn !== null && (reportedOn !== null || reportDueOn < today));
  const mandates = decisions.flatMap(({ findings }) => {
    const of = findings.filter(({ check }) => check === 'mandate');
    return of.length > 0 ? [of.every(({ isMet }) => isMet)] : [];
  });
  return {
    canvassed: share(onQuestions, ({ canvassClosedOn, takenOn }) => canvassClosedOn !== null && canvassClosedOn <= takenOn),
    reported: share(reportable, ({ reportDueOn, reportedOn }) => reportedOn !== null && reportedOn <= reportDueOn!),
    mandated: share(mandates, (isInside) => isInside),
    inMeetings: share(decisions, ({ way }) => way === 'meeting'),
  };
}

const waysOf = (decisions: readonly TrustDecision[]): TrustPeriod['ways'] => {
  const ways: Record<DecisionWay, number> = { meeting: 0, 'chairs-action': 0, 'urgent-action': 0, outside: 0 };
  for (const { way } of decisions) ways[way] += 1;
  return ways;
};

const share = <Item>(items: readonly Item[], isMet: (item: Item) => boolean): Share => ({ met: items.filter(isMet).length, of: items.length });

/** In whole percent; null where there is nothing to take a share of. */
export const percentOf = ({ met, of }: Share): number | null => (of === 0 ? null : Math.round((met / of) * 100));

/** "3 of 4 (75%)"; a dash where there were none. */
export const sayShare = (share: Share): string => (share.of === 0 ? 'none to count' : `${share.met} of ${share.of} (${percentOf(share)}%)`);
