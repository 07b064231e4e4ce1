import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { csvLines } from '#platform/csv/csvLines.ts';
import type { NationalPrevalence } from './achievementResult.ts';

const COLUMNS = ['indicator', 'denominator', 'list_size'];
const WHOLE = /^\d{1,12}$/;

/** Reads England's prevalences: a CSV of indicator, denominator and list_size, each the sum over all PCNs. */
export function readNationalPrevalence(text: string): Result<NationalPrevalence[]> {
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return refuse({ code: 'not-a-csv', what: 'The file of prevalences is not a CSV.', todo: `Give ${COLUMNS.join(', ')}.` });
  const header = (lines[0]?.cells ?? []).map((heading) => heading.toLowerCase());
  if (header.join() !== COLUMNS.join()) return refuse({ code: 'missing-column', what: `The file of prevalences must name the columns ${COLUMNS.join(', ')}; it has ${header.join(', ') || 'none'}.`, where: 'line 1' });
  const read: NationalPrevalence[] = [];
  for (const { line, cells: [indicator = '', denominator = '', listSize = ''] } of lines.slice(1)) {
    if (!WHOLE.test(denominator) || !WHOLE.test(listSize) || Number(listSize) === 0 || Number(denominator) > Number(listSize) * 100) {
      return refuse({ code: 'not-a-count', what: `${indicator || 'An indicator'} has ${denominator || 'no'} counted of ${listSize || 'no'} patients; give whole numbers, and a list above 0.`, where: `line ${line}` });
    }
    read.push({ indicator: indicator.toUpperCase(), denominator: Number(denominator), listSize: Number(listSize) });
  }
  return ok(read);
}
