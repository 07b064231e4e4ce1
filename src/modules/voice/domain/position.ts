import type { IsoDate } from '#kernel/isoDate.ts';
import { sayDate } from '#kernel/isoDate.ts';

/** How a leadership team came to agree: in a meeting, or recorded by its chair with the seats that were there. */
export const AGREED_HOW = { meeting: 'in a meeting of the team', chair: 'recorded by its chair' } as const;
export type AgreedHow = keyof typeof AGREED_HOW;

/** How and by which seats a leadership team agreed something: a position, or a ratification. */
export interface Agreement {
  agreedHow: AgreedHow;
  agreedOn: IsoDate;
  meetingId: string | null;
  /** The seats that were there. */
  seatIds: readonly string[];
}

/** A position as somebody wrote it. */
export interface PositionDraft extends Agreement {
  want: string;
  reasons: string;
  accept: string;
  refuse: string;
  mustReturn: string;
  /** Why it takes the place of the one before; asked for where there is one. */
  changeReason: string;
}

export interface PositionFault {
  field: keyof PositionDraft;
  says: string;
}

const WORDS_MAX = 5_000;

/** Everything that is wrong with a position as it was written. */
export function positionFaults(draft: PositionDraft, { isFirst, today }: { isFirst: boolean; today: IsoDate }): PositionFault[] {
  const faults: PositionFault[] = [];
  const need = (field: keyof PositionDraft, text: string, says: string): void => {
    if (text.trim() === '') faults.push({ field, says });
    if (text.length > WORDS_MAX) faults.push({ field, says: `Say it in ${WORDS_MAX} characters or fewer.` });
  };
  need('want', draft.want, 'Say what we want.');
  need('reasons', draft.reasons, 'Say why.');
  need('accept', draft.accept, 'Say what we can accept.');
  need('refuse', draft.refuse, 'Say what we cannot accept.');
  if (draft.mustReturn.length > WORDS_MAX) faults.push({ field: 'mustReturn', says: `Say it in ${WORDS_MAX} characters or fewer.` });
  if (!isFirst) need('changeReason', draft.changeReason, 'Say why it takes the place of the one before.');
  return [...faults, ...agreementFaults(draft, today)];
}

export function agreementFaults({ agreedHow, agreedOn, meetingId, seatIds }: Agreement, today: IsoDate): { field: 'agreedOn' | 'meetingId' | 'seatIds'; says: string }[] {
  const faults: { field: 'agreedOn' | 'meetingId' | 'seatIds'; says: string }[] = [];
  if (agreedOn > today) faults.push({ field: 'agreedOn', says: `It cannot have been agreed on ${sayDate(agreedOn)}: that day is yet to come.` });
  if (seatIds.length === 0) faults.push({ field: 'seatIds', says: 'Say which seats were there.' });
  if (agreedHow === 'meeting' && meetingId === null) faults.push({ field: 'meetingId', says: 'Choose the meeting in which it was agreed.' });
  return faults;
}
