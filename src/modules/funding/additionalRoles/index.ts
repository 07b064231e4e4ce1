export * from './domain/role.ts';
export { costOfSalary } from './domain/onCosts.ts';
export type { OnCostRates } from './domain/onCosts.ts';
export { claimableFor } from './domain/claimable.ts';
export type { Claimable, PostMonth } from './domain/claimable.ts';
export { cappedAtSum, checkClaims } from './domain/checkClaims.ts';
export { roleMaxima, roleRules, rolesOn } from './roleRules.ts';
export type { RoleRules } from './roleRules.ts';
export { enterClaim, enterClaimsFile, moveClaims } from './commands/keepClaims.ts';
