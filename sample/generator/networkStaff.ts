import type { PersonRow } from './practiceManagers.ts';

/** Those who fill posts of a PCN and sign in. At Dapplemere nearly everybody does, at Larkminster Quayside three. */
const STAFF: Readonly<Record<string, readonly string[]>> = {
  XU007: ['Meredith Ashdown', 'Tunde Afolabi-Reed', 'Saffron Wetherby', 'Dilys Penhaligon', 'Mariam Castellane', 'Josie Hartwith', 'Hetty Braithwell', 'Rafferty Quane', 'Anselm Dacre'],
  XU009: ['Petronella Vance', 'Caspian Holloway', 'Ines Marlowe'],
};

export const networkStaff = (): PersonRow[] =>
  Object.entries(STAFF).flatMap(([pcn, names]) => names.map((name): PersonRow => [name.toLowerCase().replace(' ', '.'), name, 'network-staff', pcn, '2026-03-02', '']));
