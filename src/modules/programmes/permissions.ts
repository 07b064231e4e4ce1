import type { PermissionLine } from '#register';

/** Start and keep a programme of the PCN or place at which one holds the role. */
export const KEEP_PROGRAMMES = 'programmes.keep';
/** See programmes, answer what their leaders are asked, and disagree on record. */
export const SEE_PROGRAMMES = 'programmes.see';

const GIVERS = ['icb-primary-care-manager', 'system-administrator'] as const;

export const PROGRAMMES_PERMISSIONS: readonly PermissionLine[] = [
  { permission: KEEP_PROGRAMMES, means: 'Start and keep change programmes of the PCN or place at which one holds the role', roles: ['pcn-manager', 'clinical-director', 'place-lead', ...GIVERS] },
  { permission: SEE_PROGRAMMES, means: 'See change programmes where one works, answer what their leaders are asked, and disagree on record', roles: ['pcn-manager', 'clinical-director', 'place-lead', 'practice-manager', 'gp-partner', 'network-staff', ...GIVERS] },
];
