import { parse } from 'csv-parse/sync';
import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { NationalPrevalence } from './achievementResult.ts';

const COLUMNS = ['indicator', 'denominator', 'list_size'];
const WHOLE = /^\d{1,12}$/;

/** Reads England's prevalences: a CSV of indicator, denominator and list_size, each the sum over all PCNs. */
export function readNationalPrevalence(text: string): Result<NationalPrevalence[]> {
  let records: string[][];
  try {
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as string[][];
  } catch {
    return refuse({ code: 'not-a-csv', what: 'The file of prevalences is not a CSV.', todo: `Give ${COLUMNS.join(', ')}.` });
  }
  const header = (records[0] ?? []).map((heading) => heading.toLowerCase());
  if (header.join() !== COLUMNS.join()) return refuse({ code: 'missing-column', what: `The file of prevalences must name the columns ${COLUMNS.join(', ')}; it has ${header.join(', ') || 'none'}.`, where: 'line 1' });
  const read: NationalPrevalence[] = [];
  for (const [index, [indicator = '', denominator = '', listSize = '']] of records.slice(1).entries()) {
    if (!WHOLE.test(denominator) || !WHOLE.test(listSize) || Number(listSize) === 0 || Number(denominator) > Number(listSize) * 100) {
      return refuse({ code: 'not-a-count', what: `${indicator || 'An indicator'} has ${denominator || 'no'} counted of ${listSize || 'no'} patients; give whole numbers, and a list above 0.`, where: `line ${index + 2}` });
    }
    read.push({ indicator: indicator.toUpperCase(), denominator: Number(denominator), listSize: Number(listSize) });
  }
  return ok(read);
}
