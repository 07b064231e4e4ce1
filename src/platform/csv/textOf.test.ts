import { expect, test } from 'vitest';
import { textOf } from './textOf.ts';

test.each([
  ['UTF-8', Buffer.from('Ynys Môn – 5', 'utf8'), 'Ynys Môn – 5'],
  ['what a spreadsheet saves', Buffer.from([0x4d, 0xf4, 0x6e, 0x20, 0x96, 0x20, 0x80]), 'Môn – €'],
])('reads %s', (_what, bytes, text) => expect(textOf(bytes)).toBe(text));
