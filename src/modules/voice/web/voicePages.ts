export { voiceAssets } from './voiceAssets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../context.ts';
import { consultationPages } from './consultations/consultationPages.tsx';
import { briefingPages } from './mandates/briefingPages.tsx';
import { mandatePages } from './mandates/mandatePages.tsx';
import { positionPages } from './position/positionPages.tsx';
import { agreementPages } from './agreements/agreementPages.tsx';
import { linkAnswerPages } from './answer/linkAnswerPages.tsx';
import { ownAnswerPages } from './answer/ownAnswerPages.tsx';
import { canvassPages } from './canvass/canvassPages.tsx';
import { opportunityPages } from './opportunities/opportunityPages.tsx';
import { proposalPages } from './proposals/proposalPages.tsx';
import { questionPages } from './questions/questionPages.ts';
import { pulsePages } from './pulse/pulsePages.tsx';
import { reportsPages } from './reports/reportsPages.ts';
import { trustPages } from './trust/trustPages.tsx';

/** Every page of the voice module. */
export const voicePages = (context: VoiceContext): PageDefinition[] => [
  ...questionPages(context),
  ...proposalPages(context),
  ...opportunityPages(context),
  ...canvassPages(context),
  ...ownAnswerPages(context),
  ...linkAnswerPages(context),
  ...agreementPages(context),
  ...reportsPages(context),
  ...pulsePages(context),
  ...trustPages(context),
  ...positionPages(context),
  ...mandatePages(context),
  ...briefingPages(context),
  ...consultationPages(context),
];
