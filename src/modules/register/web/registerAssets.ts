import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';

const read = (...path: string[]): Buffer => readFileSync(join(import.meta.dirname, ...path));

/** What the register's pages need beside the frame's own: their sheet, the charts' sheet and the script of the search. */
export function registerAssets(): AssetFile[] {
  return [
    { name: 'register.css', content: read('assets', 'register.css') },
    { name: 'charts.css', content: read('../../../platform/charts/charts.css') },
    { name: 'search.js', content: read('assets', 'search.js') },
  ];
}
