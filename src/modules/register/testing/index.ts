/** The invented place, for the tests of every module. */
export * from './inventedRegister.ts';
export * from './placeSite.ts';
