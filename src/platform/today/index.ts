/** What needs a person, over all modules: one list on their home page, and by e-mail as often as they choose. */
export type { InPlace, Task, TaskSource } from './task.ts';
export { gatherTasks, inOrder, type NamedTaskSource, type Today } from './gatherTasks.ts';
export { sayDue, sayMinutes, sayTotal, sayWeekday } from './sayTasks.ts';
export { londonTime } from './londonTime.ts';
export type { DigestChoice } from './digestPeriod.ts';
export { chooseDigest, digestChoiceOf } from './digestChoice.ts';
export { createDigestSender, type DigestReader, type DigestSender } from './digestSender.ts';
export { todayAssets } from './todayAssets.ts';
