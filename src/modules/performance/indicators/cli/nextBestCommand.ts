import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { nextBestOf, PEOPLE_MAX } from '../queries/nextBestOf.ts';
import type { NextBest } from '../queries/nextBestOf.ts';
import { exactJson } from './exactJson.ts';
import { consoleActing } from './consoleActing.ts';
import { yearGiven } from './indicatorCommand.ts';

function peopleGiven(text: string): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) > PEOPLE_MAX) throw new InvalidArgumentError(`Write a whole number up to ${PEOPLE_MAX}.`);
  return Number(text);
}

export function addNextBestCommand(performance: Command, commands: PerformanceCommands): void {
  performance
    .command('next-best')
    .description('In which order effort earns a PCN most, for each person won, by indicator and practice; and the best use of so many people.')
    .argument('<pcn>', 'the PCN')
    .option('--year <year>', 'the financial year (the running one if left out)', yearGiven)
    .option('--people <count>', 'also the best use of so many people', peopleGiven)
    .option('--json', 'as JSON on standard output, exact')
    .action(async (pcn: string, { year, people, json }: { year?: FinancialYear; people?: number; json?: boolean }) => {
      const { io, by, context, setExit } = commands;
      try {
        const house = await context();
        const found = await nextBestOf(house, consoleActing(by), { pcnCode: pcn.trim().toUpperCase(), year: year ?? yearOf(house.today()), people: people ?? null });
        if (json) sayJson(io, nextBestJson(found));
        else sayFound(commands, found);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        noteLine(io, sayRefusal(error.refusal));
        setExit(EXIT.refused);
      }
    });
}

const nextBestJson = ({ standing, efforts, others, best }: NextBest) => ({
  pcn: standing.pcn, year: standing.year, notes: standing.notes, others,
  efforts: efforts.map(({ pounds, each, ...effort }) => ({ ...effort, pounds: exactJson(pounds), each: exactJson(each) })),
  best: best && { people: best.people, pounds: exactJson(best.pounds) },
});

function sayFound({ io }: PerformanceCommands, { standing: { pcn, year, notes }, efforts, others, best }: NextBest): void {
  const pounds = (value: { mul(by: number): { valueOf(): number } }): string => sayPounds(Math.round(value.mul(100).valueOf()));
  sayLine(io, `${pcn.name} (${pcn.code}), ${year}`);
  if (efforts.length === 0) sayLine(io, 'Nothing more can be earned by effort that is known here.');
  else io.out(`\n${textTable(['', 'Indicator', 'People', 'Bring together', 'Each', 'Where'], efforts.map((effort, index) => [String(index + 1), effort.code, String(effort.people), pounds(effort.pounds), pounds(effort.each), effort.where.map(({ practice, people }) => `${practice} ${people}`).join(', ')]), io.columns)}`);
  if (best) sayLine(io, `\nBest use: ${best.people.map(({ code, people }) => `${people} of ${code}`).join(', ') || 'nobody'}, for ${pounds(best.pounds)}.`);
  for (const { code, whyNot } of others) noteLine(io, `${code}: ${whyNot}.`);
  for (const note of notes) noteLine(io, note);
}
