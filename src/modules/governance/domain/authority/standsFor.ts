import type { ForumKind } from '../forum.ts';
import type { Body } from './grant.ts';

/** Of which kind of organisation a forum of each kind is the board: then both are one body. */
const BOARD_OF: Partial<Record<ForumKind, string>> = {
  'icb-board': 'icb',
  'integrated-care-partnership': 'integrated-care-partnership',
  'place-based-partnership': 'place-based-partnership',
  'pcn-board': 'pcn',
  'federation-board': 'gp-federation',
  lmc: 'lmc',
  'provider-collaborative': 'provider-collaborative',
};

/** The organisation for which a forum acts as its board; else the body itself. */
export function standsFor(body: Body, forum: { kind: ForumKind; organisationCode: string } | null, kindOf: (organisationCode: string) => string | null): Body {
  if (body.kind !== 'forum' || !forum) return body;
  const boardOf = BOARD_OF[forum.kind];
  return boardOf !== undefined && kindOf(forum.organisationCode) === boardOf ? { kind: 'organisation', id: forum.organisationCode } : body;
}
