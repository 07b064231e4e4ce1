/** Windows-1252 differs from Latin 1 in 0x80–0x9F only; nought stands for the five bytes that mean nothing. */
export const WINDOWS_1252_80_TO_9F = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** The text of a file: UTF-8, or the Windows-1252 that a spreadsheet saves. */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Node 20’s own decoder takes these bytes for the control characters of Latin 1.
    return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => String.fromCharCode(WINDOWS_1252_80_TO_9F[sign.charCodeAt(0) - 0x80] || sign.charCodeAt(0)));
  }
}
