export { answerFields } from './answerFields.ts';
export { conditionalAnswer } from './conditionalAnswer.ts';
export type { AnswerForm } from './conditionalAnswer.ts';
export { openApiDocument } from './document.ts';
export type { ApiInfo, JsonSchema } from './document.ts';
export { defineOperation, operationPage, parseNamed, unknownParameter } from './operation.ts';
export type { Operation } from './operation.ts';
export { problemAnswer, problemReply } from './problem.ts';
export { ParameterList, ReferencePage } from './referencePage.tsx';
