import type { ReactElement } from 'react';

/** A line of a file that cannot be taken, with the column and what stands there where they are known. */
interface RefusedLine {
  line: number;
  column: string;
  value?: string;
  reason: string;
}

const SHOWN_MAX = 50;

/** What to correct in a file, the first lines of it. */
export function RefusedLines({ refusals }: { refusals: readonly RefusedLine[] }): ReactElement {
  return (
    <>
      <ul>
        {refusals.slice(0, SHOWN_MAX).map(({ line, column, value, reason }, index) => (
          <li key={index}>
            Line {line}
            {column && `, ${column}`}
            {value && ` (“${value}”)`}: {reason}
          </li>
        ))}
      </ul>
      {refusals.length > SHOWN_MAX && <p>And {refusals.length - SHOWN_MAX} more.</p>}
    </>
  );
}
