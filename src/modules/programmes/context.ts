import type { PerformanceContext } from '#performance';
import type { Acting } from '#platform/web/acting.ts';
import type { DescribeSubject, SubjectRef } from '#platform/subject/subject.ts';

export type { Acting };

/** A question that was put to practices, as its own module names it. */
export interface VoiceQuestion {
  title: string;
  href: string;
  /** How far it is, in words. */
  state: string;
}

/** What a question says when it is drafted. */
export interface QuestionToAsk {
  /** Whose practices are asked. */
  organisationCode: string;
  title: string;
  asks: string;
  /** The programme that asks, and who offers it help. */
  about: readonly SubjectRef[];
}

/** What programmes' pages, commands and API work with. A programme points at decisions, posts and measures of other modules by `SubjectRef`. */
export type ProgrammesContext = PerformanceContext & {
  describeSubject: DescribeSubject;
  /** Questions to practices, of the module that has them; not there where none does. */
  askAbout?: {
    /** What lets somebody draft one. */
    permission: string;
    /** What lets somebody read them. */
    readPermission: string;
    /** Drafts a question of the leadership team that the reader leads, and gives where it is opened; refuses where they lead none. */
    draft(acting: Acting, question: QuestionToAsk): Promise<string>;
    /** The questions about all of these among an organisation's practices, drafts too. */
    asked(about: readonly SubjectRef[], organisationCode: string): Promise<readonly VoiceQuestion[]>;
  };
};
