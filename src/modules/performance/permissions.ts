import type { PermissionLine } from '#register';

/** Enter what was counted in a PCN, and declare it; of which PCN is decided by `keepsFiguresOf`. */
export const KEEP_FIGURES = 'performance.keep';
/** See the figures that a PCN entered and its declarations; of which is decided by `seesFiguresOf`. */
export const SEE_FIGURES = 'performance.see';
/** Approve or return a PCN's declaration, and keep the commissioner's list; of where is decided by `commissionsFor`. */
export const COMMISSION = 'performance.commission';
/** Add to the register of demands what was asked from above. */
export const REGISTER_DEMANDS = 'performance.demands';

/** They give those roles to others, so they hold what those may do; of whose figures, `whoseFigures.ts` decides by the role itself. */
const GIVERS = ['icb-primary-care-manager', 'system-administrator'] as const;

export const PERFORMANCE_PERMISSIONS: readonly PermissionLine[] = [
  { permission: KEEP_FIGURES, means: 'Enter what was counted in the PCN at which one holds the role, declare it, and re-base its charts', roles: ['pcn-manager', 'clinical-director', ...GIVERS] },
  { permission: SEE_FIGURES, means: 'See the figures and declarations of the PCN at which one, or one’s practice, belongs', roles: ['pcn-manager', 'clinical-director', 'practice-manager', 'gp-partner', ...GIVERS] },
  { permission: COMMISSION, means: 'Approve what PCNs declare, and keep the commissioner’s list, for the commissioner', roles: [...GIVERS] },
  { permission: REGISTER_DEMANDS, means: 'Add to the register of demands what was asked from above', roles: ['lmc-officer', 'pcn-manager', 'practice-manager', ...GIVERS] },
];
