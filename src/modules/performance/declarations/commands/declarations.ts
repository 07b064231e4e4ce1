import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import type { Acting } from '#platform/web/acting.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import { requireCommissioner, requireFiguresKeeper } from '../../whoseFigures.ts';
import { DECLARATION_LIFE, STEP_BY } from '../domain/declarationLife.ts';
import type { DeclarationEvent, DeclarationNeed, DeclarationState } from '../domain/declarationLife.ts';
import { whatChanged } from '../domain/whatChanged.ts';
import type { DeclaredFigures } from '../domain/whatChanged.ts';
import { deemedReason, earnsNothing } from '../queries/declarableFigures.ts';
import type { DeclarationContext } from '../queries/declarableFigures.ts';

type House = Pick<DeclarationContext, 'database' | 'register' | 'now' | 'today' | 'declarable'>;
interface Asked {
  pcnCode: string;
  year: FinancialYear;
}
interface Held extends DeclaredFigures {
  id: number;
  indicator: string;
  state: DeclarationState;
}

const WORDS_MAX = 4_000;
export const declarationNumber = (id: number): string => `P${id}`;

/**
 * Calculates what a PCN could declare: a declaration for every indicator that has figures and none yet, fresh figures for those that are not
 * declared, and back to the PCN with those whose figures or practices changed since. Gives how many of each.
 */
