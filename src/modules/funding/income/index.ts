export { incomeAnswer } from './queries/incomeAnswer.ts';
export type { IncomeAnswer } from './queries/incomeAnswer.ts';
export { yearsPaidReader } from './queries/yearsPaid.ts';
export type { YearsPaidReader } from './queries/yearsPaid.ts';
