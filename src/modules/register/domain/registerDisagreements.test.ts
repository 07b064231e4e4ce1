import { describe, expect, it } from 'vitest';
import type { OrganisationKind } from './organisationKind.ts';
import { RegisterImage } from './registerImage.ts';
import type { ImageRelation, ImageVersion } from './registerImage.ts';
import { disagreementsFound } from './registerDisagreements.ts';

const MAP = 'patients-registered-map/2025-11-01';
const DAY = '2025-11-01';

const body = (code: string, kind: OrganisationKind, rest: Partial<ImageVersion> = {}) => ({
  code, kind, name: `The ${code}`, from: null, to: null, postcode: null, address: null, status: 'open' as const, isListed: true, source: MAP, ...rest,
});
const stands = (fromCode: string, slot: string, toCode: string): ImageRelation => ({ kind: 'part-of', fromCode, toCode, slot, from: null, to: null, source: MAP });

const bodies = [body('Q1', 'icb'), body('Q2', 'icb'), body('S1', 'sub-icb-location'), body('U1', 'pcn')];
const around = [stands('S1', 'icb', 'Q1'), stands('U1', 'sub-icb', 'S1')];
const practice = (code: string, icb: string): ImageRelation[] => [stands(code, 'pcn', 'U1'), stands(code, 'sub-icb', 'S1'), stands(code, 'icb', icb)];
const findIn = (versions: Parameters<typeof body>[], relations: ImageRelation[]) =>
  disagreementsFound(new RegisterImage([...bodies, ...versions.map((one) => body(...one))], [...around, ...relations]), DAY);

describe('what does not fit together in the register of a day', () => {
  it('is nothing where all fits', () => {
    expect(findIn([['P1', 'practice'], ['P2', 'practice']], [...practice('P1', 'Q1'), ...practice('P2', 'Q1')])).toEqual([]);
  });

  it('is a PCN whose practices are in two ICBs: the PCN stays where its sub-ICB location is', () => {
    const found = findIn([['P1', 'practice'], ['P2', 'practice'], ['P3', 'practice']], [...practice('P1', 'Q2'), ...practice('P2', 'Q2'), ...practice('P3', 'Q1')]);
    expect(found.filter(({ rule }) => rule === 'pcn-in-two-icbs')).toEqual([
      { code: 'U1', name: 'The U1', kind: 'pcn', about: 'icb', claims: [{ value: 'Q2', source: MAP }, { value: 'Q1', source: MAP }], applied: 'Q1', rule: 'pcn-in-two-icbs', from: DAY, to: DAY },
    ]);
  });

  it('is a practice whose ICB is not that of its sub-ICB location', () => {
    const found = findIn([['P1', 'practice']], practice('P1', 'Q2'));
    expect(found).toMatchObject([{ code: 'P1', about: 'icb', claims: [{ value: 'Q2' }, { value: 'Q1' }], applied: 'Q2', rule: 'icb-not-of-sub-icb' }]);
  });

  it('is a listed practice in no PCN, but not one that no map lists', () => {
    const noPcn = practice('P1', 'Q1').slice(1);
    expect(findIn([['P1', 'practice']], noPcn)).toMatchObject([{ code: 'P1', about: 'pcn', claims: [{ value: null, source: MAP }], applied: null, rule: 'practice-in-no-pcn' }]);
    expect(findIn([['P1', 'practice', { isListed: false }]], noPcn)).toEqual([]);
  });

  it.each(['closed', 'dormant'] as const)('is a practice that the map lists though the organisation files say %s', (status) => {
    const found = findIn([['P1', 'practice', { status, source: 'epraccur/2025-04-23' }]], practice('P1', 'Q1'));
    expect(found).toMatchObject([{ code: 'P1', about: 'status', claims: [{ value: status, source: 'epraccur/2025-04-23' }, { value: 'listed', source: MAP }], applied: status, rule: 'listed-though-not-open' }]);
  });
});
