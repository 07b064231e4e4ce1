import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayLine, textTable } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { readSpcLine, spcLine } from './spcLine.ts';
import type { SpcLine } from './spcLine.ts';

/** `chorus performance spc`: series from standard input. It opens no data folder, so that it runs beside a server. */
export function addSpcCommand(performance: Command, { io, input, setExit }: Pick<PerformanceCommands, 'io' | 'input' | 'setExit'>): void {
  performance
    .command('spc')
    .description('Statistical process control of series, read from standard input: one JSON object a line, with id, values (null for a gap), improvement (increase, decrease, neutral), and where wanted screenOutliers, target, rebaseAtIndex, fixAfterNPoints.')
    .option('--json', 'one JSON object a line: mean, limits, special causes, point types, variation and assurance')
    .action(async ({ json }: { json?: true }) => {
      const done: SpcLine[] = [];
      let [line, read, refused] = [0, 0, 0];
      for await (const text of createInterface({ input, crlfDelay: Infinity })) {
        line += 1;
        const written = text.replace(/^\uFEFF/, '').trim();
        if (written === '') continue;
        const series = readSpcLine(written);
        if (!series.ok) {
          refused += 1;
          noteLine(io, sayRefusal({ ...series.refusal, where: `Line ${line}` }));
          continue;
        }
        read += 1;
        const chart = spcLine(series.value);
        if (json) sayLine(io, JSON.stringify(chart));
        else done.push(chart);
      }
      if (done.length > 0) io.out(tableOf(done, io.columns));
      if (read + refused === 0) noteLine(io, 'No series came on standard input. Send one JSON object a line, such as {"id": "a", "values": [1, 2, 1], "improvement": "increase"}.');
      else if (refused > 0) noteLine(io, `${refused} of ${read + refused} series refused.`);
      if (refused > 0 || read === 0) setExit(EXIT.refused);
    });
}

const HEADINGS = ['Series', 'Points', 'Mean', 'Lower limit', 'Upper limit', 'Special causes', 'Last point', 'Target'];
const LAST_POINT: Record<SpcLine['variation'], string> = { common_cause: 'common cause', special_cause_improvement: 'improvement', special_cause_concern: 'concern', special_cause_neutral_high: 'high, neither better nor worse', special_cause_neutral_low: 'low, neither better nor worse' };
const TARGET: Record<SpcLine['assurance'], string> = { consistent_pass: 'met as things are', consistent_fail: 'missed as things are', inconsistent: 'hit or miss', NA: 'none' };

/** The last stretch of each series; a number in four figures says enough here. */
const tableOf = (charts: readonly SpcLine[], columns: number | null): string =>
  textTable(HEADINGS, charts.map(({ id, mean, lower, upper, specialCause, variation, assurance }) => [id, mean.length, ...[mean, lower, upper].map((values) => brief(values.at(-1))), specialCause.filter((cause) => cause !== 'Common Cause').length, LAST_POINT[variation], TARGET[assurance]]), columns);

const brief = (value: number | null | undefined): number | null => (value === null || value === undefined ? null : Number(value.toPrecision(4)));
