import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { keepAndCalculate } from '../../declarations/index.ts';
import { sentContent } from '../sentContent.ts';
import { fileNumber } from '../queries/keptFigures.ts';
import { consoleActing } from './consoleActing.ts';
import { yearGiven } from './indicatorCommand.ts';

const REFUSALS_SHOWN = 20;

export function addFiguresCommand(performance: Command, { io, by, context, setExit }: PerformanceCommands): void {
  performance
    .command('figures')
    .description('Send in what was counted in a PCN’s practices: the template (CSV or Excel), an extract, or FHIR MeasureReports as JSON.')
    .argument('<file>', 'the file; whole or nothing of it is kept')
    .requiredOption('--pcn <code>', 'the PCN')
    .requiredOption('--year <year>', 'the financial year, such as 2025/26', yearGiven)
    .option('--replace', 'replace figures that stand and differ')
    .option('--json', 'what became of it as JSON on standard output')
    .action(async (file: string, { pcn, year, replace, json }: { pcn: string; year: FinancialYear; replace?: boolean; json?: boolean }) => {
      try {
        const content = await sentContent(file, await readFile(resolve(io.workingFolder, file)));
        const kept = await keepAndCalculate(await context(), consoleActing(by), { pcnCode: pcn.trim().toUpperCase(), year, fileName: basename(file), content, replaces: replace === true });
        if (json) sayJson(io, kept);
        if (!kept.isKept) {
          for (const { line, column, value, reason } of kept.refusals.slice(0, REFUSALS_SHOWN)) noteLine(io, `line ${line}${column === '' ? '' : `, ${column}`}${value === '' ? '' : ` “${value}”`}: ${reason}`);
          noteLine(io, `${kept.refusals.length} ${kept.refusals.length === 1 ? 'thing' : 'things'} in the file cannot be right; nothing was kept.`);
          return setExit(EXIT.refused);
        }
        if (!json) sayLine(io, `Kept as ${fileNumber(kept.fileId)}: ${kept.kept} new, ${kept.replaced} in place of others, ${kept.unchanged} as they stood. ${kept.leftOut.join(' ')}`.trim());
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const refused = error instanceof Refused ? error.refusal : code === 'ENOENT' || code === 'EACCES' ? { code: 'file-not-read', what: `The file cannot be read (${code}).`, where: file, todo: 'Check its name and that you may read it.' } : null;
        if (!refused) throw error;
        noteLine(io, sayRefusal(refused));
        setExit(EXIT.refused);
      }
    });
}
