import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { readSettings } from '#app/settings.ts';
import { openSystem } from '#app/system.ts';
import type { System } from '#app/system.ts';
import type { Change, ChangeEvent } from '../../../src/modules/register/domain/changes.ts';
import { changesBetween } from '../../../src/modules/register/domain/changes.ts';
import { registerCounts } from '../../../src/modules/register/domain/counts.ts';
import type { OrganisationKind } from '../../../src/modules/register/domain/organisationKind.ts';
import type { RegisterImage } from '../../../src/modules/register/domain/registerImage.ts';
import { distinct, listsOf, mapOf, movedBetween, onlyIn, renamedNetworks } from './publishedMaps.ts';
import '../../testing/madeRecord.ts';

const data = join(process.env.CHORUS_SHARED ?? resolve(import.meta.dirname, '../../../../shared'), 'data');
const isPresent = existsSync(data);
const MONTHS = ['2025-03', '2025-04', '2025-11'] as const;
const dayOf = (month: string) => `${month}-01`;

// Where the result counts for others, a missing input is a failure.
test.runIf(process.env.CI !== undefined)('the published files are here in CI', () => {
  expect(isPresent, `there is no ${data}; set CHORUS_SHARED`).toBe(true);
});

describe.skipIf(!isPresent)(`England as the published files have it${isPresent ? '' : ` (skipped: there is no ${data}; set CHORUS_SHARED)`}`, () => {
  let folder = '';
  let system: System;
  let image: RegisterImage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chorus-england-'));
    system = await openSystem(readSettings({ CHORUS_DATA: folder }, folder), false);
    const { found, refused } = await findFiles(system, [join(data, 'organisations'), join(data, 'list-sizes')]);
    expect(refused).toEqual([]);
    // The age bands are no part of the register, and the largest file of all.
    for (const source of found) {
      if (source.recognised.dataset.id !== 'patients-registered-ages') await loadFile(system, source, 'console:test');
      await source.dispose();
    }
    image = await system.register.reader.image();
  }, 300_000);
  afterAll(async () => {
    await system?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has 6,200 practices and 1,297 networks in 106 locations and 42 boards listed on 1 November 2025', () => {
    const counts = registerCounts(image, '2025-11-01');
    expect([counts.practice.listed, counts.pcn.listed, counts['sub-icb-location'].listed, counts.icb.listed]).toEqual([6200, 1297, 106, 42]);
  });

  describe.each(MONTHS)('in %s', (month) => {
    const day = dayOf(month);

    test('lists what the map lists', () => {
      const map = mapOf(data, month);
      const counts = registerCounts(image, day);
      expect([counts.practice.listed, counts.pcn.listed, counts['sub-icb-location'].listed, counts.icb.listed]).toEqual([map.size, distinct(map, 'pcn').size, distinct(map, 'subIcb').size, distinct(map, 'icb').size]);
    });

    test('has every practice in the network, location and board in which the map has it', () => {
      const differing = [...mapOf(data, month).values()].filter(({ practice, pcn, subIcb, icb }) =>
        image.inSlot(practice, 'pcn', day) !== (pcn === 'U' ? null : pcn) || image.inSlot(practice, 'sub-icb', day) !== subIcb || image.inSlot(practice, 'icb', day) !== icb);
      expect(differing).toEqual([]);
    });

    test('has every list, and their sums by board', async () => {
      const lists = listsOf(data, month);
      const registered = await system.register.populations.registered(day);
      expect(registered?.asOf).toBe(day);
      expect([...registered!.byPractice].sort()).toEqual([...lists].sort());
      const sums = new Map<string, number>();
      for (const { practice, icb } of mapOf(data, month).values()) sums.set(icb, (sums.get(icb) ?? 0) + (lists.get(practice) ?? 0));
      for (const [icb, sum] of sums) {
        const ours = image.practicesWithin(icb, day).reduce((total, practice) => total + (registered!.byPractice.get(practice) ?? 0), 0);
        expect([icb, ours]).toEqual([icb, sum]);
      }
    });
  });

  const codesOf = (changes: Change[], kind: OrganisationKind, ...events: ChangeEvent[]) => [...new Set(changes.filter((one) => one.kind === kind && events.includes(one.event)).map(({ code }) => code))].sort();
  const between = (from: string, to: string) => changesBetween(image, dayOf(from), dayOf(to), dayOf(MONTHS[0]));

  describe.each([['2025-03', '2025-04'], ['2025-04', '2025-11']])('between the maps of %s and %s', (from, to) => {
    test('the practices that moved are those that stand elsewhere in the second', () => {
      const [before, after, changes] = [mapOf(data, from), mapOf(data, to), between(from, to)];
      expect(codesOf(changes, 'practice', 'moved-pcn')).toEqual(movedBetween(before, after, 'pcn'));
      expect(codesOf(changes, 'practice', 'moved-sub-icb')).toEqual(movedBetween(before, after, 'subIcb'));
      expect(codesOf(changes, 'practice', 'moved-icb')).toEqual(movedBetween(before, after, 'icb'));
    });
    test('the practices that closed and opened are those in one map only', () => {
      const [before, after, changes] = [mapOf(data, from), mapOf(data, to), between(from, to)];
      expect(codesOf(changes, 'practice', 'closed')).toEqual(onlyIn(before.keys(), after));
      expect(codesOf(changes, 'practice', 'opened')).toEqual(onlyIn(after.keys(), before));
    });
    test('the networks that ended, began and were renamed are those that the maps show so', () => {
      const [before, after, changes] = [mapOf(data, from), mapOf(data, to), between(from, to)];
      expect(codesOf(changes, 'pcn', 'closed', 'recoded')).toEqual(onlyIn(distinct(before, 'pcn'), distinct(after, 'pcn')));
      expect(codesOf(changes, 'pcn', 'opened')).toEqual(onlyIn(distinct(after, 'pcn'), distinct(before, 'pcn')));
      expect(codesOf(changes, 'pcn', 'renamed')).toEqual(renamedNetworks(before, after));
    });
  });

  // The first and the last map alone would not show who moved and moved back, nor who moved and then closed.
  test('over all the maps, the moves are those from each to the next', () => {
    const [first, second, third] = MONTHS.map((month) => mapOf(data, month));
    const moved = new Set([...movedBetween(first!, second!, 'pcn'), ...movedBetween(second!, third!, 'pcn')]);
    expect(codesOf(between(MONTHS[0], MONTHS[2]), 'practice', 'moved-pcn')).toEqual([...moved].sort());
  });
});
