import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';

/** What these pages need beside the frame's own. */
export const programmesAssets = (): AssetFile[] => [{ name: 'programmes.css', content: readFileSync(join(import.meta.dirname, 'assets', 'programmes.css')) }];
