import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { DECISION_WAYS, STANDINGS } from '../../domain/decision.ts';
import { FORUM_KINDS, GOVERNANCE_FORMS } from '../../domain/forum.ts';
import { INTEREST_KINDS } from '../../domain/interest.ts';
import { OUTCOMES } from '../../domain/minutes.ts';
import { PAPER_PLACES } from '../../domain/papers.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { MemberAttendance, PublicDecision, PublicDelegation, PublicForum, PublicInterest, PublicPaper } from '../../queries/publicRegister.ts';
import { decisionPath } from '../meetings/meetingPaths.ts';
import { paperFilePath } from '../papers/paperPaths.ts';
import { sayKind } from '../papers/papersList.tsx';

export const PUBLIC = '/public';
export const publicForumPath = (code: string): string => `${PUBLIC}/forums/${encodeURIComponent(code)}`;

const withheldSaid = (why: string): string => `Withheld: ${why}`;
const ERASED = 'a person whose name was erased';

/** A table on the page of one forum, which need not be named in every row. */
export const ofOneForum = <Row,>(table: Table<Row>): Table<Row> => ({ ...table, columns: table.columns.filter(({ key }) => key !== 'forum') });

export const FORUMS_TABLE = defineTable<PublicForum>({
  id: 'forums',
  caption: 'Forums',
  columns: [
    { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={publicForumPath(code)}>{name}</a> },
    { key: 'kind', heading: 'Kind', kind: 'text', filter: 'select', value: ({ kind }) => FORUM_KINDS[kind] },
    { key: 'place', heading: 'For', kind: 'text', value: ({ placeName }) => placeName },
    { key: 'seats', heading: 'Seats', kind: 'number', value: ({ seats }) => seats.length },
    { key: 'vacant', heading: 'Vacant', kind: 'number', value: ({ seats }) => seats.filter(({ holder }) => holder === null).length },
    { key: 'public', heading: 'Meets in public', kind: 'text', filter: 'select', value: ({ terms }) => (terms ? (terms.meetsInPublic ? 'yes' : 'no') : 'no terms of reference') },
  ],
  whenEmpty: 'No forum has been set up yet.',
});

export const ATTENDANCE_TABLE = defineTable<MemberAttendance>({
  id: 'members',
  caption: 'Members and their attendance',
  columns: [
    { key: 'seat', heading: 'Seat', kind: 'text', value: ({ seatTitle }) => seatTitle },
    { key: 'name', heading: 'Who', kind: 'text', value: ({ name }) => name ?? ERASED },
    { key: 'capacity', heading: 'As', kind: 'text', value: ({ capacity }) => capacity },
    { key: 'present', heading: 'Came to', kind: 'number', unit: 'meetings', value: ({ present }) => present },
    { key: 'apologies', heading: 'Apologies', kind: 'number', value: ({ apologies }) => apologies },
    { key: 'meetings', heading: 'Of', kind: 'number', unit: 'meetings', value: ({ meetings }) => meetings },
  ],
  whenEmpty: 'Nobody sits here today.',
});

export const DECISIONS_TABLE = defineTable<PublicDecision>({
  id: 'decisions',
  caption: 'Decisions',
  columns: [
    { key: 'decided', heading: 'Decision', kind: 'text', filter: 'text', value: ({ decided, withheld }) => decided ?? withheldSaid(withheld!), cell: ({ id, decided, withheld }) => (decided === null ? withheldSaid(withheld!) : <a href={decisionPath(id)}>{decided}</a>) },
    { key: 'reasons', heading: 'Reasons', kind: 'text', value: ({ reasons }) => reasons },
    { key: 'forum', heading: 'Forum', kind: 'text', filter: 'select', value: ({ forumName }) => forumName, cell: ({ forumCode, forumName }) => <a href={publicForumPath(forumCode)}>{forumName}</a> },
    { key: 'taken', heading: 'Taken', kind: 'date', value: ({ takenOn }) => takenOn },
    { key: 'way', heading: 'How', kind: 'text', filter: 'select', value: ({ way }) => DECISION_WAYS[way] },
    { key: 'outcome', heading: 'Outcome', kind: 'text', filter: 'select', value: ({ outcome }) => OUTCOMES[outcome] },
    { key: 'standing', heading: 'Standing', kind: 'text', filter: 'select', value: ({ standing }) => STANDINGS[standing] },
  ],
  whenEmpty: 'No decision has been recorded yet.',
});

