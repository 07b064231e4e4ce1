import { z } from 'zod';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { TEST_IDS } from './domain/belonging.ts';
import type { BelongingRules, TestId } from './domain/belonging.ts';

const sourced = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const tests = z.array(z.enum(TEST_IDS));
const home = z.strictObject({ needs: tests.min(1), helps: tests, ...sourced });

const BelongingFile = z.strictObject({
  tests: z.array(z.strictObject({ id: z.enum(TEST_IDS), title: z.string(), says: z.string(), step: z.string(), ...sourced })).length(TEST_IDS.length),
  homes: z.strictObject({ practice: home, team: home }),
  meeting: z.strictObject({ atMostWeeks: z.int().min(1), ...sourced }),
});

/** A test of belonging, as the pages say it. */
export interface BelongingTest {
  id: TestId;
  title: string;
  says: string;
  /** The smallest step that would mend it. */
  step: string;
  status: FigureStatus;
  source: { title: string; address: string; locator: string };
}

let known: (BelongingRules & { tests: ReadonlyMap<TestId, BelongingTest> }) | undefined;

/** What the rules say of belonging. Read once; throws where the file is not as it should be. */
export function belongingRules(): BelongingRules & { tests: ReadonlyMap<TestId, BelongingTest> } {
  if (known) return known;
  const find = sourceFinder();
  const file = BelongingFile.parse(readRules('workforce/belonging.yaml'));
  return (known = {
    tests: new Map(file.tests.map(({ id, title, says, step, source, locator, status }) => {
      const { title: of, address } = find(source);
      return [id, { id, title, says, step, status, source: { title: of, address, locator } }];
    })),
    homes: file.homes,
    meetsWeeksMax: file.meeting.atMostWeeks,
  });
}
