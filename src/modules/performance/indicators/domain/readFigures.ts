import { csvLines, headingsOf } from '#platform/csv/csvLines.ts';
import type { FileLine } from '#platform/csv/csvLines.ts';
import { readCqrs, isCqrs } from './cqrsFile.ts';
import { unreadable } from './figureFile.ts';
import type { FigureReading, FiguresRead } from './figureFile.ts';
import { readMeasureReports } from './measureReport.ts';
import { readTemplate } from './templateFile.ts';

/** Takes a file apart, told by what is in it: FHIR, an extract, or the template. */
export function readFigures(content: string | readonly FileLine[], reading: FigureReading): FiguresRead {
  if (typeof content === 'string' && /^\s*[{[]/.test(content)) return readMeasureReports(content, reading);
  const lines = typeof content === 'string' ? csvLines(content) : content;
  if ('reason' in lines) return unreadable('template', lines.line, '', lines.reason);
  const [first] = lines;
  return first && isCqrs(headingsOf(first)) ? readCqrs(lines, reading) : readTemplate(lines, reading);
}
