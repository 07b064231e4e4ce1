import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { forumsOn } from '#governance';
import { rolesOfPersonOn } from '#register';
import type { RegisterContext } from '#register';
import type { Acting, VoiceContext } from '../context.ts';
import type { PlaceRule } from '../domain/canvass/canvass.ts';
import { shareOf, type RulesByType } from '../domain/canvass/networkRule.ts';
import { heldRegister } from '../queries/heldRegister.ts';
import { viewerOf } from '../queries/viewer.ts';
import { isOutsideGeneralPractice } from '../domain/confidence.ts';
import { LEAD } from './requireLead.ts';

export interface AgreementEntered {
  /** A PCN; or a place, whose rules are the default for its networks that have none. */
  bodyCode: string;
  from: IsoDate;
  rules: RulesByType;
  partners: Readonly<Record<string, number>>;
  /** Of a place only. */
  placeRule: PlaceRule | null;
}

const PLACE_KINDS = ['place', 'place-based-partnership', 'sub-icb-location', 'icb'];

/**
 * Enters what a network agreed on how it decides, from a day on. What was in force ends the day before; a version that
 * began on the same day is taken back. A canvass that is open keeps the rules with which it was opened.
 */
export async function agreeNetworkRules(context: VoiceContext, acting: Acting, entered: AgreementEntered): Promise<void> {
  const now = context.now();
  const today = context.today();
  const register = await heldRegister(context.register);
  const image = await register.reader.image();
  const kind = image.kindOf(entered.bodyCode);
  if (kind !== 'pcn' && !PLACE_KINDS.includes(kind ?? '')) {
    throw new Refused({ code: 'body-not-found', what: 'There is no PCN or place with this code.', where: entered.bodyCode, todo: 'Open it from the list of agreements.' });
  }
  requireSound(entered, kind === 'pcn');
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    // Two who enter at once come one after the other.
    await sql`select from organisation where code = ${entered.bodyCode} for no key update`.execute(transaction);
    if (!(await maySetRules(transaction, register, acting, entered.bodyCode, today))) {
      const who = kind === 'pcn' ? 'The PCN’s clinical director or manager can.' : 'The lead of the place can, and whoever sits for general practice in its leadership team.';
      throw new Refused({ code: 'not-allowed', what: 'You do not enter the rules of this body.', where: entered.bodyCode, todo: who });
    }
    await keepVersion(transaction, entered, acting.by, now);
    await appendAudit(transaction, { by: acting.by, action: 'agree-network-rules', subject: { module: 'voice', kind: 'network-agreement', id: entered.bodyCode }, detail: { from: entered.from, types: Object.keys(entered.rules).sort().join(' ') } }, now);
  });
}

/** Who enters the rules of a PCN: its clinical director and manager; of a place: its lead, and general practice's seats in its leadership team. */
export async function maySetRules(db: Kysely<unknown>, register: RegisterContext, acting: Acting, bodyCode: string, day: IsoDate): Promise<boolean> {
  if (!acting.permissions.has(LEAD)) return false;
  if (acting.personId === null) return true;
  const roles = await rolesOfPersonOn(db, acting.personId, day);
  if (roles.some(({ role, organisationCode }) => organisationCode === bodyCode && ['clinical-director', 'pcn-manager', 'place-lead'].includes(role))) return true;
  const viewer = await viewerOf(db, register, acting.personId, day);
  if (isOutsideGeneralPractice(viewer)) return false;
  const teams = (await forumsOn(db, day)).filter(({ kind, placeCode }) => kind === 'gp-leadership-team' && placeCode === bodyCode).map(({ code }) => code);
  return viewer.seats.some(({ forumCode, isOfGeneralPractice }) => isOfGeneralPractice && teams.includes(forumCode));
}

function requireSound({ rules, partners, placeRule }: AgreementEntered, isPcn: boolean): void {
  const wrong = (what: string, todo: string): never => {
    throw new Refused({ code: 'agreement-unsound', what, todo });
  };
  if (!rules.ordinary) wrong('There is no rule for ordinary decisions.', 'Enter one: it serves every type of decision that has none of its own.');
  for (const rule of Object.values(rules)) if (!shareOf(rule.quorum.share)) wrong(`A quorum of ${rule.quorum.share} is none.`, 'Enter a fraction from above 0 to 1, such as 1/2.');
  if (placeRule && isPcn) wrong('A PCN has no rule for the place.', 'Leave it out.');
  if (placeRule && !shareOf(placeRule.quorumShare)) wrong(`A quorum of ${placeRule.quorumShare} is none.`, 'Enter a fraction from above 0 to 1, such as 1/2.');
  if (Object.values(partners).some((count) => !Number.isInteger(count) || count < 0 || count > 500)) wrong('A number of partners is not one.', 'Enter whole numbers from 0.');
}

async function keepVersion(transaction: Transaction<unknown>, { bodyCode, from, rules, partners, placeRule }: AgreementEntered, by: string, now: Date): Promise<void> {
  const at = now.toISOString();
  const { rows } = await sql<{ id: string; startsBefore: boolean; to: IsoDate | null }>`
    update network_agreement set withdrawn_at = ${at}, withdrawn_by = ${by} where body_code = ${bodyCode} and withdrawn_at is null and valid @> ${from}::date
    returning id, lower(valid) < ${from}::date as "startsBefore", to_char(upper(valid), 'YYYY-MM-DD') as "to"`.execute(transaction);
  const [before] = rows;
  if (before?.startsBefore) {
    await sql`insert into network_agreement (body_code, valid, rules, partners, place_rule, entered_at, entered_by)
      select body_code, daterange(lower(valid), ${from}::date), rules, partners, place_rule, entered_at, entered_by from network_agreement where id = ${before.id}`.execute(transaction);
  }
  const { rows: later } = await sql<{ from: IsoDate | null }>`
    select to_char(min(lower(valid)), 'YYYY-MM-DD') as "from" from network_agreement where body_code = ${bodyCode} and withdrawn_at is null and lower(valid) > ${from}::date`.execute(transaction);
  await sql`insert into network_agreement (body_code, valid, rules, partners, place_rule, entered_at, entered_by)
    values (${bodyCode}, daterange(${from}::date, ${before?.to ?? later[0]?.from ?? null}::date), ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(partners)}::jsonb,
      ${placeRule ? JSON.stringify(placeRule) : null}::jsonb, ${at}, ${by})`.execute(transaction);
}
