import type { Command } from 'commander';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { AuditVerdict } from '#platform/audit/audit.ts';
import { EXIT, noteLine, sayJson, sayLine } from '#platform/cli/index.ts';
import type { CommandSession } from './session.ts';

export function addAuditCommand(program: Command, session: CommandSession, setExit: (code: number) => void): void {
  const audit = program.command('audit').description('The audit chain: every write, each entry bound to the one before it.');
  audit
    .command('verify')
    .description('Walk the whole chain, and say whether an entry was changed, removed or slipped in.')
    .option('--json', 'the verdict as JSON on standard output')
    .action(async ({ json }: { json?: boolean }) => {
      const { database } = await session.system();
      const verdict = await verifyAudit(database.as());
      if (json) sayJson(session.io, verdict);
      else sayVerdict(session, verdict);
      setExit(verdict.isIntact ? EXIT.done : EXIT.refused);
    });
}

function sayVerdict({ io }: CommandSession, verdict: AuditVerdict): void {
  if (verdict.isIntact) {
    sayLine(io, `The audit chain is whole: ${verdict.entries.toLocaleString('en-GB')} entries.`);
    sayLine(io, `Hash of the last: ${verdict.lastHash}`);
    noteLine(io, 'Keep that hash elsewhere: it proves later that nothing up to here was changed, and that no entry was cut from the end.');
    return;
  }
  sayLine(io, `The audit chain breaks at entry ${verdict.brokenAt.toLocaleString('en-GB')}: ${verdict.why}.`);
  sayLine(io, `The ${verdict.entries.toLocaleString('en-GB')} entries before it are whole.`);
  noteLine(io, 'Somebody changed the record past Chorus, or the disk did. From that entry on the audit proves nothing. Keep a copy of the record as it is, and compare it with your backups: the newest whose chain is whole shows what was changed.');
}
