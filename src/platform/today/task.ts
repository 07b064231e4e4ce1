import type { IsoDate } from '#kernel/isoDate.ts';
import type { Session } from '../web/session.ts';

/** One thing that needs a person. */
export interface Task {
  /** The same from one day to the next, such as `voice/answer/Q3/XX001`. */
  id: string;
  /** What to do, beginning with a verb: "Answer: should the clinic move to the hub?" */
  title: string;
  /** Why it is theirs: "You answer for Saltwhistle Surgery." */
  why: string;
  /** The page where it is done. */
  href: string;
  /** The last day for it; null where it has none. */
  due: IsoDate | null;
  /** About how long it takes. */
  minutes: number;
  /** Where a press of a button does it, or one choice of a few: a form that the list shows in place. */
  inPlace?: InPlace;
}

/** A form of one button, and one choice at most. It posts to a route of its module, which sends the reader back to `/`. */
export interface InPlace {
  action: string;
  submit: string;
  fields: Readonly<Record<string, string>>;
  choice?: { name: string; legend: string; options: readonly { value: string; label: string }[] };
  /** A box for a few words beside it. */
  words?: { name: string; label: string; hint?: string };
}

/** What a module has for a person. It looks only at what this person is to do. */
export type TaskSource = (person: Pick<Session, 'personId' | 'permissions'>, now: Date) => Promise<Task[]>;
