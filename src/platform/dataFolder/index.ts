export { layoutOf } from './layout.ts';
export type { DataFolder } from './layout.ts';
export { knock, openDoor } from './door.ts';
export type { DoorOutput, DoorRequest } from './door.ts';

/** Loaded when it is needed: a command that a running server answers needs no lock, and no engine for it. */
export const takeDataFolder: typeof import('./dataFolder.ts').takeDataFolder = async (...folder) => (await import('./dataFolder.ts')).takeDataFolder(...folder);
