import type { PageDefinition } from '#platform/web/route.ts';
import { censusPages } from '../census/web/censusPages.tsx';
import type { WorkforceContext } from '../context.ts';

export { workforceAssets } from './workforceAssets.ts';

/** Every page of the workforce module; each part adds its own. */
export const workforcePages = (context: WorkforceContext): PageDefinition[] => [
  ...censusPages(context),
];
