import { inForce } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';

/** The days of the maps of registered patients held, oldest first. The first begins the series, so it tells of no beginning. */
export const mapDays = (publications: Publication[]): string[] => inForce(publications).flatMap(({ dataset, asOf }) => (dataset === 'patients-registered-map' && asOf ? [asOf] : []));
