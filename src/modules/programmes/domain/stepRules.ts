/** The figures of the steps' tests, and the words that patients do not use (rules/programmes/steps.yaml). */
export interface StepRules {
  figures: {
    /** The part of the leaders asked who must say that standing still is worse. */
    urgencyShare: number;
    professionsAtLeast: number;
    visionSentencesMost: number;
    visionWordsMost: number;
    heardShare: number;
    obstacleDaysMost: number;
    firstWinMonthsMost: number;
    holdsForPoints: number;
  };
  plainWords: readonly { word: string; instead: string }[];
}
