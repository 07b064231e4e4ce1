import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { queueMail } from '#platform/mail/index.ts';
import type { Acting } from '#governance';
import { displayName, type RegisterReader } from '#register';
import type { VoiceContext } from '../context.ts';
import { commitmentOf } from '../domain/opportunity/lottery.ts';
import { checkOpportunity, type EligibleKind, type OpportunityDraft } from '../domain/opportunity/opportunity.ts';
import { averageRate } from '../domain/opportunity/rotation.ts';
import { hadOf, standingsBefore } from '../queries/opportunityStandings.ts';
import { requireLead } from './requireLead.ts';
import { SPEAKING_ROLES } from './requireSpeaker.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type RegisterImage = Awaited<ReturnType<RegisterReader['image']>>;

/** Announces an opportunity to all that are eligible in one instant: nobody hears of it before. Gives its number. */
export async function announceOpportunity(context: VoiceContext, acting: Acting, forumCode: string, draft: OpportunityDraft, seed: string = randomBytes(32).toString('hex')): Promise<string> {
  const day = context.today();
  const image = await context.register.reader.image();
  const eligible = await eligibleIn(context, image, draft.placeCode, draft.eligibleKinds, day);
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const now = context.now();
    const forum = await requireLead(transaction, acting, forumCode, day);
    const checked = checkOpportunity(draft, day);
    if (!checked.ok) throw new Refused(checked.refusal);
    const own = new Set(image.practicesWithin(forum.placeCode, day));
    if (!image.practicesWithin(draft.placeCode, day).every((code) => own.has(code))) throw new Refused({ code: 'invalid-place', where: 'place', what: `${draft.placeCode} is not within the place of the ${forum.name}.`, todo: `Give ${forum.placeCode}, or a part of it.` });
    if (eligible.size === 0) throw new Refused({ code: 'invalid-place', where: 'place', what: `Nobody in ${draft.placeCode} would be eligible today.`, todo: 'Choose a place with practices or PCNs.' });
    await requirePeople(transaction, checked.value.panel);

    const { placeCode, title, offer, eligibleKinds, method, places, penceEach, measure, criteria, panel, closesOn } = checked.value;
    const { rows } = await sql<{ id: string }>`
      insert into opportunity (forum_code, place_code, title, offer, eligible_kinds, method, places, pence_each, measure, criteria, closes_on, commitment, announced_at, announced_by)
      values (${forum.code}, ${placeCode}, ${title}, ${offer}, ${[...eligibleKinds]}, ${method}, ${places}, ${penceEach}, ${measure}, ${JSON.stringify(criteria)}::jsonb, ${closesOn}, ${commitmentOf(seed, sha256)},
        ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await sql`insert into opportunity_seed (opportunity_id, seed) values (${id}, ${seed})`.execute(transaction);
    for (const personId of panel) await sql`insert into opportunity_panel (opportunity_id, person_id) values (${id}, ${personId})`.execute(transaction);
    await keepEligible(transaction, { id, placeCode, eligible, now });
    await sql`insert into opportunity_step (opportunity_id, step, at, by) values (${id}, 'announced', ${now.toISOString()}, ${acting.by})`.execute(transaction);
    const told = await tellEveryone(transaction, context, image, { id, title, closesOn, codes: [...eligible.keys()] });
    await appendAudit(transaction, { by: acting.by, action: 'announce-opportunity', subject: { module: 'voice', kind: 'opportunity', id }, detail: { forum: forum.code, place: placeCode, method, eligible: eligible.size, told } }, now);
    return id;
  });
}

/** Each eligible body of a place today, with its registered patients. */
export async function eligibleIn(context: VoiceContext, image: RegisterImage, placeCode: string, kinds: readonly EligibleKind[], day: IsoDate): Promise<Map<string, number>> {
  const lists = (await context.register.populations.registered(day))?.byPractice ?? new Map<string, number>();
  const practices = image.practicesWithin(placeCode, day);
  const eligible = new Map<string, number>();
  for (const code of practices) {
    if (kinds.includes('practice')) eligible.set(code, lists.get(code) ?? 0);
    const pcn = kinds.includes('pcn') ? image.inSlot(code, 'pcn', day) : null;
    if (pcn !== null) eligible.set(pcn, (eligible.get(pcn) ?? 0) + (lists.get(code) ?? 0));
  }
  return new Map([...eligible].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whoever was not eligible for any earlier opportunity of the place starts at the average of those who were. */
async function keepEligible(transaction: Transaction<unknown>, { id, placeCode, eligible, now }: { id: string; placeCode: string; eligible: ReadonlyMap<string, number>; now: Date }): Promise<void> {
  const earlier = await standingsBefore(transaction, placeCode, new Date(now.getTime() - 1));
  const known = new Set(earlier.map(({ code }) => code));
  const averages = { pence: averageRate(earlier.map((one) => hadOf('pounds', one))), grants: averageRate(earlier.map((one) => hadOf('grants', one))) };
  const rows = [...eligible].map(([code, patients]) => {
    const isNewcomer = known.size > 0 && !known.has(code);
    return { code, patients, start_pence: isNewcomer ? averages.pence : null, start_grants: isNewcomer ? averages.grants : null };
  });
  await sql`insert into opportunity_eligible (opportunity_id, organisation_code, patients, start_pence, start_grants)
    select ${id}, code, patients, start_pence, start_grants from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (code text, patients integer, start_pence bigint, start_grants bigint)`.execute(transaction);
}

async function tellEveryone(transaction: Transaction<unknown>, context: VoiceContext, image: RegisterImage, { id, title, closesOn, codes }: { id: string; title: string; closesOn: IsoDate; codes: string[] }): Promise<number> {
  const day = context.today();
  const { rows } = await sql<{ personId: string; name: string; email: string; organisations: string[] }>`
    select person_id as "personId", name, email, array_agg(distinct organisation_code order by organisation_code) as organisations
    from role_held join person_details using (person_id)
    where upper_inf(recorded) and valid @> ${day}::date and role = any(${[...SPEAKING_ROLES]}) and organisation_code = any(${codes}) group by 1, 2, 3 order by 1`.execute(transaction);
  for (const { personId, name, email, organisations } of rows) {
    const names = organisations.map((code) => displayName(image.nameOf(code, day))).join(' and ');
    await queueMail(transaction, {
      purpose: 'opportunity', personId, recipient: email,
      words: {
        subject: `Open to you: ${title}`,
        greeting: `Dear ${name},`,
        paragraphs: [`${names} can enter for this until ${sayDate(closesOn)}: ${title}.`, 'Everybody who is eligible is told at this same moment, and nobody was told before.'],
        action: { label: 'Read it and say whether you are interested', href: `${context.publicUrl}/opportunities/${id}` },
      },
    }, context.now());
  }
  return rows.length;
}

async function requirePeople(transaction: Transaction<unknown>, personIds: readonly string[]): Promise<void> {
  const { rows } = await sql`select 1 from person where id = any(${[...personIds]}) and erased_at is null`.execute(transaction);
  if (rows.length < personIds.length) throw new Refused({ code: 'invalid-panel', where: 'panel', what: 'Somebody on the panel is not known here.', todo: 'Choose people from the list.' });
}
