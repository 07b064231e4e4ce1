import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';

/** What these pages need beside the frame's own. */
export const governanceAssets = (): AssetFile[] => [{ name: 'governance.css', content: readFileSync(join(import.meta.dirname, 'assets', 'governance.css')) }];
