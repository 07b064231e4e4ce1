export { listTasks } from './queries/listTasks.ts';
export { listWithin } from './queries/listFor.ts';
export type { ListOfPlace } from './queries/listFor.ts';
