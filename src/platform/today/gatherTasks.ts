import type { IsoDate } from '#kernel/isoDate.ts';
import type { Session } from '../web/session.ts';
import type { Task, TaskSource } from './task.ts';

/** A source, and what it looks for, to be read after "We could not look for": "canvasses to answer". */
export interface NamedTaskSource {
  looksFor: string;
  source: TaskSource;
}

/** What needs a person, in the order in which to do it. */
export interface Today {
  tasks: readonly Task[];
  /** What could not be looked for just now. */
  missing: readonly string[];
}

/** Asks every source. One that fails is told of and missing from the list; the others stand. */
export async function gatherTasks(
  sources: readonly NamedTaskSource[],
  person: Pick<Session, 'personId' | 'permissions'>,
  now: Date,
  onFailure: (looksFor: string, error: unknown) => void,
): Promise<Today> {
  const found = await Promise.all(
    sources.map(async ({ looksFor, source }) => {
      try {
        return { tasks: await source(person, now), missing: [] };
      } catch (error) {
        onFailure(looksFor, error);
        return { tasks: [], missing: [looksFor] };
      }
    }),
  );
  return { tasks: inOrder(found.flatMap(({ tasks }) => tasks)), missing: found.flatMap(({ missing }) => missing) };
}

const LAST = '9999-12-31' as IsoDate;

/** The longest overdue first, then by the day it is due; what has no day comes last, the quickest first. Each once. */
export function inOrder(tasks: readonly Task[]): Task[] {
  const once = [...new Map(tasks.map((task) => [task.id, task])).values()];
  return once.sort((a, b) => compare(a.due ?? LAST, b.due ?? LAST) || a.minutes - b.minutes || compare(a.title, b.title));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
