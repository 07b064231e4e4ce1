import { leastSure } from '#platform/explanation/working.ts';
import { withIds } from './perHeadLines.ts';
import { inOrder } from './pcnStatement.ts';
import type { MissingLine, PopulationUsed, Statement, StatementKind, UpTo } from './statement.ts';
import { sumOfLines, totalOf } from './sumOfLines.ts';
import type { YearFacts } from './yearFacts.ts';

export interface SumOf {
  code: string;
  name: string;
  kind: Exclude<StatementKind, 'pcn' | 'practice'>;
  /** How the PCNs were chosen. */
  notes: readonly string[];
}

/** The statement of what is made up of PCNs: every line the sum of theirs, to the penny. */
export function sumOfStatements({ code, name, kind, notes }: SumOf, facts: Pick<YearFacts, 'year' | 'knownOn' | 'notes'>, pcns: readonly Statement[]): Statement {
  const lines = withIds(inOrder(sumOfLines(pcns.flatMap((pcn) => pcn.lines.map((line) => ({ code: pcn.code, line }))))));
  return {
    code, name, kind, year: facts.year, knownOn: facts.knownOn, populations: sumOfPopulations(pcns), lines,
    totalPence: totalOf(lines), totalStatus: leastSure(lines.map(({ status }) => status)),
    upTo: sumOfUpTo(pcns), missing: missingOf(pcns), lacking: pcns.flatMap(({ lacking }) => lacking),
    notes: [...facts.notes, ...notes, ...lackingNote(pcns), ...closedNote(pcns)],
  };
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
}

function sumOfPopulations(pcns: readonly Statement[]): PopulationUsed[] {
  return grouped(pcns.flatMap(({ populations }) => populations), ({ basis, source }) => `${basis} ${source}`).map((group) => ({
    ...group[0]!, count: group.reduce((sum, { count }) => sum + count, 0), practices: group.reduce((sum, { practices }) => sum + practices, 0),
  }));
}

function sumOfUpTo(pcns: readonly Statement[]): UpTo[] {
  return grouped(pcns.flatMap(({ upTo }) => upTo), ({ stream, label }) => `${stream} ${label}`).map((group) => ({
    ...group[0]!, amountPence: group.reduce((sum, { amountPence }) => sum + amountPence, 0), status: leastSure(group.map(({ status }) => status)), working: null,
  }));
}

/** Each thing that is missing once, with how many of the PCNs miss it. */
function missingOf(pcns: readonly Statement[]): MissingLine[] {
  const owned = pcns.flatMap(({ code, missing }) => missing.map((line) => ({ code, line })));
  return grouped(owned, ({ line: { stream, says } }) => `${stream} ${says}`).map((group) => {
    const { stream, says, todo } = group[0]!.line;
    return { stream, says: group.length === pcns.length ? says : `${says} So for ${group.length.toLocaleString('en-GB')} of its ${pcns.length.toLocaleString('en-GB')} PCNs, the first of them ${group[0]!.code}.`, todo };
  });
}

function lackingNote(pcns: readonly Statement[]): string[] {
  return grouped(pcns.flatMap(({ lacking }) => lacking.filter(({ closedOn }) => closedOn === undefined)), ({ source }) => source).map((group) => {
    const codes = [...new Set(group.map(({ practice }) => practice))].sort();
    const named = codes.slice(0, 5).join(', ');
    return `${codes.length} ${codes.length === 1 ? 'member practice is' : 'member practices are'} not in ${group[0]!.source}, so no line counts ${codes.length === 1 ? 'its' : 'their'} patients: ${named}${codes.length > 5 ? ', …; each PCN’s statement names its own' : ''}.`;
  });
}

function closedNote(pcns: readonly Statement[]): string[] {
  const codes = [...new Set(pcns.flatMap(({ lacking }) => lacking.flatMap(({ practice, closedOn }) => (closedOn === undefined ? [] : [practice]))))].sort();
  if (codes.length === 0) return [];
  const are = codes.length === 1 ? 'practice that closed after patients were counted has' : 'practices that closed after patients were counted have';
  return [`${codes.length} ${are} no successor in the register, so no line counts ${codes.length === 1 ? 'its' : 'their'} patients from then on: ${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ', …; each PCN’s statement names its own' : ''}.`];
}
