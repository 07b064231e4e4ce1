import { FORUM_KINDS } from '../../domain/forum.ts';
import { OUTCOMES } from '../../domain/minutes.ts';
import type { PublicMeeting } from '../../queries/publicMeetings.ts';
import type { PublicDecision, PublicForum, PublicPaper } from '../../queries/publicRegister.ts';

/** The kinds of thing that OParl 1.1 knows and Chorus has, by the last part of the address of their list. */
export const OPARL_LISTS = { organization: 'Organization', person: 'Person', membership: 'Membership', meeting: 'Meeting', agendaItem: 'AgendaItem', paper: 'Paper', file: 'File' } as const;
export type OparlList = keyof typeof OPARL_LISTS;

export type OparlObject = { id: string; type: string; created: string; modified: string } & Record<string, unknown>;

export interface OparlFacts {
  /** `https://…/public/oparl`, without a stroke at its end. */
  base: string;
  publicUrl: string;
  siteName: string;
  forums: readonly PublicForum[];
  meetings: readonly PublicMeeting[];
  decisions: readonly PublicDecision[];
  /** Those that are withheld too: they are left out. */
  papers: readonly PublicPaper[];
}

const SCHEMA = 'https://schema.oparl.org/1.1/';
/** Nothing in Chorus is older: the day on which integrated care boards began. */
const BEGINNING = '2022-07-01T00:00:00Z';
const moment = (date: Date | string): string => new Date(date).toISOString().replace('.000Z', 'Z');
const dayStart = (day: string): string => `${day}T00:00:00Z`;

export const oparlId = (base: string, list: OparlList, id: string): string => `${base}/${list}/${encodeURIComponent(id)}`;

