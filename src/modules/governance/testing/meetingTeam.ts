import { isoDate, type IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { addItem } from '../commands/meetings/agenda.ts';
import { callMeeting, openMeeting } from '../commands/meetings/callMeeting.ts';
import { castVote } from '../commands/meetings/castVote.ts';
import { closeItem } from '../commands/meetings/closeItem.ts';
import { markAttendance } from '../commands/meetings/markAttendance.ts';
import type { Acting, GovernanceContext } from '../context.ts';
import type { Finding, RecordedDecision } from '../domain/decision.ts';
import { decisionOf } from '../queries/decisions.ts';
import { seatsOn } from '../queries/forums.ts';
import { DAY, inventedPlace, type InventedPlace, type PersonKey } from './inventedPlace.ts';

export const TEAM = 'upper-ashvale-gp';
export const PARTNERSHIP = 'upper-ashvale-together';
export const AGREED = { outcome: 'agreed', decided: 'The clinic moves to the hub.', reasons: 'More of its patients live there.' } as const;
/** Who holds each seat of the leadership team. */
export const HOLDERS: Record<string, PersonKey> = { Chair: 'pat', 'Mill PCN': 'cara', 'Weir PCN': 'colin', LMC: 'lena', Federation: 'fred', Commissioner: 'ivy' };

/** How a piece of work ended: `done`, or the code of its refusal. */
export const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal.code;
      throw error;
    },
  );

export const finding = (findings: readonly Finding[], check: Finding['check']): Finding | undefined => findings.find((one) => one.check === check);

/** The leadership team of the invented place, that meets: each test on a day of its own. */
export class MeetingTeam {
  nth = 0;
  day: IsoDate = DAY;
  readonly house: GovernanceContext;
  /** The number of each seat, by its title. */
  readonly seats: Readonly<Record<string, string>>;

  constructor(readonly database: Database, readonly place: InventedPlace, seats: Record<string, string>) {
    this.house = place.governance;
    this.seats = seats;
  }

  nextDay(): void {
    this.nth += 1;
    this.day = isoDate(`2026-${String(6 + Math.floor(this.nth / 28)).padStart(2, '0')}-${String((this.nth % 28) + 1).padStart(2, '0')}`);
    this.at('08:00');
  }

  at(time: string): void {
    this.place.setNow(`${this.day}T${time}:00Z`);
  }

  pat(): Acting {
    return this.place.acting('pat');
  }

  call(forumCode = TEAM): Promise<string> {
    return callMeeting(this.house, this.place.acting(forumCode === TEAM ? 'pat' : 'ivy'), { forumCode, startsAt: new Date(`${this.day}T09:00:00Z`), endsAt: new Date(`${this.day}T11:00:00Z`), place: 'Hub, room 2' });
  }

  mark(meetingId: string, status: 'present' | 'left' | 'absent', ...titles: string[]): Promise<void> {
    return markAttendance(this.house, this.pat(), meetingId, titles.map((title) => ({ seatId: this.seats[title]!, personId: HOLDERS[title]!, status })));
  }

  /** A meeting under way with these seats filled and one item to decide. */
  async underWay(present: string[] = ['Chair', 'Mill PCN', 'Weir PCN', 'LMC'], context = this.house): Promise<{ meetingId: string; itemId: string }> {
    const meetingId = await this.call();
    const itemId = await addItem(context, this.pat(), meetingId, { title: 'Move the clinic', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: `Q${this.nth}` } });
    this.at('09:00');
    await openMeeting(context, this.pat(), meetingId);
    await this.mark(meetingId, 'present', ...present);
    return { meetingId, itemId };
  }

  vote(itemId: string, title: string, choice: 'for' | 'against' | 'abstain'): Promise<void> {
    return castVote(this.house, this.pat(), itemId, { seatId: this.seats[title]!, choice });
  }

  async decided(itemId: string, more: Partial<Parameters<typeof closeItem>[3]> = {}, context = this.house): Promise<RecordedDecision> {
    return (await decisionOf(this.database.as(), (await closeItem(context, this.pat(), itemId, { ...AGREED, ...more }))!))!;
  }
}

export async function meetingTeam(database: Database): Promise<MeetingTeam> {
  const place = await inventedPlace(database);
  return new MeetingTeam(database, place, Object.fromEntries((await seatsOn(database.as(), TEAM, DAY)).map(({ title, id }) => [title, id])));
}
