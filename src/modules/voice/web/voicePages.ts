export { voiceAssets } from './voiceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../context.ts';
import { agreementPages } from './agreements/agreementPages.tsx';
import { linkAnswerPages } from './answer/linkAnswerPages.tsx';
import { ownAnswerPages } from './answer/ownAnswerPages.tsx';
import { canvassPages } from './canvass/canvassPages.tsx';

/** Every page of the voice module. */
export const voicePages = (context: VoiceContext): PageDefinition[] => [
  ...canvassPages(context),
  ...ownAnswerPages(context),
  ...linkAnswerPages(context),
  ...agreementPages(context),
];
