import type { PageDefinition } from '#platform/web/route.ts';
import type { FundingContext } from '../context.ts';
import { incomePages } from '../income/web/incomePages.tsx';
import { statementOf } from '../statements/queries/statements.ts';
import { statementPages } from '../statements/web/statementPages.tsx';
import { sharingPages } from '../sharing/web/sharingPages.tsx';

export { fundingAssets } from './fundingAssets.ts';

/** Every page of the funding module; each part adds its own. */
export const fundingPages = (context: FundingContext): PageDefinition[] => [
  ...statementPages(context, statementOf),
  ...sharingPages(context),
  ...incomePages(context),
];
