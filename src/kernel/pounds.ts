import { refuse, ok } from './result.ts';
import type { Result } from './result.ts';

const POUNDS = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;
const MOST_PENCE = 1e13;

/** Reads `£25,000`, `25000` or `25000.50` as pence; refuses anything else, also commas that do not part thousands. */
export function readPounds(text: string): Result<number> {
  const [, whole, part = ''] = POUNDS.exec(text.trim()) ?? [];
  const pence = whole === undefined ? NaN : Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0'));
  if (pence <= MOST_PENCE) return ok(pence);
  return refuse({ code: 'not-an-amount', what: `“${text.slice(0, 40)}” is not an amount of money.`, todo: 'Write it in pounds, such as £25,000 or 25000.50.' });
}

// Made once: making one takes far longer than using it.
const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const WITH_PENCE = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Pence as pages write them: `£25,000`, `£25,000.50`. */
export const sayPounds = (pence: number): string => `${pence < 0 ? '−' : ''}£${(pence % 100 === 0 ? WHOLE : WITH_PENCE).format(Math.abs(pence) / 100)}`;

/** Pence as a form's field and a file have them, without a sign of pounds or commas: `25000.50`, `25000.00`. */
export const writePounds = (pence: number): string => (pence / 100).toFixed(2);
