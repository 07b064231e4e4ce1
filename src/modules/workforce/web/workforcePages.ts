import type { PageDefinition } from '#platform/web/route.ts';
import { belongingPages } from '../belonging/web/belongingPages.tsx';
import { censusPages } from '../census/web/censusPages.tsx';
import type { WorkforceContext } from '../context.ts';
import { censusStartPages } from '../posts/web/censusStartPages.tsx';
import { correctionPages } from '../posts/web/correctionPages.tsx';
import { monthClaimPages } from '../posts/web/claimPages.tsx';
import { peoplePages } from '../posts/web/peoplePages.tsx';
import { postPages } from '../posts/web/postPages.tsx';
import { loadPages } from '../load/web/loadPages.tsx';
import { pulsePages } from '../pulse/web/pulsePages.tsx';
import { planPages } from '../plan/web/planPages.tsx';
import { rotaPages } from '../sharing/web/rotaPages.tsx';
import { turnoverPages } from '../turnover/web/turnoverPages.tsx';
import { youPages } from '../you/web/youPages.tsx';

export { workforceAssets } from './workforceAssets.ts';

/** Every page of the workforce module; each part adds its own. */
export const workforcePages = (context: WorkforceContext): PageDefinition[] => [
  ...peoplePages(context),
  ...postPages(context),
  ...monthClaimPages(context),
  ...censusStartPages(context),
  ...correctionPages(context),
  ...censusPages(context),
  ...belongingPages(context),
  ...pulsePages(context),
  ...loadPages(context),
  ...turnoverPages(context),
  ...planPages(context),
  ...rotaPages(context),
  ...youPages(context),
];
