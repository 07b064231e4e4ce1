import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { RegisterContext } from '../../context.ts';
import { registerCounts } from '../../domain/counts.ts';
import { keptByDay } from '../../domain/keptByDay.ts';
import { EmptyHomePage, HomePage } from './homePage.tsx';

/** One thing that needs the signed-in person: what, where to do it, and why it is theirs. */
export interface Need {
  title: string;
  href: string;
  why: string;
}

/** What needs a person, asked of every module; the composition hands it in. */
export interface HomeOptions {
  needs?: (session: Session) => Promise<Need[]>;
}

const countsOf = keptByDay(registerCounts);

export function homePages(context: RegisterContext, { needs = async () => [] }: HomeOptions = {}): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/',
      who: 'anyone',
      summary: 'Search, and what needs you',
      handle: async ({ session }) => {
        const image = await context.reader.image();
        if (image.codes().next().done) return html(<EmptyHomePage />);
        const counts = countsOf(image, context.today());
        return html(<HomePage counts={counts} needs={session && (await needs(session))} />);
      },
    }),
  ];
}
