import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { contractStreams } from '../contractRules.ts';
import { figureOn } from './figure.ts';
import type { StreamId } from './figure.ts';
import type { Stream } from '../contractRules.ts';
import { readOverlay } from '../overlayFile.ts';
import { withOverlay } from './overlay.ts';

const overlay = (figures: string) => `author: M. Osei\nintent: A dearer Saturday\nfigures:\n${figures}`;
const on = (streams: ReadonlyMap<StreamId, Stream>, id: string, day: string, knownOn: string | null = null) =>
  figureOn([...streams.values()].flatMap(({ figures }) => figures).find((one) => one.id === id)!, { on: isoDate(day), knownOn: knownOn === null ? null : isoDate(knownOn) })?.value ?? null;

function laid(text: string): ReadonlyMap<StreamId, Stream> {
  const read = readOverlay(text);
  if (!read.ok) throw new Error(read.refusal.what);
  const streams = withOverlay(contractStreams(), read.value);
  if (!streams.ok) throw new Error(streams.refusal.what);
  return streams.value;
}

test('a changed figure holds in its span and the rules hold beside it', () => {
  const streams = laid(overlay("  - { figure: enhanced-access/rate, from: 2024-04-01, to: 2025-04-01, value: '9.00' }"));
  expect(on(streams, 'enhanced-access/rate', '2024-03-31')).toBe('7.578');
  expect(on(streams, 'enhanced-access/rate', '2024-04-01')).toBe('9.00');
  expect(on(streams, 'enhanced-access/rate', '2025-03-31')).toBe('9.00');
  expect(on(streams, 'enhanced-access/rate', '2025-04-01')).toBe('8.427');
  expect(on(streams, 'core-pcn/registered', '2024-04-01')).toBe('2.218');
});

test('it holds whatever day is asked what was known on', () =>
  expect(on(laid(overlay("  - { figure: enhanced-access/rate, from: 2024-04-01, value: '9.00' }")), 'enhanced-access/rate', '2024-06-01', '2024-04-01')).toBe('9.00'));

test('after a span that ends in mid-year the rules’ value comes back, as far as it was known', () => {
  const streams = laid(overlay("  - { figure: enhanced-access/rate, from: 2024-04-01, to: 2024-10-01, value: '9.00' }"));
  expect([on(streams, 'enhanced-access/rate', '2024-10-01'), on(streams, 'enhanced-access/rate', '2024-10-01', '2024-05-01')]).toEqual(['7.975', '7.674']);
});

test('what was retired can be supposed to go on, and is unverified with its author', () => {
  const streams = laid(overlay("  - { figure: capacity-and-access-support/rate, from: 2026-04-01, value: '3.3' }"));
  const figure = streams.get('capacity-and-access-support')!.figures[0]!;
  expect(figureOn(figure, { on: isoDate('2026-06-01'), knownOn: null })).toMatchObject({ value: '3.3', status: 'unverified', source: { title: 'What if: A dearer Saturday', locator: 'changed by M. Osei' } });
});

test('the rules themselves stay as they were', () => {
  laid(overlay("  - { figure: enhanced-access/rate, from: 2024-04-01, value: '9.00' }"));
  expect(on(contractStreams(), 'enhanced-access/rate', '2024-04-01')).toBe('7.975');
});

test.each([
  ['no author', "intent: X\nfigures:\n  - { figure: a/b, from: 2024-04-01, value: '1' }", 'Say who changes them, as author.'],
  ['an empty intent', "author: A\nintent: ' '\nfigures:\n  - { figure: a/b, from: 2024-04-01, value: '1' }", 'Say what for, as intent.'],
  ['no figures', 'author: A\nintent: X\nfigures: []', 'Name at least one figure that changes.'],
  ['a day that is none', overlay("  - { figure: a/b, from: 2024-02-31, value: '1' }"), 'Write from like 2025-04-01.'],
  ['an end before its beginning', overlay("  - { figure: a/b, from: 2024-04-01, to: 2024-04-01, value: '1' }"), 'a/b would end on 2024-04-01 and begins on 2024-04-01.'],
  ['no YAML', 'author: [', 'It is not YAML'],
  ['nothing', '', 'Say who changes them, as author.'],
])('refuses a file with %s', (_what, text, says) => {
  const read = readOverlay(text);
  expect(read.ok ? '' : read.refusal.what).toContain(says);
});

test.each([
  ['an unknown figure', "  - { figure: enhanced-access/bonus, from: 2024-04-01, value: '1' }", 'The rules have no figure “enhanced-access/bonus”.'],
  ['a bad number', "  - { figure: enhanced-access/rate, from: 2024-04-01, value: 'nine' }", '“nine” is not a figure.'],
  ['a negative rate', '  - { figure: enhanced-access/rate, from: 2024-04-01, value: -1 }', '“-1” is not a figure.'],
  ['more than the whole', "  - { figure: capacity-and-access-improvement/part/risk-stratification, from: 2025-04-01, value: '4/3' }", '4/3 is more than one'],
])('refuses %s when it is laid over the rules', (_what, figures, says) => {
  const read = readOverlay(overlay(figures));
  if (!read.ok) throw new Error(read.refusal.what);
  const found = withOverlay(contractStreams(), read.value);
  expect(found.ok ? '' : found.refusal.what).toContain(says);
});
