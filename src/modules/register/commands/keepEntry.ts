import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import type { Permission } from '#platform/web/session.ts';
import { raiseRevision } from '../queries/registerReader.ts';
import { entryMoment, writeEntry } from '../storage/enteredRegister.ts';
import type { EntryChange } from '../storage/enteredRegister.ts';

/** Who enters something into the register, and where. */
export interface RegisterEditor {
  database: Database;
  now: () => Date;
  by: Actor;
  permissions: ReadonlySet<Permission>;
}

export const EDIT = 'register.edit';

export function authoriseEdit({ permissions }: RegisterEditor): void {
  if (permissions.has(EDIT)) return;
  throw new Refused({
    code: 'not-allowed',
    what: `Your roles do not let you do this (it needs “${EDIT}”).`,
    todo: 'Ask an administrator for the role of register editor.',
  });
}

interface Decided<Value> {
  change: EntryChange;
  /** What the audit chain calls it. */
  subject: { kind: 'organisation' | 'relation' | 'entry'; id: string };
  value: Value;
}

/**
 * One entry, in one transaction: allowed, decided, stored and audited, or nothing at all. An entry that changes nothing
 * leaves no trace.
 */
export async function keepEntry<Value>(editor: RegisterEditor, action: string, decide: (transaction: Transaction<unknown>) => Promise<Decided<Value>>): Promise<Value> {
  authoriseEdit(editor);
  return editor.database.inTransaction<unknown, Value>(async (transaction) => {
    const now = editor.now();
    const moment = await entryMoment(transaction, now);
    const { change, subject, value } = await decide(transaction);
    const { versions, relations } = change;
    const detail = { versionsBegun: versions.add.length, versionsEnded: versions.endIds.length, relationsBegun: relations.add.length, relationsEnded: relations.endIds.length };
    if (Object.values(detail).every((count) => count === 0)) return value;
    await writeEntry(transaction, change, moment);
    await raiseRevision(transaction);
    await appendAudit(transaction, { by: editor.by, action, subject: { module: 'register', ...subject }, detail }, now);
    return value;
  });
}
