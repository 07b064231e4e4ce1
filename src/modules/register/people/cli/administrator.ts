import { toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { LIFE_WORDS, makeLink } from '#platform/signIn/index.ts';
import { emailOf } from '../domain/email.ts';
import { auditRole, believe, momentOf, newHolding, rolesHeldOn } from '../commands/keepRoles.ts';
import { makePerson, personWithEmail } from '../commands/keepPerson.ts';
import type { InTransaction, PeopleContext } from '../commands/peopleContext.ts';

/** `chorus admin create --email … --name …`: makes an administrator, or makes a known person one, and prints a link. */
export async function createAdministrator(context: PeopleContext, options: { email: string; name: string }): Promise<string> {
  const email = requireEmail(options.email);
  const name = options.name.replace(/\s+/g, ' ').trim();
  if (!name) throw new Refused({ code: 'name-missing', what: 'An administrator needs a name.', where: '--name', todo: 'Give a name, in quotation marks: --name "Ada Example".' });
  const now = context.now();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const known = await personWithEmail(transaction, email);
    const personId = known?.personId ?? (await makePerson(transaction, context, { name, email }, now));
    const isOne = (await rolesHeldOn(transaction, personId, toIsoDate(now))).includes('system-administrator');
    if (!isOne) {
      const holding = newHolding(personId, { role: 'system-administrator', organisationCode: null, start: toIsoDate(now), end: null });
      await believe(transaction, holding, await momentOf(transaction, personId, now));
      await auditRole(transaction, context, 'add-role', holding, now);
    }
    const said = isOne ? `${known?.name ?? name} is a system administrator already.` : `${known?.name ?? name} is now a system administrator.`;
    return `${said}\n${await printedLink(transaction, context, personId)}`;
  });
}

/** `chorus admin sign-in-link --email …`: prints a link for a known person, for when no mail can reach them. */
export async function printSignInLink(context: PeopleContext, options: { email: string }): Promise<string> {
  const email = requireEmail(options.email);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const person = await personWithEmail(transaction, email);
    if (!person) {
      throw new Refused({ code: 'person-not-found', what: 'Nobody known here has this address.', where: email, todo: 'Check the address, or make them an administrator with “chorus admin create”.' });
    }
    return printedLink(transaction, context, person.personId);
  });
}

async function printedLink(transaction: InTransaction, { publicUrl, by, now }: PeopleContext, personId: string): Promise<string> {
  const link = await makeLink(transaction, { personId, purpose: 'console', by }, publicUrl, now());
  return `Open this link within ${LIFE_WORDS.console} and press the button; it works once:\n\n  ${link}\n`;
}

function requireEmail(text: string): string {
  const email = emailOf(text);
  if (email) return email;
  throw new Refused({ code: 'not-an-email', what: 'This is not an e-mail address.', where: `--email ${text}`, todo: 'Give one such as ada@example.org.' });
}