const sayLimit = (pence: number | null): string => (pence === null ? 'none stated' : sayPounds(pence));

export const DELEGATIONS_TABLE = defineTable<PublicDelegation>({
  id: 'delegations',
  caption: 'Delegations',
  columns: [
    { key: 'receiver', heading: 'To', kind: 'text', filter: 'text', value: ({ receiver }) => receiver },
    { key: 'giver', heading: 'From', kind: 'text', filter: 'text', value: ({ giver }) => giver },
    { key: 'matters', heading: 'Matters', kind: 'text', filter: 'text', value: ({ matters }) => matters.join('; ') },
    { key: 'within', heading: 'Where', kind: 'text', value: ({ within }) => within },
    { key: 'form', heading: 'Under the form', kind: 'text', filter: 'select', value: ({ delegation }) => GOVERNANCE_FORMS[delegation.form] },
    { key: 'limit', heading: 'Limit a decision', kind: 'text', value: ({ delegation }) => sayLimit(delegation.limitDecisionPence) },
    { key: 'year', heading: 'Limit a year', kind: 'text', value: ({ delegation }) => sayLimit(delegation.limitYearPence) },
    { key: 'from', heading: 'From', kind: 'date', value: ({ delegation }) => delegation.from },
    { key: 'to', heading: 'No longer from', kind: 'date', value: ({ delegation }) => delegation.revokedOn ?? delegation.to },
  ],
  whenEmpty: 'No delegation has been recorded yet.',
});

export const INTERESTS_TABLE = defineTable<PublicInterest>({
  id: 'interests',
  caption: 'Register of interests',
  columns: [
    { key: 'name', heading: 'Who', kind: 'text', filter: 'text', value: ({ entry }) => entry.name ?? ERASED },
    { key: 'forum', heading: 'Forum', kind: 'text', filter: 'select', value: ({ forumName }) => forumName, cell: ({ forumCode, forumName }) => <a href={publicForumPath(forumCode)}>{forumName}</a> },
    { key: 'seats', heading: 'Seat', kind: 'text', value: ({ entry }) => entry.seats.join('; ') },
    { key: 'interests', heading: 'Interests', kind: 'text', filter: 'text', value: ({ entry }) => sayInterests(entry) },
    { key: 'reviewed', heading: 'Last reviewed', kind: 'date', value: ({ entry }) => entry.review.lastReviewedOn },
  ],
  whenEmpty: 'Nobody sits in a forum yet.',
});

function sayInterests({ interests, review }: PublicInterest['entry']): string {
  if (interests.length === 0) return review.lastReviewedOn ? 'none' : 'not declared yet';
  return interests.map(({ kind, words, from }) => `${INTEREST_KINDS[kind]}: ${words ?? 'words erased'} (since ${sayDate(from)})`).join('; ');
}

export const PAPERS_TABLE = defineTable<PublicPaper>({
  id: 'papers',
  caption: 'Papers',
  columns: [
    { key: 'title', heading: 'Paper', kind: 'text', filter: 'text', value: ({ title, withheld }) => title ?? withheldSaid(withheld!), cell: ({ title, withheld, attached }) => (title === null ? withheldSaid(withheld!) : <a href={paperFilePath(attached.id)}>{title}</a>) },
    { key: 'file', heading: 'File', kind: 'text', value: ({ title, attached }) => (title === null ? null : sayKind(attached)) },
    { key: 'forum', heading: 'Forum', kind: 'text', filter: 'select', value: ({ forumName }) => forumName },
    { key: 'belongs', heading: 'Belongs to', kind: 'text', filter: 'select', value: ({ attached }) => PAPER_PLACES[attached.belongsTo] },
    { key: 'added', heading: 'Added', kind: 'date', value: ({ attached }) => toIsoDate(attached.attachedAt) },
  ],
  whenEmpty: 'No paper has been added yet.',
});
