import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '../web/assets.ts';

export const todayAssets = (): AssetFile[] => [{ name: 'today.css', content: readFileSync(join(import.meta.dirname, 'assets', 'today.css')) }];
