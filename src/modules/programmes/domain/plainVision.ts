import type { StepRules } from './stepRules.ts';

export interface VisionCheck {
  sentences: number;
  /** Of the longest sentence. */
  wordsMost: number;
  jargon: readonly { word: string; instead: string }[];
}

const ABBREVIATIONS = /\b(Dr|Mr|Mrs|Ms|St|e\.g|i\.e|etc)\./g;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How a vision reads: its sentences, the longest of them, and the words in it that patients do not use. */
export function checkVision(vision: string, { plainWords }: Pick<StepRules, 'plainWords'>): VisionCheck {
  const sentences = vision.replace(ABBREVIATIONS, '$1').split(/[.!?]+(?:\s|$)/).map((text) => text.trim()).filter((text) => /\w/.test(text));
  return {
    sentences: sentences.length,
    wordsMost: Math.max(0, ...sentences.map((text) => text.split(/\s+/).length)),
    // Acronyms are such only as they are written: "des" is no contract.
    jargon: plainWords.filter(({ word }) => new RegExp(`(?<![\\w-])${escaped(word)}s?(?![\\w-])`, word === word.toUpperCase() ? '' : 'i').test(vision)),
  };
}

/** What is wrong with it for a patient who reads it, in sentences; empty where nothing is. */
export function visionFaults(vision: string, rules: StepRules): string[] {
  const { sentences, wordsMost, jargon } = checkVision(vision, rules);
  const { visionSentencesMost, visionWordsMost } = rules.figures;
  return [
    ...(sentences > visionSentencesMost ? [`It takes ${sentences} sentences; ${visionSentencesMost} are the most.`] : []),
    ...(wordsMost > visionWordsMost ? [`Its longest sentence has ${wordsMost} words; ${visionWordsMost} are the most.`] : []),
    ...jargon.map(({ word, instead }) => `Patients do not say “${word}”: write “${instead}”.`),
  ];
}
