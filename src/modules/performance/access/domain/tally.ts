import type { AccessMeasureId } from './accessMeasure.ts';
import { dimensionsOf } from './accessRule.ts';
import type { AccessRules, Condition, Dimension } from './accessRule.ts';

/** The appointments of one organisation in one month, added up: a number for each column of the layout. */
export type Tally = Float64Array;

/** What a column of a tally counts: the appointments for which a condition holds, or those of a dimension whose word is not known to the rules. */
export type TallyColumn = { kind: 'condition'; condition: Condition } | { kind: 'unrecognised'; dimension: Dimension };

/** Which numbers stand in a tally, and where. */
export interface TallyLayout {
  columns: readonly TallyColumn[];
  /** Where the numerator and the denominator of a measure stand; null for what is counted of something else. */
  placeOf(measure: AccessMeasureId): { numerator: number | null; denominator: number | null };
  placeOfWord(dimension: Dimension, word: string): number;
  placeOfUnrecognised(dimension: Dimension): number;
}

/** Column 0 is all appointments. A condition that several measures share stands once. */
export function tallyLayout(rules: AccessRules): TallyLayout {
  const columns: TallyColumn[] = [];
  const places = new Map<string, number>();
  const placeOf = (key: string, column: TallyColumn): number => {
    const place = places.get(key);
    if (place !== undefined) return place;
    places.set(key, columns.length);
    return columns.push(column) - 1;
  };
  const conditionPlace = (condition: Condition) => placeOf(JSON.stringify(condition), { kind: 'condition', condition });
  conditionPlace({});
  for (const { dimension, words } of rules.dimensions) {
    for (const { id } of words) conditionPlace({ [dimension]: [id] });
    placeOf(`unrecognised ${dimension}`, { kind: 'unrecognised', dimension });
  }
  const measures = new Map(rules.measures.map((rule) => [rule.id, {
    numerator: rule.numerator && conditionPlace(rule.numerator),
    denominator: rule.denominator && conditionPlace(rule.denominator),
  }]));
  return {
    columns,
    placeOf: (measure) => measures.get(measure)!,
    placeOfWord: (dimension, word) => places.get(JSON.stringify({ [dimension]: [word] }))!,
    placeOfUnrecognised: (dimension) => places.get(`unrecognised ${dimension}`)!,
  };
}

export function addTallies(tallies: Iterable<Tally>, columns: number): Tally {
  const sum = new Float64Array(columns);
  for (const tally of tallies) for (let column = 0; column < columns; column += 1) sum[column]! += tally[column]!;
  return sum;
}

/** Whether a publication that counts by these dimensions can say a measure. */
export const canSay = (rules: AccessRules, measure: AccessMeasureId, counted: readonly Dimension[]): boolean =>
  dimensionsOf(rules.measures.find(({ id }) => id === measure)!).every((dimension) => counted.includes(dimension));
