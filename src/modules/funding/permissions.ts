import type { PermissionLine } from '#register';

/** Enter a rate that the rules do not have yet, with its source. */
export const ENTER_RATES = 'funding.rates';
/** Keep a PCN's money; of which PCN is decided by `keepsMoneyOf`. */
export const KEEP_MONEY = 'funding.keep';
/** See the money of one's own PCN; of which is decided by `seesMoneyOf`. */
export const SEE_MONEY = 'funding.see';
/** Answer a PCN's dispute for the commissioner. */
export const ANSWER_DISPUTES = 'funding.answer';

/** They give those roles to others, so they hold what those may do; of whose money, `whoseMoney.ts` decides by the role itself. */
const GIVERS = ['icb-primary-care-manager', 'system-administrator'] as const;

export const FUNDING_PERMISSIONS: readonly PermissionLine[] = [
  { permission: ENTER_RATES, means: 'Enter a rate of the network contract, with its source', roles: ['icb-primary-care-manager', 'system-administrator'] },
  { permission: KEEP_MONEY, means: 'Keep the money of the PCN at which one holds the role: claims, remittances, shares, ledger', roles: ['pcn-manager', 'clinical-director', ...GIVERS] },
  { permission: SEE_MONEY, means: 'See the money of the PCN at which one, or one’s practice, belongs', roles: ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner', ...GIVERS] },
  { permission: ANSWER_DISPUTES, means: 'Answer what PCNs dispute, for the commissioner', roles: ['icb-primary-care-manager', 'system-administrator'] },
];