export function oparlSystem({ base, publicUrl, siteName }: Pick<OparlFacts, 'base' | 'publicUrl' | 'siteName'>): OparlObject {
  return { id: base, type: `${SCHEMA}System`, oparlVersion: SCHEMA, name: siteName, website: publicUrl, license: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', body: `${base}/body`, created: BEGINNING, modified: BEGINNING };
}

/** One body stands for all that this Chorus keeps: its forums are the organizations of it. */
export function oparlBody({ base, siteName }: Pick<OparlFacts, 'base' | 'siteName'>): OparlObject {
  const lists = Object.fromEntries(Object.keys(OPARL_LISTS).map((list) => [list, `${base}/${list}`]));
  return { id: `${base}/body/1`, type: `${SCHEMA}Body`, system: base, name: siteName, legislativeTerm: [], ...lists, created: BEGINNING, modified: BEGINNING };
}

/** Every public thing as an OParl object, by list. No address of a person, nothing that is withheld, nothing of mandates or answers. */
export function oparlObjects(facts: OparlFacts): Record<OparlList, OparlObject[]> {
  const { base, forums, meetings } = facts;
  const of = (list: OparlList, id: string): string => oparlId(base, list, id);
  const object = (list: OparlList, id: string, created: string, modified: string, rest: Record<string, unknown>): OparlObject => ({ id: of(list, id), type: `${SCHEMA}${OPARL_LISTS[list]}`, ...rest, created, modified });
  const papers = facts.papers.filter(({ title }) => title !== null);
  const filesOf = (belongsTo: string, subjectId: string): OparlObject[] => papers.filter(({ attached }) => attached.belongsTo === belongsTo && attached.subjectId === subjectId).map(fileOf);
  const held = forums.flatMap((forum) => forum.seats.flatMap((seat) => (seat.holder?.name ? [{ forum, seat, holder: seat.holder }] : [])));

  function fileOf({ attached }: PublicPaper): OparlObject {
    const { paper, attachedAt, id } = attached;
    return object('file', id, moment(attachedAt), moment(attachedAt), { name: paper.title, fileName: paper.fileName, mimeType: paper.mediaType.split(';')[0], size: paper.bytes, date: moment(paper.addedAt), accessUrl: `${facts.publicUrl}/papers/${id}/file`, downloadUrl: `${facts.publicUrl}/papers/${id}/file`, paper: [of('paper', id)] });
  }
  function itemOf(meeting: PublicMeeting, item: PublicMeeting['items'][number], index: number, isAlone: boolean): OparlObject {
    const decision = item.isPrivate ? undefined : facts.decisions.find(({ itemId, withheld }) => itemId === item.id && withheld === null);
    return object('agendaItem', item.id, moment(item.addedAt), moment(decision?.changedAt ?? item.closedAt ?? item.addedAt), {
      ...(isAlone ? { meeting: of('meeting', meeting.id) } : {}), number: String(index + 1), order: index, name: item.title ?? 'A private item', public: !item.isPrivate,
      ...(decision ? { result: OUTCOMES[decision.outcome], resolutionText: decision.decided } : {}), auxiliaryFile: filesOf('item', item.id),
    });
  }

  return {
    organization: forums.map((forum) => object('organization', forum.code, dayStart(forum.openedOn), dayStart(forum.terms?.from ?? forum.openedOn), {
      body: `${base}/body/1`, name: forum.name, organizationType: 'Gremium', classification: FORUM_KINDS[forum.kind], startDate: forum.openedOn, meeting: `${base}/meeting?organization=${encodeURIComponent(forum.code)}`,
      membership: held.filter((one) => one.forum === forum).map(({ holder }) => of('membership', holder.holdingId)), web: `${facts.publicUrl}/public/forums/${encodeURIComponent(forum.code)}`,
    })),
    person: [...new Map(held.map(({ holder }) => [holder.personId, holder])).values()].map(({ personId, name, from }) => object('person', personId, dayStart(from), dayStart(from), {
      body: `${base}/body/1`, name, membership: held.filter(({ holder }) => holder.personId === personId).map(({ forum, seat, holder }) => membershipOf(forum, seat, holder)),
    })),
    membership: held.map(({ forum, seat, holder }) => membershipOf(forum, seat, holder)),
    meeting: meetings.map((meeting) => object('meeting', meeting.id, moment(meeting.calledAt), moment(meeting.changedAt), {
      name: meeting.forumName, meetingState: { planned: 'terminiert', open: 'eingeladen', ended: 'durchgeführt', cancelled: 'terminiert' }[meeting.state], cancelled: meeting.state === 'cancelled', start: moment(meeting.startsAt), end: moment(meeting.endsAt),
      organization: [of('organization', meeting.forumCode)], participant: meeting.personIds.filter((id) => held.some(({ holder }) => holder.personId === id)).map((id) => of('person', id)),
      agendaItem: meeting.items.map((item, index) => itemOf(meeting, item, index, false)), auxiliaryFile: filesOf('meeting', meeting.id), web: `${facts.publicUrl}/meetings/${meeting.id}`,
    })),
    agendaItem: meetings.flatMap((meeting) => meeting.items.map((item, index) => itemOf(meeting, item, index, true))),
    paper: papers.map((one) => object('paper', one.attached.id, moment(one.attached.attachedAt), moment(one.attached.attachedAt), {
      body: `${base}/body/1`, name: one.title, date: moment(one.attached.attachedAt).slice(0, 10), mainFile: fileOf(one), ...(one.attached.forumCode ? { underDirectionOf: [of('organization', one.attached.forumCode)] } : {}),
    })),
    file: papers.map(fileOf),
  };

  function membershipOf(forum: PublicForum, seat: PublicForum['seats'][number], holder: { holdingId: string; personId: string; from: string; to: string | null }): OparlObject {
    return object('membership', holder.holdingId, dayStart(holder.from), dayStart(holder.from), { person: of('person', holder.personId), organization: of('organization', forum.code), role: seat.title, votingRight: seat.isVoting, startDate: holder.from });
  }
}
