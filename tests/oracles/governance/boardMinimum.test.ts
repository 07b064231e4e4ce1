import { expect, test } from 'vitest';
import { compositionRules } from '#governance';

// Domain dossier B11, check 15: Integrated Care Systems, design framework, June 2021, page 20, read through the article “What do Integrated
// Care Systems Mean for General Practice?” (Ockham Healthcare): ten members at the least, 3 non-executive with the chair, 4 executives, 3 partners.
test('an ICB board has ten members at the least: 3 + 4 + 3', () => {
  const rules = new Map(compositionRules().get('icb-board')!.rules.map(({ id, need }) => [id.replace('icb-board/', ''), need]));
  const leastOf = (id: string): number => {
    const need = rules.get(id)!;
    return need.kind === 'offices' ? need.offices.length : need.kind === 'seats' ? need.least : NaN;
  };
  const [nonExecutive, executive, partners] = [['chair', 'non-executives'], ['chief-executive', 'executives'], ['partner-trust', 'partner-general-practice', 'partner-local-authority']].map((ids) => ids.reduce((sum, id) => sum + leastOf(id), 0));
  expect([nonExecutive, executive, partners]).toEqual([3, 4, 3]);
  expect(leastOf('ten-members')).toBe(10);
});

// The same check: Local Government and Public Involvement in Health Act 2007, section 116ZA: one member of the ICB, one of each responsible authority.
test('an integrated care partnership has one member from the ICB and one from each responsible local authority', () => {
  const { rules } = compositionRules().get('integrated-care-partnership')!;
  expect(rules.map(({ need }) => need)).toMatchObject([{ kind: 'each-body', bodies: 'icb' }, { kind: 'each-body', bodies: 'responsible-councils' }]);
});
