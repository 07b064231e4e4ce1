import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { RegisterContext } from '#register';

type Image = Awaited<ReturnType<RegisterContext['reader']['image']>>;

/** The codes of a PCN's practices on a day, in their order; refuses what is no PCN. */
export function membersOfPcn(image: Image, pcnCode: string, day: IsoDate): string[] {
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  return image.practicesWithin(pcnCode, day).toSorted();
}
