import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEntry } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import { rolesOfPersonOn } from '#register';
import type { Acting } from '../../context.ts';
import { staffMember } from '../queries/staff.ts';
import type { StaffMember } from '../domain/post.ts';
import { keeperAlone } from './keepLine.ts';
import type { PostsHouse } from './keepLine.ts';

const NAME_LONGEST = 120;

function requireName(text: string, where: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= NAME_LONGEST) return name;
  throw new Refused({ code: 'name-length', what: `A name has 1 to ${NAME_LONGEST} characters; ${name.length} were entered.`, where, todo: 'Enter the name by which those of the PCN know them.' });
}

/** Adds somebody to those who matter to a PCN's posts; gives their id. Their name is kept apart, to be erased. */
export async function addStaff(house: PostsHouse, acting: Acting, { pcnCode, name, personId = null }: { pcnCode: string; name: string; personId?: string | null }): Promise<string> {
  const image = await house.register.reader.image();
  return house.database.inTransaction<unknown, string>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    if (personId !== null) await requireOfPcn(transaction, house, image, pcnCode, personId);
    return insertStaff(transaction, house, acting, { pcnCode, name, personId });
  });
}

/** The same within a transaction that has asked whether it may. */
export async function insertStaff(transaction: Transaction<unknown>, house: PostsHouse, acting: Acting, { pcnCode, name, personId }: { pcnCode: string; name: string; personId: string | null }): Promise<string> {
  const at = house.now();
  const nameId = await keepWords(transaction, { personId, words: requireName(name, 'name') }, at);
  const { rows } = await sql<{ id: string }>`
    insert into staff_member (pcn_code, name_id, person_id, entered_at, entered_by) values (${pcnCode}, ${nameId}::uuid, ${personId}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  const { id } = rows[0]!;
  await audit(transaction, acting, 'add-staff', 'staff', id, { pcn: pcnCode, person: personId }, at);
  return id;
}

/** Corrects a name, or who signs in as them; the name that was there is erased. */
export async function correctStaff(house: PostsHouse, acting: Acting, { staffId, name, personId }: { staffId: string; name: string; personId: string | null }): Promise<void> {
  const own = requireName(name, 'name');
  const image = await house.register.reader.image();
  await keepStaff(house, acting, staffId, async (transaction, { pcnCode, personId: before }, at) => {
    if (personId !== null && personId !== before) await requireOfPcn(transaction, house, image, pcnCode, personId);
    await eraseName(transaction, staffId);
    const nameId = await keepWords(transaction, { personId, words: own }, at);
    await sql`update staff_member set name_id = ${nameId}::uuid, person_id = ${personId} where id::text = ${staffId}`.execute(transaction);
    await audit(transaction, acting, 'correct-staff', 'staff', staffId, { pcn: pcnCode, person: personId }, at);
  });
}

/** Erases who somebody was. The posts that they filled, managed and supervised stay, without a name. */
export const eraseStaff = (house: PostsHouse, acting: Acting, { staffId }: { staffId: string }): Promise<void> =>
  keepStaff(house, acting, staffId, async (transaction, { pcnCode }, at) => {
    await eraseName(transaction, staffId);
    await sql`update staff_member set person_id = null where id::text = ${staffId}`.execute(transaction);
    await audit(transaction, acting, 'erase-staff', 'staff', staffId, { pcn: pcnCode }, at);
  });

const eraseName = (transaction: Transaction<unknown>, staffId: string) => sql`update words_written set words = null, person_id = null where id = (select name_id from staff_member where id::text = ${staffId})`.execute(transaction);

/** Adds a team to a PCN, such as its social prescribers; gives its id. */
export async function addTeam(house: PostsHouse, acting: Acting, { pcnCode, name }: { pcnCode: string; name: string }): Promise<string> {
  const own = requireName(name, 'name');
  return house.database.inTransaction<unknown, string>(async (transaction) => {
    await keeperAlone(transaction, house, acting, pcnCode);
    const { rows: same } = await sql`select 1 from network_team where pcn_code = ${pcnCode} and lower(name) = lower(${own})`.execute(transaction);
    if (same.length > 0) throw new Refused({ code: 'team-twice', what: `${same.length} team of this PCN has that name already.`, where: 'name', todo: 'Use that one, or choose another name.' });
    const at = house.now();
    const { rows } = await sql<{ id: string }>`
      insert into network_team (pcn_code, name, valid, entered_at, entered_by) values (${pcnCode}, ${own}, daterange(${house.today()}::date, null), ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    await audit(transaction, acting, 'add-team', 'team', rows[0]!.id, { pcn: pcnCode }, at);
    return rows[0]!.id;
  });
}

