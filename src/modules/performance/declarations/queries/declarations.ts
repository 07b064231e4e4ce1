import { sql } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import type { Acting } from '#platform/web/acting.ts';
import { displayName } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { COMMISSION, KEEP_FIGURES } from '../../permissions.ts';
import { commissionsFor, keepsFiguresOf, seesFiguresOf } from '../../whoseFigures.ts';
import { OPEN } from '../domain/declarationLife.ts';
import type { DeclarationEvent, DeclarationState } from '../domain/declarationLife.ts';
import { sayMoved } from '../domain/whatChanged.ts';
import { earnsNothing } from './declarableFigures.ts';

export interface DeclarationStepKept {
  event: DeclarationEvent | 'calculate';
  state: DeclarationState;
  numerator: number | null;
  denominator: number | null;
  countedTo: IsoDate;
  amountPence: number | null;
  words: string | null;
  found: string | null;
  on: IsoDate;
  by: string;
  /** Null for the console, for Chorus itself, and for who was erased. */
  name: string | null;
}

export interface Declaration {
  id: number;
  pcnCode: string;
  year: FinancialYear;
  indicator: string;
  state: DeclarationState;
  countedTo: IsoDate;
  numerator: number | null;
  denominator: number | null;
  members: readonly string[];
  /** Why it is back with the PCN, where a practice joined or left since and no step was taken yet; null else. */
  sentBack: string | null;
  /** False for management information: nothing of it is declared. */
  earns: boolean;
  steps: readonly DeclarationStepKept[];
}

export interface DeclarationRights {
  keeps: boolean;
  commissions: boolean;
}

type Reader = Pick<PerformanceContext, 'database' | 'register' | 'today'>;

