export { governanceAssets } from './governanceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { GovernanceContext } from '../context.ts';

/** Every page of governance. */
export const governancePages = (_context: GovernanceContext): PageDefinition[] => [];
