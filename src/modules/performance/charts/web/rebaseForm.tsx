import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { PostForm, TextAreaField, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { POINT_TYPE_WORDS } from '../domain/saySpc.ts';
import type { SustainedShift } from '../domain/sustainedShift.ts';

export const REBASES = '/performance/rebases';

/** The page of a chart's new baselines; `at` and `words` fill the form, as a found shift proposes. */
export function rebasesPath(seriesId: string, proposed: { at?: string; words?: string } = {}): string {
  return `${REBASES}?${new URLSearchParams({ series: seriesId, ...proposed }).toString()}`;
}

/** What a found shift says of itself: the beginning of a reason, which a person finishes. */
export function shiftWords({ points, direction, meaning, event, at }: SustainedShift): string {
  const seen = `${points} in a row lie ${direction} the mean since ${sayMonth(at)} (${POINT_TYPE_WORDS[meaning].toLowerCase()})`;
  return event ? `${seen}, after: ${event.words} (${sayDate(event.date)}).` : `${seen}. Nothing is on record that may have caused it.`;
}

/** Under a chart, for who may propose: that a new baseline could begin, and the way to propose it. Nothing is re-based by itself. */
export function RebaseHint({ seriesId, shift }: { seriesId: string; shift: SustainedShift | null }): ReactElement | null {
  if (!shift) return null;
  return (
    <p className="chart__note">
      {shiftWords(shift)} If the change will stay and its cause is known, <a href={rebasesPath(seriesId, { at: shift.at, words: shiftWords(shift) })}>propose a new baseline from {sayMonth(shift.at)}</a>.
    </p>
  );
}

/** Proposes a new baseline of a chart; sent to `/performance/rebases`, which leads back to the chart’s baselines. */
export function ProposeForm({ seriesId, isSecondary, form }: { seriesId: string; isSecondary: boolean; form: FormState }): ReactElement {
  return (
    <PostForm action={REBASES} submit="Propose this baseline" isSecondary={isSecondary} form={form}>
      <input type="hidden" name="series" value={seriesId} />
      <input type="hidden" name="event" value="propose" />
      <TextField name="at" label="The first period of the new baseline" hint="For example, 2025-10-01" width={10} form={form} />
      <TextAreaField name="words" label="What was seen, and what changed" rows={3} form={form} />
    </PostForm>
  );
}