export async function calculateDeclarations(house: House, acting: Acting, asked: Asked): Promise<{ made: number; sentBack: number }> {
  const { database, register, today } = house;
  if ((await register.reader.image()).kindOf(asked.pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${asked.pcnCode.slice(0, 20)}”.` });
  const figures = await house.declarable(asked);
  return database.inTransaction<unknown, { made: number; sentBack: number }>(async (transaction) => {
    await requireFiguresKeeper(transaction, acting, asked.pcnCode, today());
    let [made, sentBack] = [0, 0];
    for (const [indicator, now] of figures) {
      if (await insertDeclaration(house, transaction, acting, asked, indicator, now)) made += 1;
      else {
        const held = await lock(transaction, asked, indicator);
        if (await refresh(house, transaction, acting, held, now)) sentBack += 1;
      }
    }
    for (const indicator of await declaredOf(transaction, asked)) {
      if (figures.has(indicator) || earnsNothing(asked.year, indicator)) continue;
      const held = await lock(transaction, asked, indicator);
      if (await refresh(house, transaction, acting, held, withdrawn(held))) sentBack += 1;
    }
    return { made, sentBack };
  });
}

export interface DeclarationStep extends Asked {
  indicator: string;
  event: DeclarationEvent;
  amountPence?: number | null;
  words?: string;
}

export interface StepOutcome {
  state: DeclarationState;
  /** Why the step was not taken, and it went back to the PCN instead; null where it was taken. */
  sentBack: string | null;
}

/** Takes a step. Where what it rests on changed since, it goes back to the PCN instead: nobody approves figures that are no longer so. */
export async function stepDeclaration(house: House, acting: Acting, step: DeclarationStep): Promise<StepOutcome> {
  const { pcnCode, year, indicator, event, amountPence = null, words = '' } = step;
  if (STEP_BY[event] === 'chorus') throw new Refused({ code: 'step-unknown', what: 'That step is taken by Chorus itself, when figures change.', where: 'event' });
  if (words.length > WORDS_MAX) throw new Refused({ code: 'too-long', what: `This has ${words.length} characters; ${WORDS_MAX} are the most.`, where: 'words', todo: 'Shorten it.' });
  const image = await house.register.reader.image();
  const figures = await house.declarable({ pcnCode, year });
  return house.database.inTransaction<unknown, StepOutcome>(async (transaction) => {
    const held = await lock(transaction, { pcnCode, year }, indicator);
    if (STEP_BY[event] === 'keeper') await requireFiguresKeeper(transaction, acting, pcnCode, house.today());
    else await requireCommissioner(transaction, image, acting, pcnCode, house.today());
    if (earnsNothing(year, indicator)) throw new Refused({ code: 'earns-nothing', what: `${indicator} earns no points in ${year}: it is management information, and nothing of it is declared.`, where: event, todo: 'Declare the indicators that earn points.' });
    const now = figures.get(indicator) ?? withdrawn(held);
    const change = held.state !== 'paid' && held.state !== 'calculated' && !(await wasDeemed(transaction, held.id)) ? await refresh(house, transaction, acting, held, now) : null;
    if (change) return { state: 'with-pcn', sentBack: change };
    const deemed = deemedReason(year, indicator);
    const met = new Set<DeclarationNeed>([
      ...(words.trim() ? (['words'] as const) : []), ...(amountPence === null ? [] : (['amount'] as const)), ...(deemed === null ? [] : (['national-decision'] as const)),
      ...(held.numerator !== null && held.denominator !== null && held.denominator > 0 ? (['figures'] as const) : []),
    ]);
    const next = nextState(DECLARATION_LIFE, held.state, event, met);
    if (!next.ok) throw new Refused({ ...next.refusal, where: event });
    await keepStep(house, transaction, acting, { held, event, state: next.value, amountPence, words, found: event === 'deem' ? deemed : null });
    return { state: next.value, sentBack: null };
  });
}

const cells = sql`id::float8 as id, indicator, state, to_char(counted_to, 'YYYY-MM-DD') as "countedTo", numerator::float8 as numerator, denominator::float8 as denominator, members`;

async function lock(transaction: Transaction<unknown>, { pcnCode, year }: Asked, indicator: string): Promise<Held> {
  const { rows } = await sql<Omit<Held, 'members'> & { members: string }>`select ${cells} from declaration where pcn_code = ${pcnCode} and year = ${year} and indicator = ${indicator} for update`.execute(transaction);
  if (!rows[0]) throw new Refused({ code: 'declaration-not-found', what: `${pcnCode} has no declaration of ${indicator.slice(0, 20)} for ${year}.`, todo: 'Calculate what can be declared first.' });
  return { ...rows[0], members: rows[0].members.split(' ').filter(Boolean) };
}

const declaredOf = async (transaction: Transaction<unknown>, { pcnCode, year }: Asked): Promise<string[]> =>
  (await sql<{ indicator: string }>`select indicator from declaration where pcn_code = ${pcnCode} and year = ${year} order by indicator`.execute(transaction)).rows.map(({ indicator }) => indicator);

/** What a declaration rests on once every figure of it was taken back: nothing that is known. */
const withdrawn = (held: Held): DeclaredFigures => ({ countedTo: held.countedTo, members: held.members, numerator: null, denominator: null });

/** Whether the last word on it is a national decision: what was counted then no longer matters. */
async function wasDeemed(transaction: Transaction<unknown>, id: number): Promise<boolean> {
  const { rows } = await sql<{ event: string }>`select event from declaration_step where declaration_id = ${id} and event in ('deem', 'return', 'dispute') order by id desc limit 1`.execute(transaction);
  return rows[0]?.event === 'deem';
}

async function insertDeclaration(house: House, transaction: Transaction<unknown>, acting: Acting, { pcnCode, year }: Asked, indicator: string, now: DeclaredFigures): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    insert into declaration (pcn_code, year, indicator, state, counted_to, numerator, denominator, members)
    values (${pcnCode}, ${year}, ${indicator}, ${DECLARATION_LIFE.first}, ${now.countedTo}, ${now.numerator}, ${now.denominator}, ${now.members.join(' ')}) on conflict do nothing returning id::float8 as id`.execute(transaction);
  if (!rows[0]) return false;
  await keepStep(house, transaction, acting, { held: { ...now, id: rows[0].id, indicator, state: DECLARATION_LIFE.first }, event: 'calculate', state: DECLARATION_LIFE.first });
  return true;
}

/** Takes fresh figures; a declaration that was made goes back to the PCN. Gives what changed, in words, where it did. */
async function refresh(house: House, transaction: Transaction<unknown>, acting: Acting, held: Held, now: DeclaredFigures): Promise<string | null> {
  const change = whatChanged(held, now);
  if (!change || held.state === 'paid' || (await wasDeemed(transaction, held.id))) return null;
  const fresh = { ...held, ...now };
  if (held.state === 'calculated') {
    await keepStep(house, transaction, acting, { held: fresh, event: 'calculate', state: 'calculated', found: change.says });
    return null;
  }
  const next = nextState(DECLARATION_LIFE, held.state, change.event, new Set<DeclarationNeed>(['change']));
  if (!next.ok) throw new Error(next.refusal.what);
  await keepStep(house, transaction, { ...acting, by: 'chorus', personId: null }, { held: fresh, event: change.event, state: next.value, found: change.says });
  return change.says;
}

interface Kept {
  held: Held & { countedTo: IsoDate };
  event: DeclarationEvent | 'calculate';
  state: DeclarationState;
  amountPence?: number | null;
  words?: string;
  found?: string | null;
}

async function keepStep({ now }: House, transaction: Transaction<unknown>, acting: Acting, { held, event, state, amountPence = null, words = '', found = null }: Kept): Promise<void> {
  const { id, countedTo, numerator, denominator, members } = held;
  await sql`update declaration set state = ${state}, counted_to = ${countedTo}, numerator = ${numerator}, denominator = ${denominator}, members = ${members.join(' ')} where id = ${id}`.execute(transaction);
  const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words }, now());
  await sql`
    insert into declaration_step (declaration_id, event, state, counted_to, numerator, denominator, members, amount_pence, words_id, found, at, by)
    values (${id}, ${event}, ${state}, ${countedTo}, ${numerator}, ${denominator}, ${members.join(' ')}, ${amountPence}, ${wordsId}, ${found}, ${now().toISOString()}, ${acting.by})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: `${event}-declaration`, subject: { module: 'performance', kind: 'declaration', id: declarationNumber(id) }, detail: { state, numerator, denominator, amountPence } }, now());
}
