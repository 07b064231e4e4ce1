import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table, TableColumn } from '#platform/web/table.tsx';
import { displayName } from '../../domain/displayName.ts';
import type { MemberGroup } from '../../domain/membersOf.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import type { OrganisationAt } from '../../domain/registerImage.ts';
import { addUp } from '../../queries/populations.ts';
import type { PublishedFacts } from '../../queries/publishedFacts.ts';
import type { AsAt } from '../asAt.ts';
import { OrganisationLink, organisationPath } from '../changes/organisationLink.tsx';
import { saySource } from '../data/saySource.ts';
import { shortName } from './organisationFrame.tsx';

export interface MemberRow {
  organisation: OrganisationAt;
  /** Its PCN, for a practice; null where it is in none. */
  pcn: { code: string; name: string } | null;
  networks: number;
  practices: number;
  /** Null where no list of it is published. */
  patients: number | null;
}

/** Kinds that have practices in them, and so patients. */
const HAS_PRACTICES = new Set<OrganisationKind>(['icb', 'sub-icb-location', 'ccg', 'place', 'place-based-partnership', 'pcn', 'gp-federation', 'lmc']);

const tablesOfFacts = new WeakMap<PublishedFacts, Map<string, MemberRow[]>>();

/** The rows are kept while the facts are: a large body's are asked for with every sorting and every page of its table. */
export function memberRows({ kind, members }: MemberGroup, owner: string, facts: PublishedFacts, { image, asAt }: AsAt): MemberRow[] {
  let tables = tablesOfFacts.get(facts);
  if (!tables) tablesOfFacts.set(facts, (tables = new Map()));
  const key = `${owner} ${kind}`;
  const kept = tables.get(key);
  if (kept) return kept;
  const rows = members.map((organisation): MemberRow => {
    const { code } = organisation;
    const practices = kind === 'practice' ? [code] : HAS_PRACTICES.has(kind) ? image.practicesWithin(code, asAt) : [];
    const sum = facts.registered && addUp(facts.registered, practices);
    const pcn = kind === 'practice' ? image.inSlot(code, 'pcn', asAt) : null;
    const networks = kind === 'practice' || kind === 'pcn' ? 0 : new Set(practices.map((practice) => image.inSlot(practice, 'pcn', asAt)).filter((one) => one !== null)).size;
    return { organisation, pcn: pcn === null ? null : { code: pcn, name: image.nameOf(pcn, asAt) }, networks, practices: practices.length, patients: sum && sum.practices > 0 ? sum.count : null };
  });
  if (members.length > 20) tables.set(key, rows);
  return rows;
}

/** The table of one kind of member: its columns are those that this kind has. */
export function memberTable({ kind, members }: MemberGroup, owner: OrganisationAt, facts: PublishedFacts, at: AsAt): Table<MemberRow> {
  const { plural } = ORGANISATION_KINDS[kind];
  const hasPractices = HAS_PRACTICES.has(kind);
  const columns: TableColumn<MemberRow>[] = [
    { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: ({ organisation }) => organisation.name, cell: ({ organisation }) => <a href={organisationPath(organisation.code, at.query)}>{kind === 'icb' ? shortName(organisation) : displayName(organisation.name)}</a> },
    { key: 'code', heading: 'Code', kind: 'text', filter: 'text', value: ({ organisation }) => organisation.code },
  ];
  if (kind === 'practice' && owner.kind !== 'pcn') {
    columns.push({ key: 'pcn', heading: 'PCN', kind: 'text', filter: 'text', value: ({ pcn }) => pcn && pcn.name, cell: ({ pcn }) => (pcn ? <OrganisationLink code={pcn.code} name={pcn.name} query={at.query} /> : 'None') });
  }
  if (members.some(({ status }) => status !== 'open')) columns.push({ key: 'status', heading: 'Status', kind: 'text', filter: 'select', value: ({ organisation }) => organisation.status });
  if (!hasPractices) columns.push({ key: 'postcode', heading: 'Postcode', kind: 'text', filter: 'text', value: ({ organisation }) => organisation.postcode });
  if (hasPractices && kind !== 'pcn') columns.push({ key: 'pcns', heading: 'PCNs', kind: 'number', value: ({ networks }) => networks });
  if (hasPractices) columns.push({ key: 'practices', heading: 'Practices', kind: 'number', value: ({ practices }) => practices });
  if ((hasPractices || kind === 'practice') && facts.registered) {
    columns.push({ key: 'patients', heading: 'Patients', unit: shortDate(facts.registered.asOf), kind: 'number', value: ({ patients }) => patients });
  }
  return defineTable({
    id: `${kind}-${owner.code.toLowerCase()}`,
    caption: sentenceCase(plural),
    columns,
    source: sourcesOf(facts),
    whenEmpty: `No ${plural} are in it on ${sayDate(at.asAt)}.`,
  });
}

/** `1 Nov 2025`: a heading has little room. */
const shortDate = (day: string): string => sayDate(day).replace(/([A-Z][a-z]{2})[a-z]*/, '$1');

/** The publications that say who is in what, and the one that counts the patients. */
function sourcesOf({ newestDays, registered }: PublishedFacts): { title: string; href: string }[] {
  const register = ['patients-registered-map', 'epcn', 'epraccur'].flatMap((dataset) => {
    const day = newestDays.get(dataset);
    return day === undefined ? [] : [`${dataset}/${day}`];
  });
  return [...register, ...(registered ? [registered.source] : [])].map((source) => ({ title: saySource(source), href: '/data' }));
}
