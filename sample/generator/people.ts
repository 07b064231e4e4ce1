import { ICB } from './bodies.ts';
import { LOCAL_CODES } from './localBodies.ts';
import { rowsWithFewQuotes } from './publishedText.ts';
import { SPLIT } from './stories.ts';

type Row = readonly [mailbox: string, name: string, role: string, organisation: string, start: string, end: string];

/** The people of the sample and the roles they hold. A person with two roles has two rows. */
const PEOPLE: readonly Row[] = [
  ['imogen.thackeray-voss', 'Dr Imogen Thackeray-Voss', 'clinical-director', 'XU001', '2021-04-01', ''],
  ['imogen.thackeray-voss', 'Dr Imogen Thackeray-Voss', 'gp-partner', 'XX001', '2012-08-01', ''],
  ['tobias.akinwande', 'Dr Tobias Akinwande', 'clinical-director', 'XU004', '2023-10-01', ''],
  ['leila.marchetti-rao', 'Dr Leila Marchetti-Rao', 'clinical-director', 'XU008', SPLIT.on, ''],
  ['huw.pemberlark', 'Dr Huw Pemberlark', 'clinical-director', 'XU009', SPLIT.on, ''],
  ['rosalind.eastermoor', 'Dr Rosalind Eastermoor', 'clinical-director', SPLIT.ends, '2019-07-01', SPLIT.lastDay],
  ['winifred.odukoya', 'Winifred Odukoya', 'practice-manager', 'XX019', '2017-01-09', ''],
  ['casper.linthwaite-shah', 'Casper Linthwaite-Shah', 'practice-manager', 'XX027', '2022-05-16', ''],
  ['oluwaseun.oyelaran', 'Dr Oluwaseun Oyelaran', 'gp-partner', 'XX045', '2015-02-02', ''],
  ['beatrix.hollowbrook', 'Dr Beatrix Hollowbrook', 'lmc-officer', LOCAL_CODES.lmc, '2020-09-01', ''],
  ['marguerite.tallis-okoro', 'Marguerite Tallis-Okoro', 'federation-director', LOCAL_CODES.federation, '2018-06-04', ''],
  ['desmond.ravensworthy', 'Desmond Ravensworthy', 'icb-primary-care-manager', ICB.code, '2022-07-01', ''],
  ['anjali.fernsby', 'Dr Anjali Fernsby', 'place-lead', LOCAL_CODES.merrowdale, '2022-07-01', ''],
  ['joss.quillfeather', 'Joss Quillfeather', 'pcn-manager', 'XU007', '2023-01-16', ''],
  ['nadia.wetherlark', 'Nadia Wetherlark', 'register-editor', ICB.code, '2024-04-01', ''],
  ['ptolemy.grange', 'Ptolemy Grange', 'system-administrator', ICB.code, '2024-04-01', ''],
];

/** The addresses are at a domain set aside for examples: no mail can reach anyone. */
export const people = (): string =>
  rowsWithFewQuotes([
    ['email', 'name', 'role', 'organisation_code', 'start', 'end'],
    ...PEOPLE.map(([mailbox, ...rest]) => [`${mailbox}@example.org`, ...rest]),
  ], '\n');
