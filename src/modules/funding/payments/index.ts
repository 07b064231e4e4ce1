export { paymentsOf, paymentYears } from './queries/payments.ts';
export type { PaymentYear, PracticePayments, YearOfPayments } from './queries/payments.ts';
export { paymentColumns } from './paymentColumns.ts';
export type { PaymentCategory, PaymentColumn, PaymentColumns } from './paymentColumns.ts';
export { reconciliationOf } from './queries/reconciliation.ts';
export type { ColumnCompared, LineCompared, NetworkCompared, Reconciliation } from './queries/reconciliation.ts';
