import { ICB } from './bodies.ts';
import { LOCAL_CODES } from './localBodies.ts';
import { networkStaff } from './networkStaff.ts';
import { practiceManagers } from './practiceManagers.ts';
import type { PersonRow } from './practiceManagers.ts';
import { rowsWithFewQuotes } from './publishedText.ts';
import { SPLIT } from './stories.ts';

/** The people of the sample and the roles they hold. A person with two roles has two rows. */
const PEOPLE: readonly PersonRow[] = [
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
  ['ottilie.brackenbury', 'Dr Ottilie Brackenbury', 'clinical-director', 'XU002', '2022-04-01', ''],
  ['ravindra.holtby', 'Dr Ravindra Holtby', 'clinical-director', 'XU003', '2020-07-01', ''],
  ['seraphina.oakes', 'Dr Seraphina Oakes', 'clinical-director', 'XU006', '2024-04-01', ''],
  ['jonah.wrenfield', 'Dr Jonah Wrenfield', 'clinical-director', 'XU007', '2019-07-01', ''],
  ['millicent.ashgrove', 'Dr Millicent Ashgrove', 'place-lead', LOCAL_CODES.valeOfLark, '2023-04-01', ''],
  ['callum.tidewell', 'Callum Tidewell', 'pcn-manager', 'XU004', '2024-02-05', ''],
  ['isolde.farnaby', 'Isolde Farnaby', 'network-staff', 'XU004', '2026-03-02', ''],
  ['henrietta.sparrowhawk', 'Dr Henrietta Sparrowhawk', 'gp-partner', 'XX004', '2009-05-01', ''],
  ['abioye.larkspur', 'Dr Abioye Larkspur', 'gp-partner', 'XX017', '2016-09-01', ''],
  ['gwendolen.marsh-patel', 'Dr Gwendolen Marsh-Patel', 'gp-partner', 'XX034', '2013-01-07', ''],
  ['lysander.penhallow', 'Lysander Penhallow', 'forum-secretary', LOCAL_CODES.merrowdalePartnership, '2022-09-05', ''],
  ['constance.ferriby', 'Constance Ferriby', 'forum-secretary', LOCAL_CODES.valeOfLarkPartnership, '2022-09-05', ''],
  ['ignatius.thorne', 'Ignatius Thorne', 'forum-secretary', ICB.code, '2022-07-01', ''],
  ['araminta.voss', 'Dame Araminta Voss', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['edmund.calloway', 'Edmund Calloway', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['priyanka.sandholm', 'Priyanka Sandholm', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['theodora.lacey', 'Theodora Lacey', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['barnaby.osei', 'Barnaby Osei', 'icb-board-member', ICB.code, '2023-04-01', ''],
  ['rhiannon.cole-adair', 'Dr Rhiannon Cole-Adair', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['mungo.fairweather', 'Mungo Fairweather', 'icb-board-member', ICB.code, '2024-01-08', ''],
  ['felicity.brandreth', 'Dr Felicity Brandreth', 'icb-board-member', ICB.code, '2022-07-01', ''],
  ['xanthe.morrow', 'Xanthe Morrow', 'system-partner', 'XR1', '2021-10-01', ''],
  ['dashiell.kerr', 'Dashiell Kerr', 'system-partner', 'XR2', '2022-02-14', ''],
  ['clementine.abara', 'Clementine Abara', 'system-partner', 'X06000001', '2020-06-01', ''],
  ['rufus.ellingham', 'Rufus Ellingham', 'system-partner', 'X06000002', '2019-05-07', ''],
  ['saoirse.kingdon', 'Dr Saoirse Kingdon', 'system-partner', 'X06000001', '2021-03-01', ''],
  ['leopold.nwosu', 'Leopold Nwosu', 'system-partner', LOCAL_CODES.healthwatch, '2018-11-01', ''],
  ['tabitha.greenhough', 'Tabitha Greenhough', 'system-partner', LOCAL_CODES.voluntaryBody, '2017-04-03', ''],
  ['nadia.wetherlark', 'Nadia Wetherlark', 'register-editor', ICB.code, '2024-04-01', ''],
  ['ptolemy.grange', 'Ptolemy Grange', 'system-administrator', ICB.code, '2024-04-01', ''],
];

/** The addresses are at a domain set aside for examples: no mail can reach anyone. */
export const people = (): string =>
  rowsWithFewQuotes([
    ['email', 'name', 'role', 'organisation_code', 'start', 'end'],
    ...[...PEOPLE, ...practiceManagers(), ...networkStaff()].map(([mailbox, ...rest]) => [`${mailbox}@example.org`, ...rest]),
  ], '\n');
