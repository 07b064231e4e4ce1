import { z } from 'zod';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { TodayListProps } from '#platform/today/web/todayList.tsx';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { RegisterContext } from '../../context.ts';
import { registerCounts } from '../../domain/counts.ts';
import { keptByDay } from '../../domain/keptByDay.ts';
import { EmptyHomePage, HomePage } from './homePage.tsx';
import type { WayOn } from './homePage.tsx';

/** What the composition hands in: what needs a person, asked of every module. */
export interface HomeOptions {
  today?: (session: Session, day: IsoDate) => Promise<TodayListProps>;
  /** What to say after something was done from the list, by the `done` of the address. */
  notices?: Readonly<Record<string, string>>;
  /** Where a signed-in person may want to go beside what needs them. */
  ways?: readonly WayOn[];
}

const countsOf = keptByDay(registerCounts);

const nothing = async (_session: Session, day: IsoDate): Promise<TodayListProps> => ({ today: { tasks: [], missing: [] }, day, digest: { every: 'off' } });

export function homePages(context: RegisterContext, { today = nothing, notices = {}, ways = [] }: HomeOptions = {}): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/',
      who: 'anyone',
      query: z.object({ done: z.string().optional() }),
      summary: 'What needs you, and the search',
      handle: async ({ session, query }) => {
        const image = await context.reader.image();
        if (image.codes().next().done) return html(<EmptyHomePage />);
        const counts = countsOf(image, context.today());
        const notice = query.done === undefined ? undefined : (notices[query.done] ?? 'Done.');
        return html(<HomePage counts={counts} ways={ways} today={session && (await today(session, context.today()))} notice={notice} />);
      },
    }),
  ];
}
