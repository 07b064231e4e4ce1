import type { Command } from 'commander';
import { atConsole, createAdministrator, printSignInLink } from '#register';
import { peopleOf } from '../people.ts';
import type { CommandSession } from './session.ts';

/** Who may get in when nobody can: done at the console, and audited as the console's. */
export function addAdminCommands(program: Command, session: CommandSession): void {
  const admin = program.command('admin').description('Administrators: the first one, and a way in when nobody has one.');
  const here = async () => atConsole(peopleOf(await session.system(), session.settings), session.by.replace(/^console:/, ''));
  admin
    .command('create')
    .description('Make a person a system administrator, and print a link with which they sign in.')
    .requiredOption('--email <address>', 'their e-mail address')
    .requiredOption('--name <name>', 'their name, in quotation marks')
    .action(async (options: { email: string; name: string }) => session.io.out(await createAdministrator(await here(), options)));
  admin
    .command('sign-in-link')
    .description('Print a link with which a known person signs in.')
    .requiredOption('--email <address>', 'their e-mail address')
    .action(async (options: { email: string }) => session.io.out(await printSignInLink(await here(), options)));
}
