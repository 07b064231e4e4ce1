import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import { addClaimCommands } from './additionalRoles/cli/claimCommands.ts';
import type { FundingContext } from './context.ts';
import { addRatesCommand } from './contract/ratesCommand.ts';
import { addIifCommand } from './impactFund/cli/iifCommand.ts';
import { addIncomeCommand } from './income/incomeCommand.ts';
import { addInvestmentCommand } from './investment/investmentCommand.ts';
import { addLedgerCommand } from './ledger/cli/ledgerCommand.ts';
import { addPaidCommand } from './remittances/cli/paidCommand.ts';
import { addStatementCommands } from './statements/cli/statementCommands.ts';
import { addReconcileCommand } from './payments/cli/reconcileCommand.ts';

/** What the module's commands are given by the composition. */
export interface FundingCommands {
  io: CommandIo;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<FundingContext>;
  setExit(code: number): void;
}

export function addFundingCommands(program: Command, commands: FundingCommands): void {
  const funding = program.command('funding').description('The network contract’s money: statements, and what explains them.');
  addStatementCommands(funding, commands);
  addRatesCommand(funding, commands);
  addIifCommand(funding, commands);
  addReconcileCommand(funding, commands);
  addClaimCommands(funding, commands);
  addIncomeCommand(funding, commands);
  addInvestmentCommand(funding, commands);
  addPaidCommand(funding, commands);
  addLedgerCommand(funding, commands);
}
