import type { PageDefinition } from '#platform/web/route.ts';
import { accessPages } from '../access/web/accessPages.tsx';
import { declarationPages } from '../declarations/web/declarationPages.tsx';
import { rebasePages } from '../charts/web/rebasePages.tsx';
import { listPages } from '../commissionersList/web/listPages.tsx';
import { demandPages } from '../demands/web/demandPages.tsx';
import type { PerformanceContext } from '../context.ts';
import { indicatorPagesOf } from '../indicators/web/indicatorPagesOf.ts';

export { performanceAssets } from './performanceAssets.ts';

/** Every page of the performance module; each part adds its own. */
export const performancePages = (context: PerformanceContext): PageDefinition[] => [...indicatorPagesOf(context), ...declarationPages(context), ...demandPages(context), ...listPages(context), ...accessPages(context), ...rebasePages(context)];
