import type { PageDefinition } from '#platform/web/route.ts';
import { claimPages } from '../additionalRoles/web/claimPages.tsx';
import { ratesPages } from '../contract/web/ratesPages.tsx';
import type { FundingContext } from '../context.ts';
import { iifPages } from '../impactFund/web/iifPages.tsx';
import { incomePages } from '../income/web/incomePages.tsx';
import { investmentPages } from '../investment/web/investmentPages.tsx';
import { ledgerPages } from '../ledger/web/ledgerPages.tsx';
import { dueByRules } from '../remittances/index.ts';
import { remittancePages } from '../remittances/web/remittancePages.ts';
import { statementOf } from '../statements/queries/statements.ts';
import { statementSeenBy } from '../statements/queries/statementSeenBy.ts';
import { statementPages } from '../statements/web/statementPages.tsx';
import { sharingPages } from '../sharing/web/sharingPages.tsx';
import { reconcilePages } from '../payments/web/reconcilePages.tsx';

export { fundingAssets } from './fundingAssets.ts';

/** Every page of the funding module; each part adds its own. */
export const fundingPages = (context: FundingContext): PageDefinition[] => [
  ...reconcilePages(context),
  ...statementPages(context, (of, { acting = null, ...asked }) => statementSeenBy(of, acting, asked)),
  ...ratesPages(context),
  ...sharingPages(context),
  ...incomePages(context),
  ...investmentPages(context),
  ...remittancePages(dueByRules(context)),
  ...ledgerPages(dueByRules(context)),
  ...iifPages(context),
  ...claimPages(context, statementOf),
];
