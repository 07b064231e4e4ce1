export { layoutOf, takeDataFolder } from './dataFolder.ts';
export type { DataFolder } from './dataFolder.ts';
export { knock, openDoor } from './door.ts';
export type { DoorOutput, DoorRequest } from './door.ts';