/** Says on which days somebody is away, or from which on they are here no more (`left`, which has no last day); gives the id of it. */
export async function recordAway(house: PostsHouse, acting: Acting, { staffId, kind, from, lastDay = null }: { staffId: string; kind: 'away' | 'left'; from: IsoDate; lastDay?: IsoDate | null }): Promise<string> {
  if (lastDay !== null && lastDay < from) throw new Refused({ code: 'end-before-start', what: `The last day, ${sayDate(lastDay)}, is before the first, ${sayDate(from)}.`, where: 'ends', todo: 'Enter a last day that is not before the first.' });
  if (kind === 'left' && lastDay !== null) throw new Refused({ code: 'left-with-end', what: `Who left on ${sayDate(from)} has no last day of being away; ${sayDate(lastDay)} was entered.`, where: 'ends', todo: 'Leave it empty, or say that they are away.' });
  let id = '';
  await keepStaff(house, acting, staffId, async (transaction, { pcnCode }, at) => {
    const to = lastDay === null ? null : addDays(lastDay, 1);
    const { rows: known } = await sql`select 1 from staff_away where staff_id::text = ${staffId} and upper_inf(recorded) and valid && daterange(${from}::date, ${to}::date)`.execute(transaction);
    if (known.length > 0) throw new Refused({ code: 'away-already', what: `${known.length} time away of theirs covers some of these days already.`, where: 'starts', todo: 'Withdraw that first, or choose other days.' });
    const { rows } = await sql<{ id: string }>`
      insert into staff_away (staff_id, kind, valid, recorded, recorded_by) select ${staffId}::uuid, ${kind}, daterange(${from}::date, ${to}::date), tstzrange(greatest(${at.toISOString()}::timestamptz, max(upper(recorded))), null), ${acting.by} from staff_away where staff_id::text = ${staffId} returning id`.execute(transaction);
    id = rows[0]!.id;
    // Why somebody is away is nobody's business: only the days are kept.
    await audit(transaction, acting, 'record-away', 'staff', staffId, { pcn: pcnCode, away: id, kind, from, lastDay }, at);
  });
  return id;
}

/** Takes back a time away that was entered wrongly, or has become shorter. */
export async function withdrawAway(house: PostsHouse, acting: Acting, { staffId, awayId }: { staffId: string; awayId: string }): Promise<void> {
  await keepStaff(house, acting, staffId, async (transaction, { pcnCode }, at) => {
    const { rows } = await sql`
      update staff_away set recorded = tstzrange(lower(recorded), greatest(${at.toISOString()}::timestamptz, lower(recorded) + interval '1 microsecond'))
      where id::text = ${awayId} and staff_id::text = ${staffId} and upper_inf(recorded) returning id`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'away-not-found', what: 'They have no such time away.', todo: 'Choose one that stands.' });
    await audit(transaction, acting, 'withdraw-away', 'staff', staffId, { pcn: pcnCode, away: awayId }, at);
  });
}

async function keepStaff(house: PostsHouse, acting: Acting, staffId: string, work: (transaction: Transaction<unknown>, member: StaffMember, at: Date) => Promise<void>): Promise<void> {
  await house.database.inTransaction<unknown, void>(async (transaction) => {
    const member = await staffMember(transaction, staffId);
    if (!member) throw new Refused({ code: 'staff-not-found', what: 'There is nobody by this number.', todo: 'Choose somebody of the PCN.' });
    await keeperAlone(transaction, house, acting, member.pcnCode);
    await work(transaction, member, house.now());
  });
}

type Image = Awaited<ReturnType<PostsHouse['register']['reader']['image']>>;

async function requireOfPcn(transaction: Transaction<unknown>, { today }: PostsHouse, image: Image, pcnCode: string, personId: string): Promise<void> {
  const held = await rolesOfPersonOn(transaction, personId, today());
  if (!held.some(({ organisationCode: code }) => code !== null && (code === pcnCode || image.inSlot(code, 'pcn', today()) === pcnCode))) throw new Refused({ code: 'person-elsewhere', what: `0 of their ${held.length} roles are in this PCN or its practices.`, where: 'person', todo: 'Leave it empty, or have them invited with a role here first.' });
  const { rows } = await sql`select 1 from staff_member where pcn_code = ${pcnCode} and person_id = ${personId}`.execute(transaction);
  if (rows.length > 0) throw new Refused({ code: 'person-twice', what: `${rows.length} of this PCN’s people is this person already.`, where: 'person', todo: 'Use that one.' });
}

const audit = (transaction: Transaction<unknown>, acting: Acting, action: string, kind: string, id: string, detail: AuditEntry['detail'], at: Date): Promise<void> =>
  appendAudit(transaction, { by: acting.by, action, subject: { module: 'workforce', kind, id }, detail }, at);
