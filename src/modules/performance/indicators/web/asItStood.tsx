import type { ReactElement } from 'react';
import { endOf } from '#kernel/financialYear.ts';
import { parseIsoDate, sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PcnStanding } from '../queries/pcnStanding.ts';

/** The earlier day that was asked for; null for today, for a day to come, and for what is no day. */
export function dayAsked(text: string | undefined, today: IsoDate): IsoDate | null {
  const day = text === undefined ? null : parseIsoDate(text);
  return day !== null && day < today ? day : null;
}

/** Tells that a year is over, and leads to how it stood at the end of its months; or tells that one looks back, and leads to today. */
export function AsItStood({ standing: { year, on, countedTo, standings }, path }: { standing: Pick<PcnStanding, 'year' | 'on' | 'countedTo' | 'standings'>; path: (on: IsoDate | null) => string }): ReactElement | null {
  const isOver = standings.length > 0 && standings.every(({ window }) => window.is === 'over');
  const days = countedTo.filter((day) => day < endOf(year) && day !== countedTo.at(-1));
  if (on === null && (!isOver || days.length === 0)) return null;
  return (
    <p>
      {on ? <><strong>As it stood on {sayDate(on)}</strong>, by what had been counted to that day. <a href={path(null)}>As it is today</a>. </> : <>{year} is over: what was earned stands, and no effort can add to it. </>}
      {days.length > 0 && <>As it stood at the end of: </>}
      {days.map((day, index) => (
        <span key={day}>
          {index > 0 && ' · '}
          {day === on ? <strong>{sayMonth(day)}</strong> : <a href={path(day)}>{sayMonth(day)}</a>}
        </span>
      ))}
    </p>
  );
}
