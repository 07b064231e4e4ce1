export { planOf } from './queries/plan.ts';
export type { NamedPlan, PlanFound } from './queries/plan.ts';
export { recruitmentsOf } from './queries/recruitments.ts';
export { openRecruitment, stepRecruitment, undoRecruitmentStep } from './commands/keepRecruitment.ts';
export { addScenarioChange, makeScenario, withdrawFromScenario } from './commands/keepScenarios.ts';
