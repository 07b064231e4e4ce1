import { ok, refuse, type Result } from '#kernel/result.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';

/** An idea as its author wrote it. */
export interface ProposalDraft {
  /** The practice or PCN that begins it. */
  organisationCode: string;
  /** The leadership team that it is put to. */
  forumCode: string;
  title: string;
  why: string;
  /** What would be better, and for whom. */
  better: string;
  /** What speaks for it, in words. */
  evidence: string;
  links: readonly string[];
  about: readonly SubjectRef[];
}

const TITLE_MAX = 140;
const WORDS_MAX = 4_000;
const LINKS_MAX = 10;

/** The draft put right, or the first thing that is wrong with it. `where` is the field. */
export function checkProposal(draft: ProposalDraft): Result<ProposalDraft> {
  const title = draft.title.replace(/\s+/g, ' ').trim();
  const [why, better, evidence] = [draft.why.trim(), draft.better.trim(), draft.evidence.trim()];
  const links = draft.links.map((link) => link.trim()).filter(Boolean);
  const wrong = (where: string, what: string, todo: string) => refuse({ code: `invalid-${where}`, where, what, todo });

  if (!title) return wrong('title', 'The idea has no title.', 'Say it in a few words, such as “One phlebotomy round for the valley”.');
  if (title.length > TITLE_MAX) return wrong('title', `The title has ${title.length} characters; at most ${TITLE_MAX} fit.`, 'Say the rest below.');
  if (!why) return wrong('why', 'It does not say why.', 'Say what goes wrong today.');
  if (!better) return wrong('better', 'It does not say what would be better.', 'Say what patients or staff would notice.');
  for (const [field, words] of [['why', why], ['better', better], ['evidence', evidence]] as const) {
    if (words.length > WORDS_MAX) return wrong(field, `This has ${words.length} characters; at most ${WORDS_MAX} fit.`, 'Shorten it.');
  }
  if (links.length > LINKS_MAX) return wrong('links', `There are ${links.length} links; at most ${LINKS_MAX} can be given.`, 'Keep those that matter most.');
  const bad = links.find((link) => !isWebAddress(link));
  if (bad !== undefined) return wrong('links', `“${bad.slice(0, 80)}” is not a web address.`, 'Begin each with https:// and give one a line.');
  return ok({ ...draft, title, why, better, evidence, links });
}

/** Only what a browser opens as a page: `javascript:` and the like never become a link. */
export const isWebAddress = (text: string): boolean => text.length <= 500 && /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text);
