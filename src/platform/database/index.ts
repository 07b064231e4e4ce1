export type { Database, Engine } from './database.ts';
export { openEmbedded } from './embedded.ts';
export { openServer } from './server.ts';
export { migrate, migrationsIn } from './migrate.ts';
export type { Migration } from './migrate.ts';
