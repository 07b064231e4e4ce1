export { layoutOf } from './layout.ts';
import type { DataFolder } from './layout.ts';
export type { DataFolder };
export { knock, openDoor } from './door.ts';
export type { DoorOutput, DoorRequest } from './door.ts';

/** Loaded when it is needed: a command that a running server answers needs no lock, and no engine for it. */
export async function takeDataFolder(path: string, options?: { isShared?: boolean }): Promise<DataFolder> {
  return (await import('./dataFolder.ts')).takeDataFolder(path, options);
}
