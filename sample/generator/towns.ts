import type { PlaceName } from './bodies.ts';

export interface Town {
  name: string;
  place: PlaceName;
  /** The first half of its postcodes. The Royal Mail has no area ZZ. */
  postcodeDistrict: string;
  /** In the middle of the North Sea, where nobody lives. */
  longitude: number;
  latitude: number;
}

const town = (name: string, place: PlaceName, postcodeDistrict: string, longitude: number, latitude: number): Town =>
  ({ name, place, postcodeDistrict, longitude, latitude });

export const TOWNS = {
  marrowby: town('MARROWBY', 'Merrowdale', 'ZZ1', 2.4, 54.78),
  curlewgate: town('CURLEWGATE', 'Merrowdale', 'ZZ2', 2.26, 54.74),
  brindlefell: town('BRINDLEFELL', 'Merrowdale', 'ZZ3', 2.21, 54.66),
  tarnfettle: town('TARNFETTLE', 'Merrowdale', 'ZZ4', 2.3, 54.6),
  burdockmoor: town('BURDOCKMOOR', 'Merrowdale', 'ZZ5', 2.45, 54.66),
  oatheram: town('OATHERAM', 'Merrowdale', 'ZZ6', 2.49, 54.56),
  saltwhistle: town('SALTWHISTLE', 'Merrowdale', 'ZZ7', 2.19, 54.49),
  cocklewyke: town('COCKLEWYKE', 'Merrowdale', 'ZZ8', 2.36, 54.45),
  larkminster: town('LARKMINSTER', 'Vale of Lark', 'ZZ11', 2.73, 54.65),
  larkminsterQuay: town('LARKMINSTER', 'Vale of Lark', 'ZZ12', 2.78, 54.6),
  quillbridge: town('QUILLBRIDGE', 'Vale of Lark', 'ZZ13', 2.71, 54.76),
  nibworth: town('NIBWORTH', 'Vale of Lark', 'ZZ14', 2.83, 54.75),
  dapplemere: town('DAPPLEMERE', 'Vale of Lark', 'ZZ15', 2.7, 54.5),
  tuppennyCross: town('TUPPENNY CROSS', 'Vale of Lark', 'ZZ16', 2.83, 54.51),
} as const satisfies Record<string, Town>;
