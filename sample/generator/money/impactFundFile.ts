import { mappedPcnOf, PCNS, practicesOpenOn } from '../networks.ts';
import { listSizeOf } from '../populations.ts';
import { rowsWithFewQuotes } from '../publishedText.ts';
import { seededRandom } from '../seededRandom.ts';

const DAY = '2024-03-31';
const HEADER = ['ORGANISATION_TYPE', 'ORGANISATION_CODE', 'ORGANISATION_NAME', 'QUALITY_SERVICE', 'ACH_DATE', 'IND_CODE', 'MEASURE', 'VALUE'];

/** The annual file of 2023/24: appointments within two weeks by practice, and a few counts by PCN. The other indicators were never in it. */
export function impactFundAnnual2023(): string {
  const practices = practicesOpenOn(DAY);
  const line = (type: string, code: string, name: string, indicator: string, measure: string, value: number) => [type, code, name, 'NCD2324', '31/03/2024', indicator, measure, value];
  const ofPractices = practices.flatMap(({ code, name, ...rest }) => {
    const random = seededRandom(`impact fund ${code}`);
    const appointments = Math.round(listSizeOf({ code, name, ...rest }, DAY) * (2.1 + random()));
    const soon = Math.round(appointments * (0.8 + random() * 0.16));
    return [
      line('GP practice', code, name, 'NCD026', 'ACC-08 Numerator', soon),
      line('GP practice', code, name, 'NCD026', 'ACC-08 Denominator', appointments),
      line('GP practice', code, name, 'NCDMI198', 'EHCH-04 Numerator', Math.round(random() * 400)),
    ];
  });
  const ofPcns = PCNS.filter(({ open }) => open <= DAY).flatMap(({ code, nameOn }) => {
    const random = seededRandom(`impact fund ${code}`);
    const patients = practices.filter((practice) => mappedPcnOf(practice, DAY)?.code === code).reduce((all, practice) => all + listSizeOf(practice, DAY), 0);
    return [
      line('PCN', code, nameOn(DAY), 'NCDMI210', 'ACC-10 standardised numerator', Math.round(patients * (0.012 + random() * 0.004))),
      line('PCN', code, nameOn(DAY), 'NCDMI210', 'ACC-10 denominator', patients),
    ];
  });
  return rowsWithFewQuotes([HEADER, ...ofPcns, ...ofPractices], '\r\n');
}
