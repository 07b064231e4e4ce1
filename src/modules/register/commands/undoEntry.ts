import { Refused } from '#kernel/result.ts';
import { lastMoment, readReversal } from '../storage/enteredRegister.ts';
import { keepEntry } from './keepEntry.ts';
import type { RegisterEditor } from './keepEntry.ts';

/**
 * Takes back the last entry, which the reader saw as the one of `moment`: what it said is no longer believed, what it
 * ended is believed again. That, too, is an entry, so undoing twice is doing it after all.
 */
export async function undoEntry(editor: RegisterEditor, moment: Date): Promise<void> {
  return keepEntry(editor, 'undo-entry', async (transaction) => {
    const last = await lastMoment(transaction);
    if (last?.getTime() !== moment.getTime()) {
      throw new Refused({ code: 'not-the-last-entry', what: 'Something else was entered since, so this is no longer the last entry.', todo: 'Open the list of local bodies again and look at the last entry.' });
    }
    return { change: await readReversal(transaction, moment), subject: { kind: 'entry', id: moment.toISOString() }, value: undefined };
  });
}
