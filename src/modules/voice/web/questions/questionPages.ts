import type { PageDefinition } from '#platform/web/route.ts';
import type { VoiceContext } from '../../context.ts';
import { newQuestionPages } from './newQuestionPages.tsx';
import { questionListPages } from './questionListPages.tsx';
import { threadPages } from './threadPages.tsx';

/** Every page of questions. */
export const questionPages = (context: VoiceContext): PageDefinition[] => [...questionListPages(context), ...newQuestionPages(context), ...threadPages(context)];
