import type { RegisterImage } from './registerImage.ts';

/** How many days' answers are kept of one register: today's, and some that somebody walks through. */
const DAYS_KEPT = 12;

/** Gives what `make` once made of a register on a day, for as long as that register is in use. */
export function keptByDay<Value>(make: (image: RegisterImage, day: string) => Value): (image: RegisterImage, day: string) => Value {
  const kept = new WeakMap<RegisterImage, Map<string, Value>>();
  return (image, day) => {
    let days = kept.get(image);
    if (!days) kept.set(image, (days = new Map()));
    if (days.has(day)) return days.get(day)!;
    const value = make(image, day);
    days.set(day, value);
    for (const oldest of days.keys()) if (days.size > DAYS_KEPT) days.delete(oldest);
    return value;
  };
}
