import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';

/** What these pages need beside the frame's own. */
export const performanceAssets = (): AssetFile[] => [{ name: 'performance.css', content: readFileSync(join(import.meta.dirname, 'assets', 'performance.css')) }];
