import type { PageDefinition } from '#platform/web/route.ts';
import { belongingPages } from '../belonging/web/belongingPages.tsx';
import { censusPages } from '../census/web/censusPages.tsx';
import type { WorkforceContext } from '../context.ts';
import { peoplePages } from '../posts/web/peoplePages.tsx';
import { postPages } from '../posts/web/postPages.tsx';
import { pulsePages } from '../pulse/web/pulsePages.tsx';
import { turnoverPages } from '../turnover/web/turnoverPages.tsx';

export { workforceAssets } from './workforceAssets.ts';

/** Every page of the workforce module; each part adds its own. */
export const workforcePages = (context: WorkforceContext): PageDefinition[] => [
  ...peoplePages(context),
  ...postPages(context),
  ...censusPages(context),
  ...belongingPages(context),
  ...pulsePages(context),
  ...turnoverPages(context),
];
