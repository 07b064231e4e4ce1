import type { ReactElement } from 'react';
import { DateField, RadioField, TextField, type FormState } from '#platform/web/form.tsx';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import { dayFieldValues, needDay, textIn } from '#platform/web/formValues.ts';
import type { MeetingDraft } from '../../commands/meetings/callMeeting.ts';
import { londonDay, londonInstant, londonTime, parseTime } from '../../domain/londonTime.ts';
import type { Meeting } from '../../domain/meeting.ts';

/** When and where a meeting is. */
export function MeetingFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <DateField name="day" label="Day" form={form} />
      <TextField name="starts" label="From" hint="Such as 14:00, by the clock of England" width={5} form={form} />
      <TextField name="ends" label="To" width={5} form={form} />
      <TextField name="place" label="Where" hint="A room, or the link to join by" form={form} />
      <RadioField
        name="isPublic"
        label="Who may come and read of it"
        isInline
        options={[{ value: 'yes', label: 'Everybody: it is in public' }, { value: 'no', label: 'Those who sit in it' }]}
        form={form}
      />
    </>
  );
}

/** What a form says of a meeting, or what is wrong with it, by field. */
export function meetingIn(values: SentValues): { ok: true; draft: MeetingDraft } | { ok: false; errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const day = needDay(values, 'day', errors);
  const [starts, ends] = [parseTime(textIn(values, 'starts')), parseTime(textIn(values, 'ends'))];
  if (!starts) errors['starts'] = 'Enter a time, such as 14:00';
  if (!ends) errors['ends'] = 'Enter a time, such as 16:00';
  if (starts && ends && ends <= starts) errors['ends'] = 'Enter an end that is after the beginning';
  if (!day || !starts || !ends || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, draft: { startsAt: londonInstant(day, starts), endsAt: londonInstant(day, ends), place: textIn(values, 'place'), isPublic: textIn(values, 'isPublic') === 'yes' } };
}

export const MEETING_FIELDS = ['day', 'starts', 'ends', 'place'];

/** A meeting as the values of its form. */
export const meetingValues = ({ startsAt, endsAt, place, isPublic }: Meeting): SentValues => ({
  ...dayFieldValues('day', londonDay(startsAt)), starts: londonTime(startsAt), ends: londonTime(endsAt), place, isPublic: isPublic ? 'yes' : 'no',
});
