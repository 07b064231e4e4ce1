import { isoDate, parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { csvLines, headingsOf, refusedLine, wrongColumns, wrongLength } from '#platform/csv/csvLines.ts';
import type { FileLine, LineRefusal } from '#platform/csv/csvLines.ts';
import { readMonth } from './month.ts';
import type { StreamId } from '../../contract/domain/figure.ts';
import { streamMeant } from './streamWords.ts';
import type { StreamWording } from './streamWords.ts';

/** The columns of a remittances file, in any order; `stream` may stand in place of `description`. */
export const REMITTANCE_COLUMNS = ['payee_code', 'month', 'description', 'amount', 'reference', 'paid_on'] as const;
type Column = (typeof REMITTANCE_COLUMNS)[number];

export const REMITTANCE_TEMPLATE = `${REMITTANCE_COLUMNS.join(',')}\r\n`;

/** One payment of a statement, as it was sent; a negative amount is money taken back. */
export interface RemittanceEntry {
  line: number;
  payeeCode: string;
  /** The first day of the month that it is for. */
  month: IsoDate;
  description: string;
  /** Null where its words name no stream that is known. */
  stream: StreamId | null;
  amountPence: number;
  reference: string;
  paidOn: IsoDate;
}

export type RemittanceRefusal = LineRefusal<Column>;

const LINES_MAX = 5_000;

/** Takes a remittances file apart. With any refusal nothing of it may be saved. */
export function readRemittances(text: string, { wordings, today }: { wordings: readonly StreamWording[]; today: IsoDate }): { entries: RemittanceEntry[]; refusals: RemittanceRefusal[] } {
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return { entries: [], refusals: [lines] };
  const header = headingsOf(lines[0]).map((name) => (name === 'stream' ? 'description' : name));
  const layout = layoutFault(header);
  const fault = layout === null ? wrongLength(lines, 'A remittances file', LINES_MAX) : refusedLine(1, header.join(','), layout);
  if (fault) return { entries: [], refusals: [fault] };
  const [entries, refusals]: [RemittanceEntry[], RemittanceRefusal[]] = [[], []];
  const lineOf = new Map<string, number>();
  for (const line of lines.slice(1)) {
    const read = readLine(line, header, { wordings, today });
    if ('refusals' in read) refusals.push(...read.refusals);
    else {
      const before = lineOf.get(identityOf(read));
      if (before === undefined) lineOf.set(identityOf(read), read.line);
      else refusals.push({ line: read.line, column: 'reference', value: read.reference, reason: `The same payment stands on line ${before}: the same reference, payee, month and amount.` });
      entries.push(read);
    }
  }
  return { entries, refusals };
}

/** What makes two lines the same payment. */
export const identityOf = ({ reference, payeeCode, month, amountPence }: Pick<RemittanceEntry, 'reference' | 'payeeCode' | 'month' | 'amountPence'>): string => [reference, payeeCode, month, amountPence].join('\n');

/** A statement of another year or layout has other columns: it is refused whole, and told which were expected. */
function layoutFault(header: readonly string[]): string | null {
  const wrong = wrongColumns(header, { columns: REMITTANCE_COLUMNS });
  return wrong && `The first line must name the columns ${REMITTANCE_COLUMNS.join(', ')}: ${wrong}. A statement in another layout must be brought into this one first.`;
}

function readLine({ line, cells }: FileLine, header: readonly string[], { wordings, today }: { wordings: readonly StreamWording[]; today: IsoDate }): RemittanceEntry | { refusals: RemittanceRefusal[] } {
  const cell = (column: Column): string => cells[header.indexOf(column)] ?? '';
  const refusals: RemittanceRefusal[] = [];
  const refuse = (column: Column | '', reason: string) => void refusals.push({ line, column, value: (column === '' ? cells.join(',') : cell(column)).slice(0, 80), reason });
  if (cells.length !== header.length) {
    refuse('', `This line has ${cells.length} fields; the first line names ${header.length}.`);
    return { refusals };
  }
  const payeeCode = cell('payee_code').toUpperCase();
  const month = readMonth(cell('month'));
  const paidOn = parseIsoDate(cell('paid_on'));
  const amountPence = readSigned(cell('amount'));
  if (!/^[A-Z0-9-]{2,20}$/.test(payeeCode)) refuse('payee_code', 'Give the payee’s code, such as U12345 or A81001.');
  if (month === null) refuse('month', 'Give the month that it is for, such as 2025-04 or April 2025.');
  if (amountPence === null) refuse('amount', 'Give an amount in pounds, such as 1234.56; with a minus where it was taken back.');
  if (amountPence === 0) refuse('amount', 'A payment of £0 is no payment.');
  if (cell('description') === '') refuse('description', 'Say what it is for, in the words of the statement.');
  if (cell('description').length > 300) refuse('description', 'A description has 300 characters at most.');
  if (cell('reference') === '' || cell('reference').length > 100) refuse('reference', 'Give the reference of the payment, 100 characters at most.');
  if (paidOn === null) refuse('paid_on', 'Give the day on which it was paid, such as 2025-04-30.');
  else if (paidOn > today) refuse('paid_on', `It says that it was paid on ${sayDate(paidOn)}, and today is ${sayDate(today)}.`);
  if (refusals.length > 0 || month === null || amountPence === null || paidOn === null) return { refusals };
  return { line, payeeCode, month: isoDate(month), description: cell('description'), stream: streamMeant(cell('description'), wordings), amountPence, reference: cell('reference'), paidOn };
}

/** `-1,234.50`, `−£12` and the book-keeper's `(12.00)` are negative. */
function readSigned(text: string): number | null {
  const trimmed = text.trim();
  const [, inBrackets] = /^\((.*)\)$/.exec(trimmed) ?? [];
  const isNegative = inBrackets !== undefined || /^[-−]/.test(trimmed) || /^£\s*[-−]/.test(trimmed);
  const read = readPounds((inBrackets ?? trimmed).replace(/[-−]/, ''));
  return read.ok ? (isNegative && read.value !== 0 ? -read.value : read.value) : null;
}
