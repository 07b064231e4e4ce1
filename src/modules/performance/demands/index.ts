export { demandTasks } from './queries/demands.ts';
export { registerDemand } from './commands/keepDemands.ts';
