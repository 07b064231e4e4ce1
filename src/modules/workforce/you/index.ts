export { answerNotSo, sayNotSo, withdrawNotSo } from './commands/sayNotSo.ts';
export { readPost } from './commands/readPost.ts';
export { recordQuarter, sayNothingMore } from './commands/recordQuarter.ts';
export { isStillSaid, stateOf } from './domain/notSo.ts';
export type { NotSo, NotSoState } from './domain/notSo.ts';
export { notSoOfPcn } from './queries/notSo.ts';
export { yourTasks } from './queries/yourTasks.ts';
