import ExcelJS from 'exceljs';
import { SUB_ICB_LOCATIONS } from './bodies.ts';
import { MEMBERSHIPS, PCNS, pcnOf } from './networks.ts';
import { placeOf } from './practices.ts';
import { compactDay } from './publishedText.ts';
import { withFixedEntryTimes } from './zipTimes.ts';

const PCN_HEADERS = [
  'PCN Code', 'PCN Name', 'Current Sub ICB Loc Code', 'Sub ICB Location', 'Open Date', 'Close Date',
  'Address Line 1', 'Address Line 2', 'Address Line 3', 'Address Line 4', 'Address Line 5', 'Postcode',
];

/** The line breaks and the space at the end of the last header are the real file's. */
const PARTNER_HEADERS = [
  'Partner\nOrganisation\nCode', 'Partner\nName', 'Practice\nParent\nSub ICB Loc Code',
  'Practice\nParent\nSub ICB Loc Name', 'PCN Code', 'PCN Name', 'PCN Parent\nSub ICB Loc Code',
  'PCN Parent\nSub ICB Loc Name', 'Practice to PCN\nRelationship\nStart Date',
  'Practice to PCN\nRelationship\nEnd Date', 'Practice Sub ICB Loc and PCN Sub ICB Loc Match ',
];

/** ePCN as issued on a day: PCNs and their core partners, with those that have ended. */
export async function epcn(issued: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = workbook.modified = new Date(`${issued}T00:00:00Z`);
  workbook.creator = workbook.lastModifiedBy = 'Chorus sample';

  const pcns = workbook.addWorksheet('PCNDetails');
  pcns.addRow(PCN_HEADERS);
  for (const pcn of PCNS.filter(({ open }) => open <= issued)) {
    const subIcb = SUB_ICB_LOCATIONS[pcn.place];
    pcns.addRow([
      pcn.code, pcn.nameOn(issued), subIcb.code, subIcb.name.toUpperCase(), compactDay(pcn.open), compactDay(pcn.close),
      ...pcn.address, pcn.postcode,
    ]);
  }

  const partners = workbook.addWorksheet('PCN Core Partner Details');
  partners.addRow(PARTNER_HEADERS);
  for (const { practice, pcn: code, start, end } of MEMBERSHIPS.filter((one) => one.start <= issued)) {
    const pcn = pcnOf(code);
    const practiceSubIcb = SUB_ICB_LOCATIONS[placeOf(practice)];
    const pcnSubIcb = SUB_ICB_LOCATIONS[pcn.place];
    partners.addRow([
      practice.code, practice.name, practiceSubIcb.code, practiceSubIcb.name.toUpperCase(),
      code, pcn.nameOn(issued), pcnSubIcb.code, pcnSubIcb.name.toUpperCase(),
      compactDay(start), end ? compactDay(end) : null, practiceSubIcb === pcnSubIcb,
    ]);
  }
  return withFixedEntryTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}
