import type { PageDefinition } from '#platform/web/route.ts';
import type { ProgrammesContext } from '../context.ts';
import { programmeRoutes } from './programmeRoutes.tsx';

export { programmesAssets } from './programmesAssets.ts';

/** Every page of the programmes module. */
export const programmesPages = (context: ProgrammesContext): PageDefinition[] => programmeRoutes(context);
