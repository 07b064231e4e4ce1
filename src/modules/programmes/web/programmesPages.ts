import type { PageDefinition } from '#platform/web/route.ts';
import type { ProgrammesContext } from '../context.ts';

export { programmesAssets } from './programmesAssets.ts';

/** Every page of the programmes module; each part adds its own. */
export const programmesPages = (context: ProgrammesContext): PageDefinition[] => {
  void context;
  return [];
};
