import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { displayName } from '#register';
import type { FundingContext } from '../../context.ts';
import { contractStreams } from '../../contract/index.ts';
import type { StreamId } from '../../contract/index.ts';
import { likelyReason } from '../domain/likelyReason.ts';
import { agrees, paidFigures, predict, sayProxies, whyLeftOut } from '../domain/reconcile.ts';
import type { NetworkPaid } from '../domain/reconcile.ts';
import { linesByPcn } from '../domain/sayReconciliation.ts';
import { paymentColumns } from '../paymentColumns.ts';
import type { PaymentColumn } from '../paymentColumns.ts';
import { paymentsOf, paymentYears } from './payments.ts';
import type { YearOfPayments } from './payments.ts';

/** One PCN's money in one column: what the rules predict and what was paid, in pence. */
export interface LineCompared {
  code: string;
  name: string;
  column: string;
  title: string;
  predictedPence: number;
  paidPence: number;
  differencePence: number;
  isWithin: boolean;
  /** Null where the two agree. */
  likeliestReason: string | null;
}

/** A column over all PCNs. */
export interface ColumnCompared {
  column: string;
  title: string;
  streams: readonly StreamId[];
  /** Whether the prediction is what is due, or the most that may be claimed. */
  measure: 'due' | 'most';
  status: FigureStatus;
  predictedPence: number;
  paidPence: number;
  differencePence: number;
  pcns: number;
  pcnsWithin: number;
  shareWithin: number;
  /** Of those to whose practices anything was paid in this column. */
  pcnsPaid: number;
  shareWithinOfPaid: number;
  medianRatio: number;
  /** In rows of practices of which no PCN is known: not among `paidPence`. */
  paidWithoutPcnPence: number;
}

/** A PCN over the columns that are due, in pence. */
export interface NetworkCompared {
  code: string;
  name: string;
  predictedPence: number;
  paidPence: number;
  differencePence: number;
  isWithin: boolean;
}

export interface Reconciliation {
  year: FinancialYear;
  source: string;
  proxies: readonly string[];
  columns: readonly ColumnCompared[];
  lines: readonly LineCompared[];
  pcns: readonly NetworkCompared[];
  /** Over all columns that are due together. */
  pcnsWithin: number;
  shareWithin: number;
  leftOut: readonly { streams: readonly StreamId[]; column: string; paidPence: number; says: string }[];
  unmapped: YearOfPayments['unmapped'];
  unaccountedPence: number;
}

/** Only a maximum: what is paid is what was claimed within it. */
const MOST: readonly StreamId[] = ['additional-roles-sum'];

/**
 * What the contract's rules predict for a year, with the payments file's last known patients as a named stand-in for those
 * of 1 January, beside what the file shows as paid. Throws `Refused` where that year's payments are not held.
 */
export async function reconciliationOf(context: FundingContext, year: FinancialYear): Promise<Reconciliation> {
  const payments = await paymentsOf(context, { year });
  if (!payments) throw await notHeld(context, year);
  const image = await context.register.reader.image();
  const ofImage = kept.get(image) ?? new Map<string, Reconciliation>();
  kept.set(image, ofImage);
  const key = `${payments.source} ${payments.revision}`;
  const found = ofImage.get(key) ?? reconcile(payments);
  ofImage.set(key, found);
  return found;
}

/** It rests on one publication, the rules and the register alone; an image of the register is made anew when that changes. */
const kept = new WeakMap<object, Map<string, Reconciliation>>();

function reconcile(payments: YearOfPayments): Reconciliation {
  const { year } = payments;
  const networks = networksOf(payments);
  const compared: { column: ColumnCompared; lines: LineCompared[] }[] = [];
  const leftOut: Reconciliation['leftOut'][number][] = [];
  for (const column of paymentColumns().columns) {
    if (column.streams.length === 0 || !payments.practices.some(({ byColumn }) => byColumn.has(column.id))) continue;
    const why = column.streams.map((id) => whyLeftOut(contractStreams().get(id), id, year)).filter((one) => one !== null);
    if (why.length) leftOut.push({ streams: column.streams, column: column.title, paidPence: paidIn(payments, column, () => true), says: why.join(' ') });
    else compared.push(compareColumn(column, networks, payments));
  }
  const due = new Set(compared.filter(({ column }) => column.measure === 'due').map(({ column }) => column.column));
  const lines = compared.flatMap((one) => one.lines);
  const dueLines = linesByPcn(lines.filter(({ column }) => due.has(column)));
  const pcns = networks.map((network) => networkCompared(network, dueLines.get(network.code) ?? []));
  const pcnsWithin = pcns.filter(({ isWithin }) => isWithin).length;
  return {
    year, source: payments.source, proxies: sayProxies(year), columns: compared.map(({ column }) => column), lines, pcns,
    pcnsWithin, shareWithin: pcns.length ? pcnsWithin / pcns.length : 0, leftOut, unmapped: payments.unmapped, unaccountedPence: payments.unaccountedPence,
  };
}

