import { fileURLToPath } from 'node:url';
import { migrationsIn } from '#platform/database/index.ts';
import type { Migration } from '#platform/database/index.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every migration of the record, in the order in which they run: the platform's, then each module's. */
export const migrations: Migration[] = [
  ...migrationsIn('platform', folder('../platform/migrations')),
  ...migrationsIn('register', folder('../modules/register/storage/migrations')),
  ...migrationsIn('governance', folder('../modules/governance/storage/migrations')),
  ...migrationsIn('voice', folder('../modules/voice/storage/migrations')),
  ...migrationsIn('funding', folder('../modules/funding/storage/migrations')),
  ...migrationsIn('performance', folder('../modules/performance/storage/migrations')),
  ...migrationsIn('workforce', folder('../modules/workforce/storage/migrations')),
  ...migrationsIn('programmes', folder('../modules/programmes/storage/migrations')),
];
