import type { PageDefinition } from '#platform/web/route.ts';
import type { FundingContext } from '../context.ts';
import { sharingPages } from '../sharing/web/sharingPages.tsx';

export { fundingAssets } from './fundingAssets.ts';

/** Every page of the funding module; each part adds its own. */
export const fundingPages = (context: FundingContext): PageDefinition[] => [
  ...sharingPages(context),
];