async function notHeld(context: FundingContext, year: FinancialYear): Promise<Refused> {
  const held = (await paymentYears(context)).map((one) => one.year);
  return new Refused({
    code: 'payments-not-found',
    what: `NHS Payments to General Practice of ${year} are not held${held.length ? `; those of ${held.join(', ')} are` : ''}.`,
    todo: held.length ? 'Ask for one of those years, or load the publication of this one.' : 'Load them with: chorus load FILE. The Data page says where they are published.',
  });
}

/** Every PCN that a row names, with its practices' patients and money added up. */
function networksOf({ practices }: YearOfPayments): NetworkPaid[] {
  const found = new Map<string, { code: string; name: string; registered: Fraction; weighted: Fraction; paidPence: Map<string, number> }>();
  for (const { pcn, registered, weighted, byColumn } of practices) {
    if (!pcn) continue;
    let own = found.get(pcn.code);
    if (!own) found.set(pcn.code, (own = { code: pcn.code, name: displayName(pcn.name), registered: new Fraction(0), weighted: new Fraction(0), paidPence: new Map() }));
    own.registered = own.registered.add(exact(registered));
    own.weighted = own.weighted.add(exact(weighted));
    for (const [column, pence] of byColumn) own.paidPence.set(column, (own.paidPence.get(column) ?? 0) + pence);
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** As the file writes it: a double's shortest text is the decimal that it was read from. */
const exact = (count: number | null): Fraction => new Fraction(String(count ?? 0));

const paidIn = ({ practices }: YearOfPayments, { id }: PaymentColumn, which: (practice: YearOfPayments['practices'][number]) => boolean): number =>
  practices.reduce((sum, practice) => sum + (which(practice) ? practice.byColumn.get(id) ?? 0 : 0), 0);

function compareColumn(column: PaymentColumn, networks: NetworkPaid[], payments: YearOfPayments): { column: ColumnCompared; lines: LineCompared[] } {
  const { year, source } = payments;
  const figures = column.streams.flatMap((id) => paidFigures(contractStreams().get(id)!, year));
  const isMost = column.streams.some((id) => MOST.includes(id));
  const onPayee = paymentColumns().columns.filter(({ onPayee: is }) => is).map(({ id }) => id);
  const rows = networks.map((network) => ({ network, predicted: predict(figures, network, year, source), paidPence: network.paidPence.get(column.id) ?? 0 }));
  const medianRatio = median(rows.filter(({ predicted, paidPence }) => predicted.pence > 0 && paidPence > 0).map(({ predicted, paidPence }) => paidPence / predicted.pence));
  const lines = rows.map(({ network, predicted, paidPence }): LineCompared => {
    const isWithin = agrees(paidPence, predicted.pence);
    const otherwise = () => predict(figures, { registered: network.weighted, weighted: network.registered }, year, source).pence;
    const reason = isWithin ? null : likelyReason({
      predictedPence: predicted.pence, paidPence, predictedOtherwisePence: otherwise(), medianRatio, isOnPayee: column.onPayee, isMost,
      paidToPayeePence: onPayee.reduce((sum, id) => sum + (network.paidPence.get(id) ?? 0), 0),
    });
    return { code: network.code, name: network.name, column: column.id, title: column.title, predictedPence: predicted.pence, paidPence, differencePence: paidPence - predicted.pence, isWithin, likeliestReason: reason };
  });
  const total = (of: (line: LineCompared) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const paid = lines.filter(({ paidPence }) => paidPence !== 0);
  const pcnsWithin = lines.filter(({ isWithin }) => isWithin).length;
  return {
    lines,
    column: {
      column: column.id, title: column.title, streams: column.streams, measure: isMost ? 'most' : 'due', status: leastSure(rows.slice(0, 1).map(({ predicted }) => predicted.status)),
      predictedPence: total((line) => line.predictedPence), paidPence: total((line) => line.paidPence), differencePence: total((line) => line.differencePence),
      pcns: lines.length, pcnsWithin, shareWithin: lines.length ? pcnsWithin / lines.length : 0, pcnsPaid: paid.length, shareWithinOfPaid: paid.length ? pcnsWithin / paid.length : 0,
      medianRatio, paidWithoutPcnPence: paidIn(payments, column, ({ pcn }) => pcn === null),
    },
  };
}

function networkCompared({ code, name }: NetworkPaid, lines: LineCompared[]): NetworkCompared {
  const predictedPence = lines.reduce((sum, line) => sum + line.predictedPence, 0);
  const paidPence = lines.reduce((sum, line) => sum + line.paidPence, 0);
  return { code, name, predictedPence, paidPence, differencePence: paidPence - predictedPence, isWithin: agrees(paidPence, predictedPence) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
