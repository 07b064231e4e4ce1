export * from './working.ts';
export * from './arithmetic.ts';
