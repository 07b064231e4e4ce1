export { declarationTasks } from './queries/declarations.ts';
export { calculateDeclarations, stepDeclaration } from './commands/declarations.ts';
export { fromFigures } from './queries/declarableFigures.ts';
export type { DeclarationEvent } from './domain/declarationLife.ts';
export { keepAndCalculate, withdrawAndCalculate } from './commands/keepAndCalculate.ts';
