import { sayList } from '#kernel/sayWords.ts';
import type { PracticeLoad, SupervisorLoad } from './load.ts';

const percent = (share: number): number => Math.round(share * 100);
/** Hours to the tenth. */
export const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;

/** A sentence for each practice that carries much and receives little; one that says that there is none, or that it cannot be told. */
export function sayBalance(practices: readonly PracticeLoad[], nameOf: (code: string) => string): string[] {
  const heavy = practices.filter(({ isImbalanced }) => isImbalanced);
  if (heavy.length > 0) return heavy.map((one) => `${nameOf(one.practiceCode!)} carries much and receives little: ${sayShares(one)}.`);
  if (practices.length === 0) return ['Nothing can be told yet: no post is filled and no time was recorded.'];
  if (practices.every(({ shareReceived }) => shareReceived === null)) return ['Nobody counted what the roles give back, so it cannot be told whether a practice that carries much receives little.'];
  return ['No practice carries much and receives little.'];
}

/** How the share that one practice carries stands to the share that it receives. */
export function sayShares({ shareCarried, shareReceived }: PracticeLoad): string {
  const carried = shareCarried === null ? 'nothing was carried by anybody' : `${percent(shareCarried)}% of the hours that roles take`;
  return `${carried}, ${shareReceived === null ? 'and nothing was counted as given back' : `${percent(shareReceived)}% of the hours that they give back`}`;
}

/** What those who manage and supervise carry together, and who carries most. */
export function saySupervisors(supervisors: readonly (SupervisorLoad & { name: string })[]): string {
  if (supervisors.length === 0) return 'No filled post has a line manager or a clinical supervisor.';
  const total = supervisors.reduce((sum, { expectedMinutesPerWeek }) => sum + expectedMinutesPerWeek, 0);
  const most = supervisors.filter(({ expectedMinutesPerWeek }) => expectedMinutesPerWeek === supervisors[0]!.expectedMinutesPerWeek);
  const together = `${supervisors.length} ${supervisors.length === 1 ? 'person manages or supervises' : 'people manage or supervise'}, ${inHours(total)} hours a week in all by what is expected (unverified)`;
  if (supervisors.length === 1 || most.length === supervisors.length) return `${together}.`;
  return `${together}; ${sayList(most.slice(0, 3).map(({ name }) => name))} ${most.length === 1 ? 'carries' : 'carry'} the most, ${inHours(most[0]!.expectedMinutesPerWeek)} hours${most.length === 1 ? '' : ' each'}.`;
}

/** What was recorded of managing and supervising over the year, and what of it is nobody's, in a sentence. */
export function sayRecorded(supervisors: readonly { recordedMinutes: number }[], nobodysMinutes: number): string {
  const total = supervisors.reduce((sum, { recordedMinutes }) => sum + recordedMinutes, 0);
  const nobodys = nobodysMinutes === 0 ? '' : ` ${inHours(nobodysMinutes)} hours more were recorded for days on which the post had nobody named for it.`;
  if (total === 0) return `No hour of it was recorded in the year.${nobodys}`;
  const silent = supervisors.filter(({ recordedMinutes }) => recordedMinutes === 0).length;
  return `${inHours(total)} hours were recorded in the year${silent === 0 ? '' : `, and none of ${silent} of them`}.${nobodys}`;
}
