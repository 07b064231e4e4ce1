import type { FundingContext } from '#funding';

export type { Acting } from '#platform/web/acting.ts';

/** What workforce's pages, commands and API work with: what the money works with, as posts are paid from it. */
export type WorkforceContext = FundingContext;
