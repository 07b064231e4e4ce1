import type { PageDefinition } from '#platform/web/route.ts';
import type { PaidContext } from '../queries/paid.ts';
import { disputePages } from './disputePages.tsx';
import { paidPages } from './paidPages.tsx';
import { uploadPages } from './uploadPages.tsx';
import { withdrawRemittancePages } from './withdrawRemittancePages.tsx';

/** Paid against due, statements of payment and disputes. */
export const remittancePages = (context: PaidContext): PageDefinition[] => [...paidPages(context), ...uploadPages(context), ...withdrawRemittancePages(context), ...disputePages(context)];
