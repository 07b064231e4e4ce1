import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { consultationsOwed, type ConsultationMatter, type ConsultationStand, type Prescribed } from './consultation.ts';

const matter = (prescribed: Prescribed): ConsultationMatter => ({ id: 'm', title: 'A matter', prescribed, asks: [], says: '', sourceTitle: '', sourceAddress: '', locator: '', status: 'reported' });
const asked: ConsultationStand = { basis: 'prescribed', matter: 'm', deadline: isoDate('2026-06-30'), isWithdrawn: false, isAnswered: false, isUnasked: false };

test.each<[fact: string, prescribed: Prescribed, consultations: ConsultationStand[], day: string, owed: number]>([
  ['a prescribed matter on which nobody was asked is owed', 'yes', [], '2026-06-01', 1],
  ['one that is not prescribed owes nothing', 'no', [], '2026-06-01', 0],
  ['one of which we do not know owes nothing of itself', 'unverified', [], '2026-06-01', 0],
  ['one of which we do not know, opened as prescribed, is owed', 'unverified', [asked], '2026-06-01', 1],
  ['one of which we do not know, opened by choice, owes nothing', 'unverified', [{ ...asked, basis: 'voluntary' }], '2026-06-01', 0],
  ['an answer settles it', 'yes', [{ ...asked, isAnswered: true }], '2026-06-01', 0],
  ['an answer to what was opened by choice settles it too', 'yes', [{ ...asked, basis: 'voluntary', isAnswered: true }], '2026-06-01', 0],
  ['on the last day of the deadline it is still owed', 'yes', [asked], '2026-06-30', 1],
  ['on the day after, the deadline has lapsed', 'yes', [asked], '2026-07-01', 0],
  ['a consultation that was withdrawn settles nothing', 'yes', [{ ...asked, isWithdrawn: true, isAnswered: true }], '2026-07-01', 1],
  ['what the LMC wrote unasked settles nothing', 'yes', [{ ...asked, isUnasked: true, deadline: null, isAnswered: true }], '2026-07-01', 1],
  ['one on another matter settles nothing', 'yes', [{ ...asked, basis: 'voluntary', matter: 'other', isAnswered: true }], '2026-07-01', 1],
])('%s', (_fact, prescribed, consultations, day, owed) => {
  expect(consultationsOwed([matter(prescribed)], consultations, day)).toHaveLength(owed);
});
