import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { defineForm } from '#platform/web/formRoute.ts';
import { startPdf } from '#platform/pdf/pdfPages.ts';
import { errorsOf } from '#platform/web/formValues.ts';
import { download, html, redirect303 } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition, SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { agreeMinutes, correctMinutes, writeMinutes } from '../../commands/minutes.ts';
import type { GovernanceContext } from '../../context.ts';
import { readMinutes } from '../../domain/minutes.ts';
import type { MinutesVersion } from '../../queries/minutes.ts';
import { minutesPath } from '../papers/paperPaths.ts';
import { minutesFor } from './minutesShown.ts';
import type { ShownMinutes } from './minutesShown.ts';
import { CorrectPage, MinutesPage } from './minutesView.tsx';
import type { MinutesPageProps } from './minutesView.tsx';

const NOTICES: Record<string, string> = { written: 'The minutes are written from what is recorded. Read them before anybody else does.', corrected: 'Your correction is saved as a version of its own.', agreed: 'The minutes are recorded as agreed, and the public gets them.' };
const params = z.object({ id: z.string().max(60) });
const version = z.object({ version: z.coerce.number().int().positive().optional(), done: z.string().optional() });

/** A meeting's minutes: read, written, corrected, agreed. */
export function minutesPages(context: GovernanceContext): PageDefinition[] {
  const shownTo = (session: Session | null, id: string, asked?: number): Promise<ShownMinutes> => minutesFor(context, (session && actingOf(session)), id, asked);
  const show = async (session: Session | null, id: string, more: Partial<MinutesPageProps> = {}, { asked, status = 200 }: { asked?: number; status?: number } = {}): Promise<PageReply> =>
    html(<MinutesPage {...await shownTo(session, id, asked)} {...more} />, status);
  /** The version that was asked for, or a refusal that says why the reader gets none. */
  const needed = async (session: Session | null, id: string, asked?: number): Promise<ShownMinutes & { shown: MinutesVersion }> => {
    const minutes = await shownTo(session, id, asked);
    if (minutes.shown) return { ...minutes, shown: minutes.shown };
    throw new Refused({ code: 'minutes-not-found', what: minutes.whyNone ?? 'There is no such version.', todo: 'See the page of the meeting.' });
  };
  const correct = async (session: Session, id: string, form: { values: SentValues; errors?: Record<string, string> } | null, status = 200): Promise<PageReply> => {
    const { forum, meeting, isKeeper, versions } = await needed(session, id);
    if (!isKeeper) throw new Refused({ code: 'not-allowed', what: `You do not keep the ${forum.name}.`, todo: 'Its chair or its secretary corrects the minutes.' });
    const latest = versions.at(-1)!;
    return html(<CorrectPage forum={forum} meeting={meeting} latest={latest} form={form ?? { values: { words: latest.words ?? '', privateWords: latest.privateWords ?? '' } }} />, status);
  };

  return [
    definePage({ method: 'GET', path: '/meetings/:id/minutes', who: 'anyone', params, query: version, handle: async ({ params: { id }, query, session }) => show(session, id, { notice: NOTICES[query.done ?? ''] }, { asked: query.version }) }),
    definePage({
      method: 'GET',
      path: '/meetings/:id/minutes.txt',
      who: 'anyone',
      params,
      query: version,
      async handle({ params: { id }, query, session }) {
        const { meeting, forum, shown } = await needed(session, id, query.version);
        return download({ fileName: `minutes-${forum.code}-${meeting.day}.txt`, contentType: 'text/plain; charset=utf-8', body: `${[statusOf(shown), shown.words, shown.privateWords].filter(Boolean).join('\n\n')}\n` });
      },
    }),
    definePage({
      method: 'GET',
      path: '/meetings/:id/minutes.pdf',
      who: 'anyone',
      params,
      query: version,
      async handle({ params: { id }, query, session }) {
        const minutes = await needed(session, id, query.version);
        return download({ fileName: `minutes-${minutes.forum.code}-${minutes.meeting.day}.pdf`, contentType: 'application/pdf', body: await minutesPdf(minutes, context.now()) });
      },
    }),
    definePage({
      method: 'POST',
      path: '/meetings/:id/minutes',
      who: 'governance.keep',
      params,
      async handle({ params: { id }, session }) {
        await writeMinutes(context, actingOf(session), id);
        return redirect303(`${minutesPath(id)}?done=written`);
      },
    }),
    definePage({ method: 'GET', path: '/meetings/:id/minutes/correct', who: 'governance.keep', params, handle: async ({ params: { id }, session }) => correct(session, id, null) }),
    defineForm({
      path: '/meetings/:id/minutes/correct',
      who: 'governance.keep',
      params,
      async act({ params: { id }, session, values }) {
        const text = (name: string): string => String(values[name] ?? '');
        const { isInside, versions } = await needed(session, id);
        // Who does not get the private minutes has no field for them, whatever is sent.
        const hasField = isInside && versions.at(-1)?.privateWords != null && values['privateWords'] !== undefined;
        await correctMinutes(context, actingOf(session), { meetingId: id, words: text('words'), ...(hasField ? { privateWords: text('privateWords') } : {}), why: text('why'), basedOn: Number(text('basedOn')) });
        return `${minutesPath(id)}?done=corrected`;
      },
      wrong: (error) => errorsOf(error, ['why'], 'words'),
      again: ({ params: { id }, session }, form) => correct(session, id, form, 400),
    }),
    defineForm({
      path: '/meetings/:id/minutes/agree',
      who: 'governance.keep',
      params,
      async act({ params: { id }, session, values }) {
        await agreeMinutes(context, actingOf(session), { meetingId: id, version: Number(values['version']), agreedAtMeeting: String(values['agreedAtMeeting'] ?? '') });
        return `${minutesPath(id)}?done=agreed`;
      },
      wrong: (error) => errorsOf(error, [], 'agreedAtMeeting'),
      again: ({ params: { id }, session }, form) => show(session, id, { agreeForm: form }, { status: 400 }),
    }),
  ];
}

const statusOf = ({ agreed }: MinutesVersion): string => (agreed ? `Agreed as a true record on ${sayDate(agreed.day)}.` : 'Draft: not yet agreed by a meeting.');

async function minutesPdf({ forum, meeting, shown }: ShownMinutes & { shown: MinutesVersion }, madeAt: Date): Promise<Buffer> {
  const pages = await startPdf({ title: `Minutes of the ${forum.name}, ${sayDate(meeting.day)}`, madeAt });
  for (const [part, words] of [shown.words ?? 'The words of this version were erased.', shown.privateWords].entries()) {
    for (const { kind, lines } of readMinutes(words ?? '')) {
      if (kind === 'title' && part === 0) pages.title(lines[0]!);
      else if (kind === 'title') pages.heading(lines[0]!, 1);
      else if (kind === 'heading') pages.heading(lines[0]!, 2);
      else if (kind === 'points') pages.points(lines);
      else pages.paragraph(lines.join(' '));
    }
    if (part === 0) pages.paragraph(statusOf(shown), { isQuiet: true });
  }
  return pages.end();
}
