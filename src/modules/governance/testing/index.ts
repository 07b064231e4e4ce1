/** The invented place, for the tests of modules that build on governance. */
export * from './inventedPlace.ts';
