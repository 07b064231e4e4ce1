import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { calendarPages } from './calendarPages.ts';
import { feedPages } from './feedPages.ts';
import { oparlPages } from './oparlPages.ts';
import { registerPages } from './registerPages.tsx';

/** What anybody may see without signing in: the register's pages, feeds, calendars and its data for programs. */
export const publicRegisterPages = (context: GovernanceContext): PageDefinition[] => [...registerPages(context), ...feedPages(context), ...calendarPages(context), ...oparlPages(context)];
