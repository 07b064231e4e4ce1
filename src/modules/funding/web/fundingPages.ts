import type { PageDefinition } from '#platform/web/route.ts';
import type { FundingContext } from '../context.ts';

export { fundingAssets } from './fundingAssets.ts';

/** Every page of the funding module; each part adds its own. */
export const fundingPages = (_context: FundingContext): PageDefinition[] => [];
