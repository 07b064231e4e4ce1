import { accessRules } from '../accessRules.ts';
import { ACCESS_KINDS, ENGLAND } from '../domain/accessAnswer.ts';
import type { AccessKind, AccessOf } from '../domain/accessAnswer.ts';
import { accessFiguresOf } from '../domain/accessFigures.ts';
import type { AccessFacts, CountedAppointments, CountedOnline, CountedPatients } from '../domain/accessFigures.ts';
import { accessNotes } from '../domain/accessNotes.ts';
import { addTallies } from '../domain/tally.ts';
import type { Tally } from '../domain/tally.ts';
import type { HeldRow } from './accessHeld.ts';
import { accessLayout } from './accessTallies.ts';
import type { AccessMonth } from './accessMonth.ts';
import { disagreementsOf } from './accessDisagreements.ts';

/** The kinds of which the regional file speaks. */
const AREA_KINDS: readonly AccessKind[] = ['sub-icb-location', 'icb', 'nhs-region', 'england'];

/** What an organisation's access is, with what it was worked out from. */
export interface AccessWorkedOut extends AccessOf {
  appointments: readonly CountedAppointments[];
}

/** Of what kind a code is, as far as access is told of it; null for any other body. */
export function accessKindOf(image: AccessMonth['image'], code: string): AccessKind | null {
  if (code === ENGLAND) return 'england';
  const kind = image.kindOf(code);
  return ACCESS_KINDS.find((one) => one === kind) ?? null;
}

/** The access of one organisation in a month. Pure over the month's facts. */
export function accessOf(facts: AccessMonth, code: string, kind: AccessKind): AccessWorkedOut {
  const { month, image } = facts;
  const practices = practicesOf(facts, code, kind);
  const byPractice = fromPractices(facts, practices);
  const byArea = AREA_KINDS.includes(kind) ? fromAreas(facts, code, kind) : null;
  const appointments = [...(byArea ? [byArea] : []), ...(byPractice.counted ? [byPractice.counted] : [])];
  const worked: AccessFacts = { code, month, appointments, whyNoAppointments: byPractice.why, online: onlineOf(facts, practices) };
  const layout = accessLayout();
  const figures = accessFiguresOf(worked, accessRules(), layout);
  const registered = appointments[0]?.registered ?? patientsOf(facts, practices);
  const coverage = byArea || practices.length === 0 ? null : { reporting: byPractice.reporting, practices: practices.length };
  const disagreements = kind === 'practice' ? disagreementsOf(facts, code) : [];
  const notes = accessNotes({ kind, month, figures, tally: appointments[0]?.tally ?? null, registered, coverage: appointments.length ? coverage : null, disagreements }, accessRules(), layout);
  return { code, name: kind === 'england' ? 'England' : image.nameOf(code, facts.day), kind, month, figures, notes, registered, coverage, appointments };
}

/** The practices that count: those in the file, and those that have registered patients. */
function practicesOf(facts: AccessMonth, code: string, kind: AccessKind): string[] {
  const { image, day, byPractice, list } = facts;
  if (kind === 'practice') return [code];
  const within = kind === 'england' ? [...new Set([...image.all(day, 'practice').filter(({ status }) => status !== 'closed').map((one) => one.code), ...byPractice.keys()])] : image.practicesWithin(code, day);
  return within.filter((one) => byPractice.has(one) || (list?.byPractice.get(one) ?? 0) > 0);
}

function fromPractices(facts: AccessMonth, practices: readonly string[]): { counted: CountedAppointments | null; reporting: number; why: string } {
  const rows = practices.flatMap((code) => facts.byPractice.get(code) ?? []);
  const reporting = rows.length;
  if (facts.byPractice.size === 0) return { counted: null, reporting, why: 'No file of appointments by practice is held for this month.' };
  if (reporting === 0) return { counted: null, reporting, why: practices.length > 1 ? `None of its ${practices.length} practices is in the file of appointments by practice.` : 'It is not in the file of appointments by practice.' };
  const least = accessRules().limits['least-covered'].value;
  if (reporting < practices.length * least) return { counted: null, reporting, why: `${reporting.toLocaleString('en-GB')} of its ${practices.length.toLocaleString('en-GB')} practices are in the file of appointments by practice, fewer than ${least * 100} in 100.` };
  const registered = patientsOf(facts, rows.map(({ code }) => code));
  return { counted: { tally: sumOf(rows), dimensions: rows[0]!.from.dimensions, registered, source: sourcesOf(rows) }, reporting, why: '' };
}

function fromAreas(facts: AccessMonth, code: string, kind: AccessKind): CountedAppointments | null {
  const areas = kind === 'england' ? [...facts.byArea.keys()] : facts.areasWithin(code);
  const rows = areas.flatMap((area) => facts.byArea.get(area) ?? []);
  if (rows.length === 0) return null;
  return { tally: sumOf(rows), dimensions: rows[0]!.from.dimensions, registered: coveredPatients(facts, areas) ?? patientsOf(facts, practicesOf(facts, code, kind)), source: sourcesOf(rows) };
}

/** The publisher's own count of the patients of the practices that the regional file includes. */
function coveredPatients({ coverage, month }: AccessMonth, areas: readonly string[]): CountedPatients | null {
  const rows = areas.flatMap((area) => coverage.get(area) ?? []);
  return rows.length === areas.length ? { patients: rows.reduce((sum, row) => sum + row.includedPatients, 0), asOf: month, source: rows[0]!.source } : null;
}

/** Null where a practice is not on the list: a rate of too few patients would look like many appointments. */
function patientsOf({ list }: AccessMonth, practices: readonly string[]): CountedPatients | null {
  if (!list || practices.length === 0) return null;
  let patients = 0;
  let missing = 0;
  for (const code of practices) {
    const own = list.byPractice.get(code);
    if (own === undefined) missing += 1;
    else patients += own;
  }
  return missing > practices.length * (1 - accessRules().limits['least-covered'].value) ? null : { patients, asOf: list.asOf, source: list.source };
}

/** The sum over the practices whose supplier took part. */
function onlineOf({ online }: AccessMonth, practices: readonly string[]): CountedOnline | null {
  const rows = practices.flatMap((code) => online.get(code) ?? []);
  if (rows.length === 0) return null;
  const taking = rows.filter(({ submissions, patients, participation }) => submissions !== null && patients !== null && participation !== 0);
  const { source } = rows[0]!;
  if (taking.length === 0) return { submissions: null, patients: null, source, why: practices.length === 1 ? 'Its supplier sent no count for this month.' : 'None of its practices’ suppliers sent a count for this month.' };
  const least = accessRules().limits['least-covered'].value;
  if (taking.length < practices.length * least) return { submissions: null, patients: null, source, why: `${taking.length.toLocaleString('en-GB')} of its ${practices.length.toLocaleString('en-GB')} practices have a count, fewer than ${least * 100} in 100.` };
  return { submissions: taking.reduce((sum, row) => sum + row.submissions!, 0), patients: taking.reduce((sum, row) => sum + row.patients!, 0), source, why: null };
}

const sumOf = (rows: readonly HeldRow[]): Tally => (rows.length === 1 ? rows[0]!.tally : addTallies(rows.map(({ tally }) => tally), accessLayout().columns.length));
const sourcesOf = (rows: readonly HeldRow[]): string => [...new Set(rows.map(({ from }) => from.source))].join(', ');

