import type { IsoDate } from '#kernel/isoDate.ts';
import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export type RecruitmentState = 'advertised' | 'shortlisted' | 'offered' | 'checks' | 'started' | 'stopped';
export type RecruitmentEvent = 'shortlist' | 'offer' | 'accept' | 'decline' | 'fail-checks' | 'advertise-again' | 'start' | 'stop';

/** The way of a vacancy from its advertisement to somebody's first day. */
export const RECRUITMENT: StateMachine<RecruitmentState, RecruitmentEvent, never> = {
  subject: 'recruitment',
  states: { advertised: 'advertised', shortlisted: 'shortlisted', offered: 'offered', checks: 'in checks', started: 'started', stopped: 'stopped' },
  events: {
    shortlist: 'be shortlisted', offer: 'be offered', accept: 'be accepted', decline: 'be declined', 'fail-checks': 'fail its checks', 'advertise-again': 'be advertised again', start: 'start', stop: 'be stopped',
  },
  needs: {},
  first: 'advertised',
  transitions: [
    { from: ['advertised'], event: 'shortlist', to: 'shortlisted' },
    { from: ['shortlisted'], event: 'offer', to: 'offered' },
    { from: ['offered'], event: 'accept', to: 'checks' },
    { from: ['offered'], event: 'decline', to: 'shortlisted' },
    { from: ['checks'], event: 'fail-checks', to: 'shortlisted' },
    { from: ['checks'], event: 'start', to: 'started' },
    { from: ['shortlisted', 'offered', 'checks'], event: 'advertise-again', to: 'advertised' },
    { from: ['advertised', 'shortlisted', 'offered', 'checks'], event: 'stop', to: 'stopped' },
  ],
};

export const EVENT_LABELS: Readonly<Record<RecruitmentEvent, string>> = {
  shortlist: 'Shortlisted', offer: 'Offered', accept: 'Offer accepted, checks begin', decline: 'Offer declined', 'fail-checks': 'Checks not passed', 'advertise-again': 'Advertised again', start: 'Started', stop: 'Stopped',
};
export const isRecruitmentEvent = (text: string): text is RecruitmentEvent => Object.hasOwn(EVENT_LABELS, text);
export const isOver = (state: RecruitmentState): boolean => state === 'started' || state === 'stopped';

export interface RecruitmentStep {
  state: RecruitmentState;
  on: IsoDate;
}

const days = (from: IsoDate, to: IsoDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** How many days a recruitment has spent in each state, a second time added to the first; up to a day where it goes on. */
export function daysInSteps(steps: readonly RecruitmentStep[], on: IsoDate): ReadonlyMap<RecruitmentState, number> {
  const spent = new Map<RecruitmentState, number>();
  steps.forEach(({ state, on: from }, index) => {
    if (isOver(state)) return;
    spent.set(state, (spent.get(state) ?? 0) + days(from, steps[index + 1]?.on ?? on));
  });
  return spent;
}

/** Days from the advertisement to the first day; null until somebody started. */
export function daysToStart(steps: readonly RecruitmentStep[]): number | null {
  const [first, last] = [steps[0], steps.at(-1)];
  return first && last?.state === 'started' ? days(first.on, last.on) : null;
}
