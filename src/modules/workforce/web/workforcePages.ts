import type { PageDefinition } from '#platform/web/route.ts';
import { censusPages } from '../census/web/censusPages.tsx';
import type { WorkforceContext } from '../context.ts';
import { turnoverPages } from '../turnover/web/turnoverPages.tsx';

export { workforceAssets } from './workforceAssets.ts';

/** Every page of the workforce module; each part adds its own. */
export const workforcePages = (context: WorkforceContext): PageDefinition[] => [
  ...censusPages(context),
  ...turnoverPages(context),
];
