import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';

/** What these pages need beside the frame's own. */
export const workforceAssets = (): AssetFile[] => [{ name: 'workforce.css', content: readFileSync(join(import.meta.dirname, 'assets', 'workforce.css')) }];
