import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../../context.ts';
import { calendarPages } from './calendarPages.ts';

/** What anybody may see without signing in: the register's pages, feeds, calendars and its data for programs. */
export const publicRegisterPages = (context: GovernanceContext): PageDefinition[] => [...calendarPages(context)];
