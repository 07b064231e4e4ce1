import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { Refused } from '#kernel/result.ts';
import { rolesOfPersonOn } from '#register';
import type { Acting, FundingContext } from '../../context.ts';
import { keepsMoneyOf, seesMoneyOf } from '../../whoseMoney.ts';
import type { Cost, SharingMethod } from '../domain/shareOut.ts';
import type { SharingState } from '../domain/sharingLife.ts';

/** One version of how a sum was shared, as kept. */
export interface Sharing {
  id: string;
  pcnCode: string;
  title: string;
  sumPence: number;
  costs: readonly Cost[];
  method: SharingMethod;
  on: IsoDate;
  basisSource: string | null;
  leftPence: number;
  agreedBy: SubjectRef | null;
  state: SharingState;
  lockedOn: IsoDate | null;
  replacesId: string | null;
  /** The locked version that took its place, and from which day. */
  replacedBy: { id: string; on: IsoDate } | null;
  /** Its entry in the PCN's ledger: posted when it was locked, and taken back when another version took its place. */
  entry: { number: number; takenBackBy: number | null } | null;
  /** Whether its practices see one another's amounts. */
  isOpen: boolean;
  /** All shares together, also those that this reader does not see. */
  inAll: { practices: number; pence: number; basis: Fraction };
  /** By practice code; only a reader's own where the PCN did not choose that its practices see one another's. */
  shares: readonly { code: string; basis: Fraction; pence: number; oddPence: number }[];
}

interface Row extends Omit<Sharing, 'shares' | 'agreedBy' | 'inAll'> {
  agreedModule: string | null;
  agreedKind: string | null;
  agreedId: string | null;
  shares: { code: string; basis: string; pence: number; oddPence: number }[];
}

const ERASED = 'words that were erased';

async function read(db: Kysely<unknown>, where: { pcnCode: string; id?: string }): Promise<Sharing[]> {
  const { rows } = await sql<Row>`
    select s.id, s.pcn_code as "pcnCode", coalesce(t.words, ${ERASED}) as title, s.sum_pence::float8 as "sumPence", s.method, s.shared_on::text as on, s.basis_source as "basisSource",
      s.left_pence::float8 as "leftPence", s.agreed_module as "agreedModule", s.agreed_kind as "agreedKind", s.agreed_id as "agreedId", s.replaces_id as "replacesId", s.is_open as "isOpen",
      case when s.locked_at is not null then 'locked' when s.withdrawn_at is not null then 'withdrawn' else 'draft' end as state, (s.locked_at at time zone 'UTC')::date::text as "lockedOn",
      (select json_build_object('id', n.id, 'on', n.shared_on::text) from sharing n where n.replaces_id = s.id and n.locked_at is not null) as "replacedBy",
      (select json_build_object('number', e.number, 'takenBackBy', (select r.number from ledger_entry r where r.reverses_id = e.id)) from ledger_entry e where e.pcn_code = s.pcn_code and e.origin = 'shares/' || s.id) as entry,
      (select coalesce(json_agg(json_build_object('label', coalesce(w.words, ${ERASED}), 'amountPence', (c.cost ->> 'amountPence')::float8) order by c.place), '[]'::json)
        from jsonb_array_elements(s.costs) with ordinality c (cost, place) left join words_written w on w.id::text = c.cost ->> 'wordsId') as costs,
      (select json_agg(json_build_object('code', p.practice_code, 'basis', p.basis, 'pence', p.share_pence::float8, 'oddPence', p.odd_pence) order by p.practice_code collate "C")
        from sharing_share p where p.sharing_id = s.id) as shares
    from sharing s join words_written t on t.id = s.words_id
    where s.pcn_code = ${where.pcnCode} and (${where.id ?? null}::text is null or s.id::text = ${where.id ?? null})
    order by s.shared_on desc, s.drafted_at desc`.execute(db);
  return rows.map(({ agreedModule, agreedKind, agreedId, shares: kept, ...row }) => {
    const shares = kept.map((share) => ({ ...share, basis: new Fraction(share.basis) }));
    return {
      ...row,
      agreedBy: agreedModule !== null && agreedKind !== null && agreedId !== null ? { module: agreedModule, kind: agreedKind, id: agreedId } : null,
      inAll: { practices: shares.length, pence: shares.reduce((sum, { pence }) => sum + pence, 0), basis: shares.reduce((sum, { basis }) => sum.add(basis), new Fraction(0)) },
      shares,
    };
  });
}

type SharingReader = Pick<FundingContext, 'database' | 'register' | 'today'>;

/** What somebody may see of a PCN's sharing-out: its keepers all, its practices' people what is locked. Refused to everybody else. */
async function seen({ database, register, today }: SharingReader, acting: Acting, pcnCode: string): Promise<{ isKeeper: boolean; shown: (sharing: Sharing) => Sharing }> {
  const [db, image] = [database.as<unknown>(), await register.reader.image()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  const isKeeper = await keepsMoneyOf(db, acting, pcnCode, today());
  if (isKeeper) return { isKeeper, shown: (sharing) => sharing };
  if (await seesMoneyOf(db, image, acting, pcnCode, today())) {
    const held = acting.personId === null ? [] : await rolesOfPersonOn(db, acting.personId, today());
    const own = new Set(held.map(({ organisationCode }) => organisationCode));
    return { isKeeper, shown: (sharing) => (sharing.isOpen ? sharing : { ...sharing, shares: sharing.shares.filter(({ code }) => own.has(code)) }) };
  }
  throw new Refused({ code: 'not-allowed', what: 'How this PCN shares its money is seen by its manager, its clinical director and its practices’ managers and partners.', where: pcnCode });
}

/** A PCN's versions, the latest day first. */
export async function sharingsOf(context: SharingReader, acting: Acting, pcnCode: string): Promise<{ isKeeper: boolean; sharings: Sharing[] }> {
  const { isKeeper, shown } = await seen(context, acting, pcnCode);
  const sharings = (await read(context.database.as(), { pcnCode })).map(shown);
  return { isKeeper, sharings: isKeeper ? sharings : sharings.filter(({ state }) => state === 'locked') };
}

/** One version; a draft is not there for whoever does not keep the PCN's money. */
export async function sharingOf(context: SharingReader, acting: Acting, pcnCode: string, id: string): Promise<{ isKeeper: boolean; sharing: Sharing }> {
  const { isKeeper, shown } = await seen(context, acting, pcnCode);
  const [sharing] = await read(context.database.as(), { pcnCode, id });
  if (sharing && (isKeeper || sharing.state === 'locked')) return { isKeeper, sharing: shown(sharing) };
  throw new Refused({ code: 'sharing-not-found', what: 'There is no such sharing-out.', todo: 'Choose one from the PCN’s list.' });
}
