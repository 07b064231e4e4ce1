import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { contractStreams, figureOn, hoursRequired, poundsAnHour } from '#funding';
import type { StreamId } from '#funding';

const figureOf = (stream: StreamId, name: string) => contractStreams().get(stream)!.figures.find(({ id }) => id === `${stream}/${name}`)!;
const on = (day: string) => ({ on: isoDate(day), knownOn: null });
const patients = (count: number) => ({ kind: 'fact', says: 'patients', value: new Fraction(count), unit: 'patients', source: 'check 10' }) as const;
const hours = (stream: StreamId, day: string, count: number): Fraction => hoursRequired(figureOf(stream, 'minutes'), figureOn(figureOf(stream, 'minutes'), on(day))!, patients(count)).value;

describe('domain dossier B11, check 10: the hours that extended hours and enhanced access ask for', () => {
  // Pulse, “Implementing enhanced access across your PCN”, 2022, which prints both for a PCN of 50,000.
  test('50,000 patients are 25 hours a week at 30 minutes for every 1,000, and 50 hours at 60', () => {
    expect([hours('extended-hours', '2022-04-01', 50_000).valueOf(), hours('enhanced-access', '2022-10-01', 50_000).valueOf()]).toEqual([25, 50]);
    expect([figureOf('extended-hours', 'minutes').basis, figureOf('enhanced-access', 'minutes').basis]).toEqual(['registered', 'pcn-adjusted']);
  });
  // GPonline, article 1751577: 6.30pm to 8pm from Monday to Friday, 9am to 5pm on Saturday.
  test('the network standard hours are 15½ a week', () => {
    const evenings = new Fraction(20).sub('18.5').mul(5);
    expect(evenings.add(17 - 9).equals(figureOn(figureOf('enhanced-access', 'network-standard-hours'), on('2022-10-01'))!.value)).toBe(true);
  });
  // National Audit Office, as the Committee of Public Accounts has it (HC 892, 2016–17): £230 an hour at £6 a patient and 30 minutes, £154 in core hours.
  test('an hour of extended access at £6 a patient was £230.77, half as much again as in core hours', () => {
    const hour = poundsAnHour({ pounds: new Fraction(6).mul(50_000), months: 12, hoursAWeek: new Fraction(25) });
    expect(hour.round(2).valueOf()).toBe(230.77);
    expect(hour.div(154).round(1).valueOf()).toBe(1.5);
  });
  test('an hour of enhanced access at £7.46 was £143.46, less than in core hours', () => {
    const rate = figureOn(figureOf('enhanced-access', 'rate'), on('2022-10-01'))!;
    expect(poundsAnHour({ pounds: new Fraction(rate.value).mul(50_000).div(2), months: 6, hoursAWeek: hours('enhanced-access', '2022-10-01', 50_000) }).round(2).valueOf()).toBe(143.46);
  });
});