/** A PCN's declarations of a year, for its own people and for who commissions it. */
export async function declarationsOf({ database, register, today }: Reader, acting: Acting, { pcnCode, year }: { pcnCode: string; year: FinancialYear }): Promise<{ declarations: readonly Declaration[]; rights: DeclarationRights; name: string }> {
  const [db, image, day] = [database.as<unknown>(), await register.reader.image(), today()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.` });
  const rights = { keeps: await keepsFiguresOf(db, acting, pcnCode, day), commissions: await commissionsFor(db, image, acting, pcnCode, day) };
  if (!rights.keeps && !rights.commissions && !(await seesFiguresOf(db, image, acting, pcnCode, day))) throw new Refused({ code: 'not-allowed', what: 'What a PCN declares is seen by its own people, and by who commissions it.', where: pcnCode });
  const { rows } = await sql<DeclarationRow>`
    select id::float8 as id, pcn_code as "pcnCode", year, indicator, state, to_char(counted_to, 'YYYY-MM-DD') as "countedTo", numerator::float8 as numerator, denominator::float8 as denominator, members
    from declaration where pcn_code = ${pcnCode} and year = ${year} order by indicator`.execute(db);
  const { rows: steps } = await sql<DeclarationStepKept & { declarationId: number }>`
    select s.declaration_id::float8 as "declarationId", s.event, s.state, s.numerator::float8 as numerator, s.denominator::float8 as denominator, to_char(s.counted_to, 'YYYY-MM-DD') as "countedTo",
      s.amount_pence::float8 as "amountPence", w.words, s.found, to_char(s.at, 'YYYY-MM-DD') as "on", s.by, p.name
    from declaration_step s join declaration d on d.id = s.declaration_id left join words_written w on w.id = s.words_id left join person_details p on p.person_id = s.by
    where d.pcn_code = ${pcnCode} and d.year = ${year} order by s.id`.execute(db);
  const declarations = rows.map((row): Declaration => {
    const own = steps.filter(({ declarationId }) => declarationId === row.id);
    const isDeemed = own.findLast(({ event }) => event === 'deem' || event === 'return' || event === 'dispute')?.event === 'deem';
    const sentBack = sentBackBy(image, row, isDeemed);
    return { ...row, state: sentBack === null ? row.state : 'with-pcn', sentBack, earns: !earnsNothing(year, row.indicator), members: membersOf(row), steps: own };
  });
  return { declarations, rights, name: displayName(image.nameOf(pcnCode, day)) };
}

type Image = Awaited<ReturnType<Reader['register']['reader']['image']>>;
type DeclarationRow = Omit<Declaration, 'members' | 'steps' | 'sentBack' | 'earns'> & { members: string };

const membersOf = ({ members }: Pick<DeclarationRow, 'members'>): string[] => members.split(' ').filter(Boolean);

/**
 * Why a declaration goes back to the PCN by what the register says now: a practice joined or left. It is seen whenever it is read, so that a
 * new map of practices needs nobody's next step; the step on record follows with the next one that anybody takes, and with its figures.
 */
function sentBackBy(image: Image, row: Pick<DeclarationRow, 'pcnCode' | 'state' | 'countedTo' | 'members'>, isDeemed: boolean): string | null {
  if (isDeemed || !(OPEN as readonly DeclarationState[]).includes(row.state)) return null;
  const moved = sayMoved(membersOf(row), image.practicesWithin(row.pcnCode, row.countedTo));
  return moved && `${moved} since it was calculated, by the register’s word of ${sayDate(row.countedTo)}.`;
}

const WAITS_FOR_PCN = ['declared', 'with-pcn'] as const;
const WAITS_FOR_COMMISSIONER = ['with-commissioner', 'approved', 'disputed'] as const;

/** Declarations that wait for somebody: one task for each PCN and year. */
export const declarationTasks = ({ database, register, today }: Reader): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(KEEP_FIGURES) && !permissions.has(COMMISSION)) return [];
  const { rows: open } = await sql<Pick<DeclarationRow, 'pcnCode' | 'year' | 'indicator' | 'state' | 'countedTo' | 'members'> & { isDeemed: boolean }>`
    select pcn_code as "pcnCode", year, indicator, state, to_char(counted_to, 'YYYY-MM-DD') as "countedTo", members,
      coalesce((select event from declaration_step where declaration_id = d.id and event in ('deem', 'return', 'dispute') order by id desc limit 1) = 'deem', false) as "isDeemed"
    from declaration d where state not in ('calculated', 'paid') order by pcn_code, year, indicator`.execute(database.as());
  const [acting, image, day, db] = [actingOf({ personId, permissions }), await register.reader.image(), today(), database.as<unknown>()];
  const rows = open.map((row) => {
    const sentBack = sentBackBy(image, row, row.isDeemed);
    return { ...row, sentBack, state: sentBack === null ? row.state : ('with-pcn' as const) };
  });
  const tasks: Task[] = [];
  for (const { pcnCode, year } of new Map(rows.map((row) => [`${row.pcnCode} ${row.year}`, row])).values()) {
    const waiting = (states: readonly DeclarationState[]): number => rows.filter((row) => row.pcnCode === pcnCode && row.year === year && states.includes(row.state)).length;
    const name = displayName(image.nameOf(pcnCode, day));
    const task = (who: string, count: number, verb: string, why: string): Task => ({ id: `performance/declarations/${pcnCode}/${year}/${who}`, title: `${verb} ${count} ${count === 1 ? 'declaration' : 'declarations'} of ${name}, ${year}`, why, href: declarationsPath(pcnCode, year), due: null, minutes: 2 + 3 * count });
    const back = rows.find((row) => row.pcnCode === pcnCode && row.year === year && row.sentBack !== null);
    const [ours, theirs] = [waiting(WAITS_FOR_PCN), waiting(WAITS_FOR_COMMISSIONER)];
    if (ours > 0 && (await keepsFiguresOf(db, acting, pcnCode, day))) tasks.push(task('pcn', ours, 'Approve', `${back ? `${back.indicator} came back: ${back.sentBack} ` : ''}You keep the figures of ${name}.`));
    if (theirs > 0 && (await commissionsFor(db, image, acting, pcnCode, day))) tasks.push(task('commissioner', theirs, 'See to', 'You answer for the commissioner.'));
  }
  return tasks;
};

export const declarationsPath = (pcnCode: string, year?: string): string => `/performance/pcns/${encodeURIComponent(pcnCode)}/declarations${year ? `?${new URLSearchParams({ year })}` : ''}`;
