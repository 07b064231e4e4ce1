import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export const REBASING_STATES = { proposed: 'proposed', approved: 'approved', withdrawn: 'withdrawn' } as const;
export type RebasingState = keyof typeof REBASING_STATES;
export const REBASING_EVENTS = { approve: 'be approved', withdraw: 'be withdrawn' } as const;
export type RebasingEvent = keyof typeof REBASING_EVENTS;

/** The life of a new baseline: a chart uses it while it is approved, and never before a person has said why. */
export const rebasingMachine: StateMachine<RebasingState, RebasingEvent, 'words'> = {
  subject: 'new baseline',
  states: REBASING_STATES,
  events: REBASING_EVENTS,
  needs: { words: { missing: 'No reason was given.', todo: 'Say why, in a sentence: what changed, and how it is known.' } },
  first: 'proposed',
  transitions: [
    { from: ['proposed'], event: 'approve', to: 'approved', needs: ['words'] },
    { from: ['proposed', 'approved'], event: 'withdraw', to: 'withdrawn', needs: ['words'] },
  ],
};

const SERIES_ID = /^[a-z][a-z-]*(?:\/[\w.:-]+)*\/([A-Z0-9][A-Z0-9-]*)$/;
const SERIES_ID_MAX = 120;

/** A chart's name ends with the code of its organisation, so that nobody can name another: `access/same-day/A12345`. Null for what is none. */
export function organisationOfSeries(seriesId: string): string | null {
  return seriesId.length > SERIES_ID_MAX ? null : (SERIES_ID.exec(seriesId)?.[1] ?? null);
}

/** What a chart is of, in words, and the page on which it stands: `access/same-day/A12345` and `indicators/HI-03/U00000`. */
export function chartOfSeries(seriesId: string): { says: string; href: string } | null {
  const [kind, measure, code, ...more] = seriesId.split('/');
  if (measure === undefined || code === undefined || more.length > 0 || organisationOfSeries(seriesId) === null) return null;
  if (kind === 'access') return { says: measure.replaceAll('-', ' '), href: `/access/${code}` };
  return kind === 'indicators' ? { says: measure, href: `/performance/pcns/${code}` } : null;
}
