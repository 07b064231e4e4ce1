export { declarationTasks } from './queries/declarations.ts';
export { calculateDeclarations, stepDeclaration } from './commands/declarations.ts';
export { fromFigures } from './queries/declarableFigures.ts';
