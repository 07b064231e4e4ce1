import type { FundingContext } from '#funding';

export type { Acting } from '#platform/web/acting.ts';

/** What performance's pages, commands and API work with: what the money works with, as points become pounds there. */
export type PerformanceContext = FundingContext;
