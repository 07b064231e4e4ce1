import { consultationSection } from '../consultations/consultationSection.tsx';
import { positionSection } from '../position/positionSection.tsx';
import type { ReactElement } from 'react';
import type { VoiceContext } from '../../context.ts';
import type { Viewer } from '../../domain/confidence.ts';
import type { Question } from '../../queries/questions.ts';
import { canvassSection } from '../canvass/canvassSection.tsx';
import { actionsSection } from './actionsSection.tsx';
import { decisionSection } from './decisionSection.tsx';
import { reportSection } from '../reports/reportSection.tsx';

/**
 * One part of a question's thread, as this viewer may read it; null where there is nothing for them. It draws its own
 * heading of the second level, with an `id` by which the row of steps and Today's tasks point at it.
 */
export type ThreadSection = (context: VoiceContext, question: Question, viewer: Viewer) => Promise<ReactElement | null>;

/** The parts of the thread between what is asked and its history, in the order of a question's life. */
export const threadSections: readonly ThreadSection[] = [
  canvassSection,
  positionSection,
  consultationSection,
  decisionSection,
  reportSection,
  actionsSection,
];
