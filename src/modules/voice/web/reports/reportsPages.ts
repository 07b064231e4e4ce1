import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../../context.ts';
import { readReportPages } from './readReportPages.tsx';
import { reportListPages } from './reportListPages.tsx';
import { writeReportPages } from './writeReportPages.tsx';

/** Reporting back: writing it, the list of what one was told and what is owed, and reading it. */
export const reportsPages = (context: VoiceContext): PageDefinition[] => [...reportListPages(context), ...writeReportPages(context), ...readReportPages(context)];
