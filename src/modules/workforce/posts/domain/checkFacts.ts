import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { REGIONS } from '#funding/domain';
import { FUNDED_BY } from './post.ts';
import type { PostFacts } from './post.ts';

export interface Places {
  pcnCode: string;
  isKnown: (organisationCode: string) => boolean;
  isInPcn: (practiceCode: string) => boolean;
  hasTeam: (teamId: string) => boolean;
}

const MINUTES_OF_WEEK = 7 * 24 * 60;
const WEEKS_OF_YEAR = 52;

/** Refuses facts that cannot be of any post of this PCN, whoever fills it. */
export function requireFacts(facts: PostFacts, on: IsoDate, { pcnCode, isKnown, isInPcn, hasTeam }: Places): void {
  const refuseIf = (isWrong: boolean, code: string, where: string, what: string, todo: string): void => {
    if (isWrong) throw new Refused({ code, what, where, todo });
  };
  const text = (value: string | null, most: number, where: string): void => refuseIf(value !== null && (value.trim() === '' || value.length > most), 'text-length', where, `It has ${value?.length ?? 0} characters; 1 to ${most} are taken.`, 'Enter a shorter one, or none.');
  text(facts.title, 100, 'title');
  text(facts.band, 20, 'band');
  refuseIf(facts.employerCode !== null && !isKnown(facts.employerCode), 'employer-unknown', 'employer', `The register has no organisation “${facts.employerCode?.slice(0, 20)}”.`, 'Find its code with the search.');
  const practices: [where: string, code: string | null][] = [['home', facts.home?.kind === 'practice' ? facts.home.code : null], ['sits-at', facts.sitsAt], ...facts.workPlaces.map(({ practiceCode }): [string, string] => ['work-places', practiceCode])];
  const elsewhere = practices.find(([, code]) => code !== null && !isInPcn(code));
  refuseIf(elsewhere !== undefined, 'practice-elsewhere', elsewhere?.[0] ?? '', `${elsewhere?.[1]?.slice(0, 20)} is no practice of ${pcnCode} on ${sayDate(on)}.`, 'Choose a practice of this PCN.');
  refuseIf(facts.home?.kind === 'team' && !hasTeam(facts.home.teamId), 'team-elsewhere', 'home', 'This PCN has no such team.', 'Add the team first, or choose another.');
  const minutes = facts.workPlaces.map(({ minutesPerWeek }) => minutesPerWeek);
  const sum = minutes.reduce((total, one) => total + one, 0);
  refuseIf(minutes.some((one) => !Number.isInteger(one) || one <= 0) || sum > MINUTES_OF_WEEK, 'minutes-out-of-range', 'work-places', `${sum} minutes of a week were entered; a week has ${MINUTES_OF_WEEK}, and each place takes 1 at least.`, 'Enter how long the post works there in a week.');
  refuseIf(new Set(facts.workPlaces.map(({ practiceCode }) => practiceCode)).size < facts.workPlaces.length, 'practice-twice', 'work-places', `${facts.workPlaces.length} places were entered, and 1 practice stands more than once.`, 'Add up its time.');
  refuseIf(facts.meetsEveryWeeks !== null && (!Number.isInteger(facts.meetsEveryWeeks) || facts.meetsEveryWeeks < 1 || facts.meetsEveryWeeks > WEEKS_OF_YEAR), 'weeks-out-of-range', 'meets-every', `A meeting every ${facts.meetsEveryWeeks} weeks was entered; it is every 1 to ${WEEKS_OF_YEAR}.`, 'Enter how many weeks lie between meetings, or none where there is no regular one.');
  refuseIf(facts.costPence !== null && (!Number.isSafeInteger(facts.costPence) || facts.costPence < 0), 'cost-out-of-range', 'cost', 'A year’s cost is £0 or more.', 'Enter it in pounds, or leave it empty where it is not known.');
  refuseIf(!Object.hasOwn(FUNDED_BY, facts.fundedBy), 'funding-unknown', 'funded-by', `There is no funding “${String(facts.fundedBy).slice(0, 20)}” among the ${Object.keys(FUNDED_BY).length}.`, 'Choose one of those.');
  refuseIf(!Object.hasOwn(REGIONS, facts.region), 'region-unknown', 'region', `There is no region “${String(facts.region).slice(0, 20)}” among the ${Object.keys(REGIONS).length}.`, 'Choose one of those.');
}
