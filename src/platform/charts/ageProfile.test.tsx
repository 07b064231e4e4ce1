import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AgeProfile, describeAgeProfile, type AgeBand } from './ageProfile.tsx';

const band = (label: string, female: number, male: number): AgeBand => ({ label, female, male });
const young = [band('0 to 64', 40, 38), band('65 to 74', 10, 8), band('75 and over', 3, 1)];
const country = [band('0 to 64', 410, 400), band('65 to 74', 60, 50), band('75 and over', 50, 30)];

describe('describeAgeProfile', () => {
  it.each<[string, AgeBand[], { name: string; bands: AgeBand[] } | undefined, string]>([
    ['says the share against a comparison', young, { name: 'England', bands: country }, '22% are 65 or over, against 19% in England.'],
    ['says so where both round to the same', young, { name: 'England', bands: young }, '22% are 65 or over, the same as in England.'],
    ['stands alone without a comparison', young, undefined, '22% are 65 or over.'],
    ['ignores a comparison of nobody', young, { name: 'England', bands: [] }, '22% are 65 or over.'],
    ['takes the next band where none starts at 65', [band('0 to 69', 1, 1), band('70 and over', 1, 1)], undefined, '50% are 70 or over.'],
    ['does not round somebody away', [band('0 to 64', 500, 499), band('65 and over', 1, 0)], undefined, 'Under 1% are 65 or over.'],
    ['counts people of unknown age in the whole', [band('0 to 64', 1, 1), band('65 and over', 1, 0), band('Unknown', 0, 1)], undefined, '25% are 65 or over.'],
    ['says so where no band is that old', [band('0 to 17', 2, 1)], undefined, '3 people; no age band starts at 65 or over.'],
    ['says so where there is nobody', [band('0 to 64', 0, 0)], undefined, 'No ages are known for these people.'],
  ])('%s', (_, bands, comparison, sentence) => expect(describeAgeProfile(bands, comparison)).toBe(sentence));
});

describe('AgeProfile', () => {
  const draw = (bands: AgeBand[], comparison?: AgeBand[]) =>
    renderToStaticMarkup(<AgeProfile id="age" heading="Age and sex" bands={bands} comparison={comparison && { name: 'England', bands: comparison }} source="Invented" />);

  it('is a figure with a heading, a sentence, a named drawing, its figures as a table and a source', () => {
    expect(draw(young, country).replaceAll('><', '>\n<')).toMatchSnapshot();
  });

  it('draws no picture of nobody', () => {
    const html = draw([]);
    expect(html).toContain('No ages are known for these people.');
    expect(html).not.toContain('<svg');
    expect(html).not.toContain('<table');
  });

  it('draws one person without a number that is not one', () => expect(draw([band('0 to 64', 1, 0)], country)).not.toMatch(/NaN|Infinity/));

  it('styles with classes only, as a strict content security policy asks', () => expect(draw(young, country)).not.toMatch(/style=/));
});
