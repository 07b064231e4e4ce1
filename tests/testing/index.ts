export { testDatabase } from './testDatabase.ts';
export { onBothEngines } from './onBothEngines.ts';
export { plantedSample } from './plantedSample.ts';
