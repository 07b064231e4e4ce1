import type { Command } from 'commander';
import { checkFundingRules, contractStreams } from '#funding';
import { authorityCases, wrongCases } from '#governance';
import { EXIT, sayJson, sayLine } from '#platform/cli/index.ts';
import { indicatorDefinitions, indicatorFaults } from '#performance';
import type { CommandSession } from './session.ts';

/** What is wrong in the rules, and how much was looked at. */
interface RulesChecked {
  figures: number;
  values: number;
  cases: number;
  /** What indicators of the impact fund count, a file each. */
  indicators: number;
  faults: { file: string; where: string; says: string }[];
}

const AUTHORITY_CASES = 'rules/governance/cases.yaml';

export function checkRules(): RulesChecked {
  const figures = [...contractStreams().values()].flatMap((stream) => stream.figures);
  const money = checkFundingRules();
  const wrong = wrongCases().map((one) => ({ file: AUTHORITY_CASES, where: one.case, says: `expected ${JSON.stringify(one.expects)}, and it answered ${JSON.stringify(one.answers)}` }));
  return {
    figures: figures.length,
    values: figures.reduce((sum, { values }) => sum + values.length, 0),
    cases: money.cases + authorityCases().cases.length,
    indicators: indicatorDefinitions().length,
    faults: [...money.faults, ...wrong, ...indicatorFaults()],
  };
}

export function addRulesCommand(program: Command, { io }: Pick<CommandSession, 'io'>, setExit: (code: number) => void, check: () => RulesChecked = checkRules): void {
  program
    .command('rules')
    .description('The rules by which Chorus works things out.')
    .command('check')
    .description('Run every case of the rules, and look whether every figure has its source, its dates and a formula that reads it.')
    .option('--json', 'what was found as JSON on standard output')
    .action(({ json }: { json?: boolean }) => {
      const found = check();
      const { figures, values, cases, indicators, faults } = found;
      if (json) sayJson(io, found);
      else {
        for (const { file, where, says } of faults) sayLine(io, `✗ ${file}\n    ${where}: ${says}.`);
        sayLine(io, `${figures} figures with ${values} values, ${cases} cases and ${indicators} indicators were looked at. ${faults.length === 0 ? 'All is well.' : `${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} wrong.`}`);
      }
      setExit(faults.length > 0 ? EXIT.refused : EXIT.done);
    });
}
