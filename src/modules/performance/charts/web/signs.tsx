import type { ReactElement } from 'react';
import type { Improvement } from '../domain/series.ts';
import type { Assurance, PointType } from '../domain/spcWords.ts';

/** Colours as attributes, so that a drawing on its own, as a file, looks as on its page. Blue and orange are the field's own; shapes say the same in grey. */
export const INK = { text: '#212b32', quiet: '#4c6272', line: '#768692', grid: '#d8dde0', better: '#005eb8', worse: '#c04a00', neutral: '#5b2a86', common: '#768692', target: '#b0006d', paper: '#ffffff' } as const;

export const COLOUR: Record<PointType, string> = { common_cause: INK.common, special_cause_improvement: INK.better, special_cause_concern: INK.worse, special_cause_neutral_high: INK.neutral, special_cause_neutral_low: INK.neutral };

/** A point: a dot for common cause, a diamond for improvement, a square for concern, a triangle for high and low. */
export function PointSign({ type, x, y, title }: { type: PointType; x: number; y: number; title?: string }): ReactElement {
  const path: Record<PointType, string> = {
    common_cause: `M${x - 2.4},${y}a2.4,2.4 0 1,0 4.8,0a2.4,2.4 0 1,0 -4.8,0z`,
    special_cause_improvement: `M${x},${y - 4.4}l4.4,4.4l-4.4,4.4l-4.4,-4.4z`,
    special_cause_concern: `M${x - 3.2},${y - 3.2}h6.4v6.4h-6.4z`,
    special_cause_neutral_high: `M${x},${y - 4}l4.2,7h-8.4z`,
    special_cause_neutral_low: `M${x},${y + 4}l4.2,-7h-8.4z`,
  };
  return (
    <path className={`spc-point spc-point--${type}`} d={path[type].replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10))} fill={COLOUR[type]} stroke={INK.paper} strokeWidth={0.8}>
      {title && <title>{title}</title>}
    </path>
  );
}

/** The sign of variation: a ring; within it points that wave about their line, or that climb or fall, with H for high and L for low. */
export function VariationSign({ type, improvement, size = 34 }: { type: PointType; improvement: Improvement; size?: number }): ReactElement {
  const isHigh = type === 'special_cause_neutral_high' || (type === 'special_cause_improvement' && improvement === 'increase') || (type === 'special_cause_concern' && improvement === 'decrease');
  const colour = COLOUR[type];
  return (
    <svg className="spc-sign" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <circle cx={20} cy={20} r={17.5} fill={INK.paper} stroke={colour} strokeWidth={4} />
      {type === 'common_cause' ? (
        <>
          <path d="M8,14H32M8,26H32" stroke={INK.line} strokeWidth={1.2} strokeDasharray="2 2" fill="none" />
          <Dots colour={colour} at={[[10, 20], [14.5, 16.5], [19, 23], [23.5, 17.5], [28, 22]]} />
        </>
      ) : (
        <>
          <text x={isHigh ? 14.5 : 25.5} y={isHigh ? 19.5 : 20.5} fontSize={13} fontWeight={700} fontFamily={FONT} textAnchor="middle" fill={colour}>{isHigh ? 'H' : 'L'}</text>
          <Dots colour={colour} at={isHigh ? [[9.5, 28], [14.5, 26.5], [19.5, 28.5], [24.5, 22], [29, 14]] : [[11, 14], [15.5, 22], [20.5, 28.5], [25.5, 26.5], [30.5, 28]]} />
        </>
      )}
    </svg>
  );
}

/** The sign of assurance: P for a target that will be met, F for one that will not, a question mark for hit or miss. */
export function AssuranceSign({ assurance, improvement, size = 34 }: { assurance: Exclude<Assurance, 'NA'>; improvement: Improvement; size?: number }): ReactElement {
  const colour = assurance === 'consistent_pass' ? INK.better : assurance === 'consistent_fail' ? INK.worse : INK.common;
  // The target lies above the process, below it, or runs through it.
  const target = assurance === 'inconsistent' ? 26 : (assurance === 'consistent_fail') === (improvement === 'increase') ? 21.5 : 31;
  return (
    <svg className="spc-sign" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <circle cx={20} cy={20} r={17.5} fill={INK.paper} stroke={colour} strokeWidth={4} />
      <text x={20} y={18.5} fontSize={13} fontWeight={700} fontFamily={FONT} textAnchor="middle" fill={colour}>{assurance === 'consistent_pass' ? 'P' : assurance === 'consistent_fail' ? 'F' : '?'}</text>
      <path d="M10,26q3,-5 6,0t6,0t6,0" fill="none" stroke={INK.quiet} strokeWidth={1.6} />
      <path d={`M9,${target}H31`} stroke={INK.target} strokeWidth={1.6} strokeDasharray="3 2" fill="none" />
    </svg>
  );
}

export const FONT = 'Arial, Liberation Sans, Helvetica, DejaVu Sans, sans-serif';

const Dots = ({ at, colour }: { at: readonly (readonly [number, number])[]; colour: string }): ReactElement => (
  <>
    <path d={`M${at.map((spot) => spot.join(',')).join('L')}`} fill="none" stroke={colour} strokeWidth={1} />
    {at.map(([x, y]) => <circle key={x} cx={x} cy={y} r={2} fill={colour} />)}
  </>
);
