import type { PageDefinition } from '#platform/web/route.ts';
import type { PerformanceContext } from '../../context.ts';
import { figuresPages } from './figuresPages.tsx';
import { homePages } from './homePages.tsx';
import { indicatorPages } from './indicatorPages.tsx';
import { nextBestPages } from './nextBestPages.tsx';
import { pcnPages } from './pcnPages.tsx';

/** Every page about indicators, beginning with the first about performance. */
export const indicatorPagesOf = (context: PerformanceContext): PageDefinition[] => [...homePages(context), ...indicatorPages(context), ...pcnPages(context), ...nextBestPages(context), ...figuresPages(context)];
