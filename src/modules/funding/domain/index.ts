/** What funding computes, for the domains of other modules: they may not go through its index.ts, which also reads and writes. */
export { cappedAtSum } from '../additionalRoles/domain/checkClaims.ts';
export { claimableFor } from '../additionalRoles/domain/claimable.ts';
export { capOn, isReimbursed, maximumOf, REGIONS, shareOf } from '../additionalRoles/domain/role.ts';
export { listSizeAdjustment, paymentFor, prevalenceAdjustment } from '../impactFund/domain/payment.ts';
export { pointsEarned } from '../impactFund/domain/pointsEarned.ts';
