import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPounds, writePounds } from './pounds.ts';

test.each([[0, '0.00'], [5, '0.05'], [2_500_050, '25000.50'], [-1, '-0.01']])('%i pence are written %s', (pence, text) => expect(writePounds(pence)).toBe(text));

test('what is written is read as the same pence', () => fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), (pence) => void expect(readPounds(writePounds(pence))).toEqual({ ok: true, value: pence }))));
