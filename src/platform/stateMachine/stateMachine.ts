import { ok, refuse, type Result } from '#kernel/result.ts';
import { sayList } from '#kernel/sayWords.ts';

/** One line of a machine's table: in one of these states, this event leads there, if nothing is missing. */
export interface Transition<State extends string, Event extends string, Need extends string> {
  from: readonly State[];
  event: Event;
  to: State;
  needs?: readonly Need[];
}

/** A life as a table. Everything that may happen is a line of it; there is no other way from one state to another. */
export interface StateMachine<State extends string, Event extends string, Need extends string> {
  /** What lives this life, as a reader calls it: "question". */
  subject: string;
  states: Readonly<Record<State, string>>;
  /** What each event does, to be read after "cannot": "be put to a canvass". */
  events: Readonly<Record<Event, string>>;
  /** What is missing where a need is not met, and what to do about it. */
  needs: Readonly<Record<Need, { missing: string; todo: string }>>;
  first: State;
  transitions: readonly Transition<State, Event, Need>[];
}

/** Where an event leads, or why it cannot happen: from this state at all, or for what is missing. */
export function nextState<State extends string, Event extends string, Need extends string>(
  machine: StateMachine<State, Event, Need>,
  state: State,
  event: Event,
  met: ReadonlySet<Need>,
): Result<State> {
  const { subject, states, events, needs } = machine;
  const transition = machine.transitions.find((one) => one.event === event && one.from.includes(state));
  if (!transition) {
    const possible = eventsFrom(machine, state).map((one) => events[one]);
    const todo = possible.length ? `From here it can ${sayList(possible, 'or')}.` : 'Nothing more can happen to it.';
    return refuse({ code: 'not-from-this-state', what: `A ${subject} that is “${states[state]}” cannot ${events[event]}.`, todo });
  }
  const missing = (transition.needs ?? []).filter((need) => !met.has(need)).map((need) => needs[need]);
  if (missing.length === 0) return ok(transition.to);
  return refuse({
    code: 'something-missing',
    what: `This ${subject} cannot ${events[event]} yet. ${missing.map((need) => need.missing).join(' ')}`,
    todo: missing.map((need) => need.todo).join(' '),
  });
}

export const eventsFrom = <State extends string, Event extends string, Need extends string>({ transitions }: StateMachine<State, Event, Need>, state: State): Event[] =>
  [...new Set(transitions.filter(({ from }) => from.includes(state)).map(({ event }) => event))];

/** The table as a Mermaid diagram, for the documents. */
export function drawStateMachine<State extends string, Event extends string, Need extends string>({ first, transitions }: StateMachine<State, Event, Need>): string {
  const name = (text: string): string => text.replaceAll('-', '_');
  const lines = transitions.flatMap(({ from, event, to }) => from.map((state) => `  ${name(state)} --> ${name(to)}: ${event.replaceAll('-', ' ')}`));
  return ['stateDiagram-v2', `  [*] --> ${name(first)}`, ...lines].join('\n');
}
