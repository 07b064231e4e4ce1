import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { minutesFacts } from '../queries/minutes.ts';
import { inventedPlace } from '../testing/inventedPlace.ts';
import { plantMeeting } from '../testing/plantedMeeting.ts';
import { minutesFrom, readMinutes } from './minutes.ts';
import type { MinutesFacts } from './minutes.ts';
import { minutesDiff } from './minutesDiff.ts';

describe('minutes', () => {
  let database: Database;
  let facts: MinutesFacts;
  beforeAll(async () => {
    database = await testDatabase('pglite');
    await inventedPlace(database);
    facts = await minutesFacts(database.as(), (await plantMeeting(database)).meetingId);
  });
  afterAll(() => database.close());

  test('say what happened: who was there, what was declared, counted and decided, how it stands, who does what', async () => {
    const { words, privateWords } = minutesFrom(facts);
    await expect(`${words}\n`).toMatchFileSnapshot('minutes.golden.txt');
    await expect(`${privateWords}\n`).toMatchFileSnapshot('minutesPrivate.golden.txt');
  });

  test('of a meeting without private items have no private part', () => {
    expect(minutesFrom({ ...facts, items: facts.items.filter(({ isPrivate }) => !isPrivate) }).privateWords).toBeNull();
  });

  test('of a meeting of which nothing is recorded say so', () => {
    const { words } = minutesFrom({ ...facts, attendance: [], items: [], conflicts: [], votes: [], decisions: [], actions: [], quorum: null });
    expect(words).toContain('Nobody is recorded as present.');
    expect(words).toContain('General practice (general practice): nobody came, so this part of general practice had no voice');
  });

  test('keep what somebody typed as words: no line of theirs becomes a heading', () => {
    const [first] = facts.items;
    const { words } = minutesFrom({ ...facts, items: [{ ...first!, title: 'Harmless\n## 9. Another item\n<script>' }] });
    expect(readMinutes(words).filter(({ kind }) => kind === 'heading').map(({ lines }) => lines[0])).toContain('1. Harmless ## 9. Another item <script>');
  });

  test('say that a mandate was left, and nothing of what it allowed', () => {
    const [decision] = facts.decisions;
    const finding = { check: 'mandate' as const, isMet: false, says: 'Up to £90,000 was allowed', rule: 'Mandate', source: 'Mandate', standing: 'provisional' as const };
    const { words } = minutesFrom({ ...facts, decisions: [{ ...decision!, standing: 'provisional', findings: [finding], owed: [{ findingIndex: 0, kind: 'ratify', says: 'Ratify £125,000 above £90,000' }] }] });
    expect(words).toContain('agreed outside a mandate');
    expect(words).not.toContain('90,000');
  });

  test('are read as titles, headings, points and paragraphs', () => {
    expect(readMinutes('# A\n\nOne\ntwo\n\nThree\n## B\n- x\n- y\n#no')).toEqual([
      { kind: 'title', lines: ['A'] }, { kind: 'paragraph', lines: ['One', 'two'] }, { kind: 'paragraph', lines: ['Three'] },
      { kind: 'heading', lines: ['B'] }, { kind: 'points', lines: ['x', 'y'] }, { kind: 'paragraph', lines: ['#no'] },
    ]);
  });
});

describe('the difference of two versions', () => {
  test('shows what was removed and added, and what stayed', () => {
    expect(minutesDiff('a\n\nb\nc', 'a\nx\nc\nd')).toEqual([
      { change: 'same', text: 'a' }, { change: 'removed', text: 'b' }, { change: 'added', text: 'x' }, { change: 'same', text: 'c' }, { change: 'added', text: 'd' },
    ]);
  });

  test('gives back both versions, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(fc.property(text, text, (before, after) => {
      const diff = minutesDiff(before, after);
      expect(diff.filter(({ change }) => change !== 'added').map((line) => line.text).join('\n')).toBe(before);
      expect(diff.filter(({ change }) => change !== 'removed').map((line) => line.text).join('\n')).toBe(after);
    }));
  });

  test('of endless versions is the one after the other', () => {
    const long = (mark: string) => Array.from({ length: 2_001 }, (_, index) => `${mark}${index}`).join('\n');
    expect(minutesDiff(long('a'), long('b'))).toHaveLength(4_002);
  });
});
