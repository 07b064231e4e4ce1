import { addDays, toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { londonInstant } from '#governance';
import type { Acting } from '#governance';
import type { Contexts } from '../contexts.ts';
import type { Cast } from './cast.ts';

/** What a step of a story has at hand: everybody, and the days about the day of planting. */
export interface Scene extends Contexts {
  cast: Cast;
  /** So many days after the day of planting; before it, with a minus. */
  day(offset: number): IsoDate;
  acting(mailbox: string): Promise<Acting>;
}

/** One thing that happened: so many days from the planting, at a time of the clock of England. */
export interface Step {
  day: number;
  time: string;
  happens(scene: Scene): Promise<unknown>;
}

/** A told story: what happened, step by step. What one step makes, a later one finds in the story's own variables. */
export type Story = () => readonly Step[];

/** Tells every story at once, each step at its own time, as days pass for everybody together. */
export async function tellStories(cast: Cast, stories: readonly Story[]): Promise<void> {
  const planted = cast.now();
  const today = toIsoDate(planted);
  const day = (offset: number): IsoDate => addDays(today, offset);
  const scene: Scene = { ...cast.contexts, cast, day, acting: (mailbox) => cast.acting(mailbox) };
  const steps = stories.flatMap((story) => [...story()]).map((step) => ({ ...step, at: londonInstant(day(step.day), step.time) }));
  for (const { at, happens } of steps.sort((left, right) => left.at.getTime() - right.at.getTime())) {
    // What is told of today happened before now, whatever the hour.
    cast.setNow(at < planted ? at : planted);
    await happens(scene);
  }
  cast.setNow(planted);
}
