import { sayDate, sayMonth, toIsoDate } from '#kernel/isoDate.ts';
import { plainText, startDocument } from '#platform/pdf/pdfDocument.ts';
import type { FileDownload } from '#platform/web/reply.ts';
import { tableDownload } from '#platform/web/tableDownload.ts';
import { byArea, sayArea } from '../domain/byArea.ts';
import type { AreaOfList } from '../domain/byArea.ts';
import { SCOPE_WORDS, VERDICT_WORDS } from '../domain/criterion.ts';
import { sayChance } from '../domain/sayFinding.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import { practicesTable } from './listTables.tsx';

const fileName = ({ code, month }: ListOfPlace, madeAt: Date, extension: string): string => `commissioners-list-${code}-${month.slice(0, 7)}-made-${toIsoDate(madeAt)}.${extension}`;

/** The report as a workbook: every practice, with what each criterion says. */
export async function reportWorkbook(list: ListOfPlace, madeAt: Date): Promise<FileDownload> {
  return { ...(await tableDownload(practicesTable(list), list.practices, 'excel', { madeAt, asAt: list.month })), fileName: fileName(list, madeAt, 'xlsx') };
}

/** The fortnightly report that the commissioner owes: what each criterion found, whom, and how sure. The same list at the same time makes the same bytes. */
export async function reportPdf(list: ListOfPlace, madeAt: Date): Promise<FileDownload> {
  const title = `The commissioner’s list: ${list.name}, ${sayMonth(list.month)}`;
  const { doc, root, ended } = await startDocument({ title, madeAt, margin: 56 });
  const put = (tag: string, font: string, size: number, text: string): void => void root.add(doc.struct(tag, {}, () => void doc.font(font).fontSize(size).fillColor('#212b32').text(plainText(text), { lineGap: 2 }).moveDown(0.5)));
  for (const { tag, text } of reportLines(list, title, madeAt)) {
    if (tag === 'H1') put(tag, 'Helvetica-Bold', 20, text);
    else if (tag === 'H2') put(tag, 'Helvetica-Bold', 13, text);
    else put(tag, 'Helvetica', 10, text);
  }
  root.end();
  doc.end();
  return { fileName: fileName(list, madeAt, 'pdf'), contentType: 'application/pdf', body: await ended };
}

interface ReportLine {
  tag: 'H1' | 'H2' | 'P';
  text: string;
}

/** What the report says, line by line. */
export function reportLines({ name, code, month, scope, criteria, practices, upToPlaces, monthBefore }: ListOfPlace, title: string, madeAt: Date): ReportLine[] {
  const listed = practices.filter(({ met }) => met > 0);
  const lines: ReportLine[] = [
    { tag: 'H1', text: title },
    { tag: 'P', text: `${name} (${code}). Made on ${sayDate(toIsoDate(madeAt))} from figures of ${sayMonth(month)}. ${listed.length} of ${practices.length} practices meet at least one criterion of which there is data; up to ${upToPlaces} were to be listed. A share of 20% is of the practices of ${SCOPE_WORDS[scope]}.` },
    { tag: 'P', text: 'A place on this list for one month is in part chance. Beside each stands the chance that it is truly so. It is no finding that a contract was breached.' },
    { tag: 'H2', text: 'What each criterion found' },
    ...criteria.map(({ criterion, absent, meets, doesNotMeet, noData, changed, knowsWobble }): ReportLine => ({ tag: 'P', text: `${criterion.title}: ${absent ? `no data. ${absent}` : `${meets} meet it, ${doesNotMeet} do not, of ${noData} there is no data.${changed === null || !monthBefore ? '' : changed === 0 ? ` The same rule said the same of all of them for ${sayMonth(monthBefore)}.` : ` Of ${changed} the same rule said otherwise for ${sayMonth(monthBefore)}.`}${knowsWobble || criterion.rule.kind === 'rated' || criterion.rule.kind === 'raised' ? '' : ' How sure allows for chance in counting alone, as no month before is held; it is less sure than that.'}`}` })),
  ];
  const areas = byArea(practices, criteria.length);
  lines.push({ tag: 'H2', text: 'By ICB and sub-ICB location' }, ...areas.map((area): ReportLine => ({ tag: 'P', text: sayAreaLine(area, criteria) })));
  for (const area of areas) for (const practice of area.practices.filter(({ met }) => met > 0)) {
    lines.push({ tag: 'H2', text: `${practice.name} (${practice.code})` }, { tag: 'P', text: sayArea(area) });
    practice.findings.forEach(({ verdict, says, chance, before }, index) => {
      const sure = chance === null ? '' : ` The chance that it is truly so: ${sayChance(chance)}.`;
      const earlier = before === null || !monthBefore ? '' : ` ${sayMonth(monthBefore)}: ${VERDICT_WORDS[before].toLowerCase()}.`;
      if (verdict === 'meets') lines.push({ tag: 'P', text: `${criteria[index]!.criterion.title}. ${says}${sure}${earlier}` });
    });
  }
  if (listed.length === 0) lines.push({ tag: 'P', text: 'No practice meets a criterion of which there is data.' });
  return lines;
}

const sayAreaLine = (area: AreaOfList, criteria: ListOfPlace['criteria']): string => {
  const parts = criteria.flatMap(({ criterion, absent }, index) => (absent ? [] : [`${criterion.title.toLowerCase()} ${area.met[index]!.meets}${area.met[index]!.noData > 0 ? ` (no data of ${area.met[index]!.noData})` : ''}`]));
  return `${sayArea(area)}: ${area.listed} of ${area.practices.length} practices${parts.length > 0 ? `; ${parts.join(', ')}` : ''}.`;
};
