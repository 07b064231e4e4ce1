import type { ReactElement } from 'react';

/** Seven voices round a C, growing towards its middle, and the one that they speak with. */
const VOICES = [
  { x: 27.2, y: 8, r: 1.9 },
  { x: 18.5, y: 6.1, r: 2.3 },
  { x: 10.4, y: 9.8, r: 2.7 },
  { x: 6.1, y: 17.5, r: 3 },
  { x: 7.1, y: 26.3, r: 2.7 },
  { x: 13, y: 32.8, r: 2.3 },
  { x: 21.8, y: 34.3, r: 1.9 },
];

/** The sign beside the name; the name itself is text. */
export function WordMark(): ReactElement {
  return (
    <svg className="chorus-mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      <g className="chorus-mark__voices">
        {VOICES.map(({ x, y, r }) => (
          <circle key={x} cx={x} cy={y} r={r} />
        ))}
      </g>
      <circle className="chorus-mark__voice" cx="26" cy="20.5" r="6.5" />
    </svg>
  );
}
