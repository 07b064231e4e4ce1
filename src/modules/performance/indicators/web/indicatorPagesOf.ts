import type { PageDefinition } from '#platform/web/route.ts';
import type { PerformanceContext } from '../../context.ts';
import { aboutForecastsPages } from './aboutForecastsPages.tsx';
import { figuresPages } from './figuresPages.tsx';
import { homePages } from './homePages.tsx';
import { indicatorPages } from './indicatorPages.tsx';
import { nextBestPages } from './nextBestPages.tsx';
import { pcnIndicatorPages } from './pcnIndicatorPages.tsx';
import { pcnPages } from './pcnPages.tsx';

/** Every page about indicators, beginning with the first about performance. */
export const indicatorPagesOf = (context: PerformanceContext): PageDefinition[] => [...homePages(context), ...indicatorPages(context), ...pcnPages(context), ...pcnIndicatorPages(context), ...nextBestPages(context), ...figuresPages(context), ...aboutForecastsPages()];
