import Fraction from 'fraction.js';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { managersOn, circleFrom } from './managers.ts';
import type { Filling, PostLine } from './networkPosts.ts';
import { endOfDays, holdsOn, lastDayOf, lifeOf, overlap } from './timeline.ts';
import type { Days } from './timeline.ts';

/** Whole-time equivalent as people write it: `0.6`. */
export const sayWte = (wte: Fraction | string): string => new Fraction(wte).toString();

/** A whole-time equivalent above 0 and at most 1, exact; null for anything else. */
export function readWte(text: string): Fraction | null {
  if (!/^\d+(\.\d+)?(\/[1-9]\d*)?$/.test(text.trim())) return null;
  const wte = new Fraction(text.trim());
  return wte.compare(0) > 0 && wte.compare(1) <= 0 ? wte : null;
}

/** What is wrong with a post among the others of its PCN, or nothing. `others` holds the rest as they stand; `staff` are those of the PCN. */
export function faultOf(post: PostLine, others: readonly PostLine[], staff: ReadonlySet<string>): Refusal | null {
  return wteFault(post) ?? strangerFault(post, staff) ?? post.fillings.reduce<Refusal | null>((found, filling) => found ?? fillingFault(post, filling), null) ?? tooMuchFault(post) ?? ownManagerFault(post) ?? circleFault(post, others);
}

function wteFault(post: PostLine): Refusal | null {
  const wrong = [...post.spans.map(({ facts }) => facts.wte), ...post.fillings.map(({ wte }) => wte)].find((wte) => readWte(wte) === null);
  return wrong === undefined ? null : { code: 'wte-out-of-range', what: `A whole-time equivalent is above 0 and at most 1; ${wrong.slice(0, 20)} was entered.`, where: 'wte', todo: 'Enter a part of a whole post, such as 0.6; more than one whole post is more than one post.' };
}

function strangerFault(post: PostLine, staff: ReadonlySet<string>): Refusal | null {
  const named = [...post.spans.flatMap(({ facts }) => [['line-manager', facts.lineManagerId] as const, ['supervisor', facts.clinicalSupervisorId] as const]), ...post.fillings.map(({ staffId }) => ['staff', staffId] as const)];
  const stranger = named.find(([, id]) => id !== null && !staff.has(id));
  return stranger ? { code: 'staff-of-another-pcn', what: `1 of ${new Set(named.flatMap(([, id]) => id ?? [])).size} people named is not among the ${staff.size} of this PCN.`, where: stranger[0], todo: 'Add them to this PCN’s people first, or choose one of those.' } : null;
}

function fillingFault(post: PostLine, filling: Filling): Refusal | null {
  const life = lifeOf(post.spans);
  if (endOfDays(filling) <= filling.from) return { code: 'end-before-start', what: `Its last day would be ${sayDate(lastDayOf(filling)!)}, and its first is ${sayDate(filling.from)}.`, where: 'ends', todo: 'Enter a last day that is not before the first.' };
  if (filling.from >= life.from && endOfDays(filling) <= endOfDays(life)) return null;
  return { code: 'outside-post', what: `The post stands ${sayDays(life)}; it would be filled ${sayDays(filling)}.`, where: 'starts', todo: 'Fill it on days on which it stands, or correct its start or end first.' };
}

const sayDays = ({ from, to }: Days): string => (to === null ? `from ${sayDate(from)} on` : `from ${sayDate(from)} to ${sayDate(lastDayOf({ to })!)}`);

/** Those days on which the state of a post, or who fills it, begins to be another. */
const daysOfChange = (post: PostLine): IsoDate[] => [...new Set([...post.spans.map(({ from }) => from), ...post.fillings.map(({ from }) => from)])].sort();

function tooMuchFault(post: PostLine): Refusal | null {
  for (const day of daysOfChange(post)) {
    const facts = post.spans.find((span) => holdsOn(span, day))?.facts;
    const here = post.fillings.filter((filling) => holdsOn(filling, day));
    if (!facts || here.length === 0) continue;
    const twice = here.find(({ staffId }, index) => here.findIndex((other) => other.staffId === staffId) < index);
    if (twice) return { code: 'filled-twice', what: `The same person would fill it twice on ${sayDate(day)}.`, where: 'staff', todo: 'End the first, or correct how much of the post it is.' };
    const sum = here.reduce((total, { wte }) => total.add(wte), new Fraction(0));
    if (sum.compare(facts.wte) <= 0) continue;
    return { code: 'wte-exceeded', what: `${here.length} ${here.length === 1 ? 'person' : 'people'} would fill ${sayWte(sum)} WTE of it on ${sayDate(day)}; the post has ${sayWte(facts.wte)}, which is ${sayWte(sum.sub(facts.wte))} less.`, where: 'wte', todo: `Enter ${sayWte(new Fraction(facts.wte))} in all at most, or change the post first.` };
  }
  return null;
}

function ownManagerFault(post: PostLine): Refusal | null {
  for (const span of post.spans) {
    for (const filling of post.fillings.filter((one) => overlap(one, span))) {
      const { lineManagerId, clinicalSupervisorId } = span.facts;
      if (filling.staffId !== lineManagerId && filling.staffId !== clinicalSupervisorId) continue;
      const isManager = filling.staffId === lineManagerId;
      const day = filling.from > span.from ? filling.from : span.from;
      return { code: 'supervises-self', what: `From ${sayDate(day)} on, the ${isManager ? 'line manager' : 'clinical supervisor'} would be 1 of those who fill the post.`, where: isManager ? 'line-manager' : 'supervisor', todo: 'Choose somebody else, or change who manages and supervises the post first.' };
    }
  }
  return null;
}

function circleFault(post: PostLine, others: readonly PostLine[]): Refusal | null {
  const all = [...others, post];
  const days = new Set(all.flatMap((one) => daysOfChange(one)).filter((day) => post.fillings.some((filling) => holdsOn(filling, day))));
  for (const day of [...days].sort()) {
    const managers = managersOn(all, day);
    for (const { staffId } of post.fillings.filter((filling) => holdsOn(filling, day))) {
      const circle = circleFrom(staffId, managers);
      if (circle) return { code: 'circle-of-managers', what: `From ${sayDate(day)} on, ${circle.length} people would be line managers of one another in a circle.`, where: 'line-manager', todo: 'Choose a line manager who is not managed, directly or through others, by whoever fills this post.' };
    }
  }
  return null;
}
