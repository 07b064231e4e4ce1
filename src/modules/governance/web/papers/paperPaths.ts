import { sayDate } from '#kernel/isoDate.ts';
import type { LinkItem } from '#platform/web/frame.ts';

/** The page of one paper where it is attached; its file is beside it. */
export const paperPath = (attachmentId: string): string => `/papers/${attachmentId}`;
export const paperFilePath = (attachmentId: string): string => `/papers/${attachmentId}/file`;
/** The papers of a meeting and its items. */
export const meetingPapersPath = (meetingId: string): string => `/meetings/${meetingId}/papers`;
/** The papers of a delegation or of terms of reference. */
export const papersOfPath = (belongsTo: string, subjectId: string): string => `/papers/of/${belongsTo}/${subjectId}`;
export const minutesPath = (meetingId: string): string => `/meetings/${meetingId}/minutes`;
export const packPath = (meetingId: string): string => `/meetings/${meetingId}/pack.pdf`;

export const meetingCrumbs = (forum: { code: string; name: string }, meeting: { id: string; day: string }): LinkItem[] => [
  { href: '/', label: 'Home' }, { href: '/forums', label: 'Forums' }, { href: `/forums/${forum.code}`, label: forum.name }, { href: `/meetings/${meeting.id}`, label: sayDate(meeting.day) },
];
