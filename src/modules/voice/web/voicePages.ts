export { voiceAssets } from './voiceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../context.ts';

/** Every page of the voice module. */
export const voicePages = (_context: VoiceContext): PageDefinition[] => [];
