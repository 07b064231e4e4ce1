import type { Command } from 'commander';
import { EXIT, sayJson } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { examine } from '../doctor/doctor.ts';
import type { Finding } from '../doctor/finding.ts';
import type { CommandSession } from './session.ts';

export function addDoctorCommand(program: Command, session: CommandSession, setExit: (code: number) => void): void {
  program
    .command('doctor')
    .description('Look at everything that can be wrong – machine, settings, record, statistics – and say what to do.')
    .option('--json', 'the findings as JSON on standard output')
    .action(async ({ json }: { json?: boolean }) => {
      const { io, settings } = session;
      const findings = await examine({ settings, environment: process.env, nodeVersion: process.version, system: () => session.system() });
      if (json) sayJson(io, findings);
      else sayFindings(io, findings);
      setExit(findings.some(({ level }) => level === 'problem') ? EXIT.refused : EXIT.done);
    });
}

function sayFindings(io: CommandIo, findings: Finding[]): void {
  const width = Math.max(...findings.map(({ about }) => about.length));
  for (const { level, about, what, todo } of findings) io.out(`${level.padEnd(7)}  ${about.padEnd(width)}  ${what}${todo ? `\n${' '.repeat(width + 11)}→ ${todo}` : ''}\n`);
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  io.out(`\n${problems + warnings === 0 ? 'All is well.' : `${said(problems, 'problem')}, ${said(warnings, 'warning')}.`}\n`);
}

const said = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
