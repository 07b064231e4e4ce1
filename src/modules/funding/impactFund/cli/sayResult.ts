import type Fraction from 'fraction.js';
import { sayPounds } from '#kernel/pounds.ts';
import { noteLine, sayLine, textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { leastSure, statusOfWorking } from '#platform/explanation/working.ts';
import type { Working } from '#platform/explanation/working.ts';
import type { AchievementResult } from '../domain/achievementResult.ts';
import type { FundSum, PcnFund } from '../domain/pcnFund.ts';

/** An exact number in both its forms: `{ fraction: "104/3", decimal: 34.666… }`. */
const exact = (value: Fraction) => ({ fraction: value.toFraction(), decimal: value.valueOf() });

const workingJson = (working: Working): unknown => ({ ...working, value: exact(working.value), ...(working.kind === 'step' && { parts: working.parts.map(workingJson) }) });

const sumJson = ({ label, points, pence, status }: FundSum) => ({ label, points: exact(points), pence, status });

/** What `chorus funding iif --json` prints. */
export const resultJson = (results: readonly AchievementResult[]) => ({
  year: results[0]!.phase.year,
  phases: results.map(({ phase, funds, notes }) => ({
    id: phase.id, title: phase.title, isWhole: phase.isWhole, absent: phase.absent, notes,
    pcns: funds.map(fundJson),
    totals: { maximumPence: total(funds, 'maximum'), budgetedPence: total(funds, 'budgeted'), achievedPence: total(funds, 'achieved') },
  })),
});

const fundJson = ({ code, lines, maximum, budgeted, achieved }: PcnFund) => ({
  code,
  maximum: sumJson(maximum), budgeted: sumJson(budgeted), achieved: achieved && sumJson(achieved),
  indicators: lines.map(({ indicator, counted, earned, listSize, prevalence, pence, working, next }) => ({
    code: indicator.code, kind: indicator.kind,
    ...(counted.kind === 'binary' ? { practicesAchieved: counted.achieved, practices: counted.practices } : { numerator: exact(counted.numerator), denominator: exact(counted.denominator) }),
    achievement: earned.achievement && exact(earned.achievement), says: earned.says, points: exact(earned.points), listSizeAdjustment: exact(listSize.value), prevalenceAdjustment: exact(prevalence.value),
    pence, status: statusOfWorking(working), nextThreshold: next, working: workingJson(working),
  })),
});

const total = (funds: readonly PcnFund[], which: 'maximum' | 'budgeted' | 'achieved'): number => funds.reduce((sum, fund) => sum + (fund[which]?.pence ?? 0), 0);

const LINES_MAX = 200;
const sayPoints = (points: Fraction): string => (points.d === 1n ? points.toFraction() : `${points.toFraction(true)} (${points.valueOf().toFixed(3)})`);

export function sayResult(io: CommandIo, { phase, funds, notes }: AchievementResult): void {
  sayLine(io, `Investment and impact fund ${phase.year}: ${phase.title}`);
  const rows = funds.flatMap(({ code, lines }) => lines.map(({ indicator, earned, pence }) => [code, indicator.code, earned.achievement === null ? '' : `${earned.achievement.mul(100).valueOf().toFixed(2)}%`, sayPoints(earned.points), sayPounds(pence), earned.says]));
  if (rows.length <= LINES_MAX) io.out(`\n${textTable(['PCN', 'Indicator', 'Achieved', 'Points', 'Amount', 'How'], rows, io.columns)}`);
  else noteLine(io, `${rows.length} lines: ask for one PCN with --code, or for all with --json.`);
  if (funds.length <= LINES_MAX) {
    io.out(`\n${textTable(['PCN', 'Maximum', 'Budgeted (nine tenths)', 'Achieved'], funds.map(({ code, maximum, budgeted, achieved }) => [code, sayPounds(maximum.pence), sayPounds(budgeted.pence), achieved ? sayPounds(achieved.pence) : '–']), io.columns)}`);
  }
  sayLine(io, `\n${funds.length} ${funds.length === 1 ? 'PCN' : 'PCNs'}: achieved ${sayPounds(total(funds, 'achieved'))}; maximum ${sayPounds(total(funds, 'maximum'))}; budgeted (nine tenths) ${sayPounds(total(funds, 'budgeted'))}.`);
  for (const note of notes) noteLine(io, note);
  const status = leastSure(funds.flatMap(({ lines }) => lines.map(({ working }) => statusOfWorking(working))));
  if (status === 'unverified') noteLine(io, 'Not verified: some points or thresholds were not read in the contract. See the page “Investment and impact fund”.');
}
