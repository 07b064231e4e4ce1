import { parse } from 'csv-parse/sync';
import { isoDate, parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
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

/** Why a line cannot be taken. */
export interface LineRefusal {
  line: number;
  column: Column | '';
  value: string;
  reason: string;
}

const LINES_MAX = 5_000;

/** Takes a remittances file apart. With any refusal nothing of it may be saved. */
export function readRemittances(text: string, { wordings, today }: { wordings: readonly StreamWording[]; today: IsoDate }): { entries: RemittanceEntry[]; refusals: LineRefusal[] } {
  const fault = (line: number, value: string, reason: string) => ({ entries: [], refusals: [{ line, column: '' as const, value: value.slice(0, 200), reason }] });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    return fault(Number((error as { lines?: unknown }).lines ?? 1), '', 'The file is not a CSV from this line on: a quotation mark is not closed.');
  }
  const header = (records[0]?.record ?? []).map(columnName);
  const layout = layoutFault(header);
  if (layout) return fault(1, header.join(','), layout);
  if (records.length > LINES_MAX + 1) return fault(LINES_MAX + 2, '', `A remittances file has ${LINES_MAX} lines at most; this one has ${records.length - 1}.`);
  if (records.length < 2) return fault(1, '', 'The file has no lines under its first.');
  const [entries, refusals]: [RemittanceEntry[], LineRefusal[]] = [[], []];
  const lineOf = new Map<string, number>();
  for (const { record, info } of records.slice(1)) {
    const read = readLine(record, header, info.lines, { wordings, today });
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

const columnName = (heading: string): string => {
  const name = heading.trim().toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
  return name === 'stream' ? 'description' : name;
};

/** A statement of another year or layout has other columns: it is refused whole, and told which were expected. */
function layoutFault(header: readonly string[]): string | null {
  const lacks = REMITTANCE_COLUMNS.filter((column) => !header.includes(column));
  const unknown = header.filter((name) => !(REMITTANCE_COLUMNS as readonly string[]).includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (lacks.length + unknown.length + twice.length === 0) return null;
  const wrong = [lacks.length > 0 && `it lacks ${lacks.join(', ')}`, unknown.length > 0 && `it has ${unknown.map((name) => name || 'a column without a name').join(', ')}, which is not read`, twice.length > 0 && `it has ${twice.join(', ')} twice`].filter(Boolean).join('; ');
  return `The first line must name the columns ${REMITTANCE_COLUMNS.join(', ')}: ${wrong}. A statement in another layout must be brought into this one first.`;
}

function readLine(record: readonly string[], header: readonly string[], line: number, { wordings, today }: { wordings: readonly StreamWording[]; today: IsoDate }): RemittanceEntry | { refusals: LineRefusal[] } {
  const cell = (column: Column): string => record[header.indexOf(column)] ?? '';
  const refusals: LineRefusal[] = [];
  const refuse = (column: Column | '', reason: string) => void refusals.push({ line, column, value: (column === '' ? record.join(',') : cell(column)).slice(0, 80), reason });
  if (record.length !== header.length) {
    refuse('', `This line has ${record.length} fields; the first line names ${header.length}.`);
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
