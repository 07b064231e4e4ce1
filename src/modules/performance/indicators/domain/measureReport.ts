import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { definitionFor, endOfMonth, faultsAcross, unreadable, whyNotOfYear } from './figureFile.ts';
import type { FigureEntry, FigureReading, FigureRefusal, FiguresRead } from './figureFile.ts';

const Concept = z.object({ coding: z.array(z.object({ code: z.string().optional() })).optional(), text: z.string().optional() });
const Reference = z.object({ reference: z.string().optional(), identifier: z.object({ value: z.string().optional() }).optional() });
const Population = z.object({ code: Concept.optional(), count: z.number().optional() });

/** FHIR R4 `MeasureReport`, as much of it as a summary needs. */
const MeasureReport = z.object({
  resourceType: z.literal('MeasureReport'), status: z.string(), type: z.string(), measure: z.string(),
  subject: Reference.optional(), reporter: Reference.optional(), period: z.object({ start: z.string().optional(), end: z.string().optional() }),
  group: z.array(z.object({ code: Concept.optional(), population: z.array(Population).optional() })).optional(),
});
type Report = z.output<typeof MeasureReport>;
const Bundle = z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.object({ resource: z.unknown() })).default([]) });

/** Takes a summary MeasureReport, an array of them or a Bundle apart. Its "line" is the report's place in the file. */
export function readMeasureReports(text: string, reading: FigureReading): FiguresRead {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return unreadable('fhir', 1, '', 'The file is not JSON.');
  }
  const bundle = Bundle.safeParse(parsed);
  const resources: unknown[] = bundle.success ? bundle.data.entry.map(({ resource }) => resource) : Array.isArray(parsed) ? parsed : [parsed];
  const [entries, refusals, leftOut]: [FigureEntry[], FigureRefusal[], string[]] = [[], [], []];
  let others = 0;
  for (const [index, resource] of resources.entries()) {
    if ((resource as { resourceType?: unknown } | null)?.resourceType !== 'MeasureReport') {
      others += 1;
      continue;
    }
    const report = MeasureReport.safeParse(resource);
    if (!report.success) refusals.push({ line: index + 1, column: report.error.issues[0]!.path.join('.'), value: '', reason: `Not a MeasureReport of FHIR R4: ${report.error.issues[0]!.message}.` });
    else readReport(report.data, index + 1, reading, entries, refusals);
  }
  if (others > 0) leftOut.push(`${others} ${others === 1 ? 'resource is' : 'resources are'} no MeasureReport.`);
  if (others === resources.length) return unreadable('fhir', 1, '', 'The file holds no MeasureReport.');
  return { format: 'fhir', entries, refusals: [...refusals, ...faultsAcross(entries)], leftOut };
}

const lastPart = (text: string): string => text.split('|')[0]!.split(/[/:]/).at(-1) ?? '';
const codeOf = (reference: Report['subject']): string => (reference?.identifier?.value ?? lastPart(reference?.reference ?? '')).toUpperCase();
const nameOf = (concept: z.output<typeof Concept> | undefined): string => concept?.coding?.find(({ code }) => code !== undefined)?.code ?? concept?.text ?? '';

function readReport({ status, type, measure, subject, reporter, period, group }: Report, line: number, reading: FigureReading, entries: FigureEntry[], refusals: FigureRefusal[]): void {
  const fault = (column: string, value: string, reason: string) => void refusals.push({ line, column, value: value.slice(0, 80), reason });
  const before = refusals.length;
  if (type !== 'summary') fault('type', type, 'Only a summary is read: send no report about single people.');
  if (status !== 'complete') fault('status', status, 'Only a report that is complete is read.');
  const practiceCode = codeOf(reporter) || codeOf(subject);
  if (practiceCode === '') fault('reporter', '', 'It does not say which practice it is of, as reporter or subject.');
  const end = parseIsoDate((period.end ?? '').slice(0, 10));
  const wrongDay = !end ? 'It does not say to which day it was counted.' : end !== endOfMonth(end) ? 'Figures are kept to the end of a month, and this day is not one.' : whyNotOfYear(end, reading);
  if (wrongDay) fault('period.end', period.end ?? '', wrongDay);
  const groups = group ?? [];
  if (groups.length === 0) fault('group', '', 'It has no group, so nothing was counted.');
  for (const { code, population } of groups) {
    const name = groups.length > 1 ? nameOf(code) : nameOf(code) || lastPart(measure);
    const named = definitionFor(name || lastPart(measure), reading);
    if ('reason' in named) fault('measure', name || measure, named.reason);
    const counts = new Map((population ?? []).map((one) => [nameOf(one.code), one.count ?? null]));
    for (const [which, count] of counts) if (count !== null && (!Number.isInteger(count) || count < 0)) fault(`population ${which}`, String(count), 'A count is a whole number of 0 or more.');
    if (refusals.length > before || !('definition' in named) || !end) continue;
    // FHIR's denominator still holds those whom an exception takes out of it.
    const [initial, exclusion, exception] = [counts.get('denominator') ?? null, counts.get('denominator-exclusion') ?? 0, counts.get('denominator-exception') ?? 0];
    const denominator = initial === null || exclusion === null || exception === null ? null : initial - exclusion - exception;
    if (denominator !== null && denominator < 0) fault('population denominator', String(initial), `Those taken out of it, ${exclusion} and ${exception}, are more than the ${initial} in it.`);
    else entries.push({ line, practiceCode, definition: named.definition, countedTo: end, numerator: counts.get('numerator') ?? null, denominator, adjustments: counts.has('denominator-exception') ? { 'denominator-exception': exception } : {} });
  }
}
