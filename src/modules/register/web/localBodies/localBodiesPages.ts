import type { PageDefinition } from '#platform/web/route.ts';
import type { RegisterContext } from '../../context.ts';
import { importPages } from './importPages.tsx';
import { bodyPages } from './bodyPages.tsx';
import { listPages } from './listPages.tsx';
import { relationPages } from './relationPages.tsx';

/** The bodies that nobody publishes: listed for everybody, entered by those who may. */
export const localBodiesPages = (context: RegisterContext): PageDefinition[] => [...listPages(context), ...importPages(context), ...bodyPages(context), ...relationPages(context)];
