import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { FrameContext } from '../web/frame.ts';
import type { Frame } from '../web/frame.ts';
import { digestMail } from './digestMail.ts';
import { periodDue, type DigestChoice } from './digestPeriod.ts';
import { gatherTasks, inOrder } from './gatherTasks.ts';
import { sayDue, sayMinutes, sayTotal } from './sayTasks.ts';
import type { Task } from './task.ts';
import { TodayList } from './web/todayList.tsx';

const DAY = isoDate('2026-06-03');
const task = (id: string, more: Partial<Task> = {}): Task => ({ id, title: `Answer ${id}`, why: 'You answer for Mill Surgery.', href: `/q/${id}`, due: null, minutes: 1, ...more });
const person = { personId: 'ada', permissions: new Set<string>() };

describe('the list', () => {
  it('has what is longest overdue first, then by its day, and what has no day last, each once', () => {
    const tasks = [task('none'), task('later', { due: isoDate('2026-07-01') }), task('over', { due: isoDate('2026-05-01') }), task('today', { due: DAY }), task('over', { due: isoDate('2026-05-01') })];
    expect(inOrder(tasks).map(({ id }) => id)).toEqual(['over', 'today', 'later', 'none']);
  });

  it('stands though a source fails, and says what is missing', async () => {
    const failures: string[] = [];
    const failing = { looksFor: 'canvasses to answer', source: async () => Promise.reject(new Error('no such table')) };
    const today = await gatherTasks([failing, { looksFor: 'reports', source: async () => [task('a')] }], person, new Date(), (looksFor) => failures.push(looksFor));
    expect(today).toMatchObject({ tasks: [{ id: 'a' }], missing: ['canvasses to answer'] });
    expect(failures).toEqual(['canvasses to answer']);
  });

  test.each([
    [[1], 'One thing, about 1 minute'],
    [[1, 2, 2], 'Three things, about 5 minutes'],
    [[0.2, 0.2], 'Two things, about 1 minute'],
    [Array<number>(12).fill(6), '12 things, about 1 hour 12 minutes'],
  ])('of %j minutes adds up to “%s”', (minutes, said) => expect(sayTotal(minutes.map((each) => ({ minutes: each })))).toBe(said));

  test.each([
    [null, null], ['2026-06-01', '2 days over'], ['2026-06-02', '1 day over'], ['2026-06-03', 'Today'], ['2026-06-04', 'Tomorrow'], ['2026-06-05', 'By Friday 5 June'], ['2027-01-04', 'By Monday 4 January 2027'], ['2025-06-03', '365 days over'], ['2025-06-02', 'More than a year over'],
  ])('says of %s on 3 June: %s', (due, said) => expect(sayDue(due === null ? null : isoDate(due), DAY)).toBe(said));

  it('says two hours as hours', () => expect(sayMinutes(120)).toBe('2 hours'));
});

describe('a mail is due', () => {
  const daily: DigestChoice = { every: 'day' };
  const mondays: DigestChoice = { every: 'week', weekday: 1 };
  const long = '2026-01-01T12:00:00Z';
  test.each<[string, DigestChoice, chosenAt: string, now: string, string | null]>([
    ['at seven in summer, which is six by UTC', daily, long, '2026-06-03T06:00:00Z', '2026-06-03'],
    ['not a minute before: that is yesterday’s', daily, long, '2026-06-03T05:59:00Z', '2026-06-02'],
    ['at seven in winter, which is seven by UTC', daily, long, '2026-12-03T07:00:00Z', '2026-12-03'],
    ['not by six of UTC in winter', daily, long, '2026-12-03T06:59:00Z', '2026-12-02'],
    ['first on the morning after it was chosen', daily, '2026-06-03T08:00:00Z', '2026-06-03T20:00:00Z', null],
    ['the same morning where it was chosen before seven', daily, '2026-06-03T05:00:00Z', '2026-06-03T06:30:00Z', '2026-06-03'],
    ['on its weekday', mondays, long, '2026-06-01T06:00:00Z', '2026-06-01'],
    ['still, days after, where nobody ran', mondays, long, '2026-06-04T12:00:00Z', '2026-06-01'],
    ['not before its weekday has come since it was chosen', mondays, '2026-06-02T12:00:00Z', '2026-06-05T12:00:00Z', null],
    ['when the clocks go forward in the night', { every: 'week', weekday: 7 }, long, '2026-03-29T06:00:00Z', '2026-03-29'],
    ['never, where it is off', { every: 'off' }, long, '2026-06-03T12:00:00Z', null],
  ])('%s', (_name, choice, chosenAt, now, period) => expect(periodDue(choice, new Date(chosenAt), new Date(now))).toBe(period));

  it('once for each period: no two moments in one period name two days, and a later moment names no earlier day', () => {
    const moment = fc.integer({ min: Date.parse('2026-01-08'), max: Date.parse('2027-12-31') }).map((at) => new Date(at));
    const choice = fc.oneof(fc.constant(daily), fc.integer({ min: 1, max: 7 }).map((weekday): DigestChoice => ({ every: 'week', weekday })));
    fc.assert(
      fc.property(choice, moment, moment, (chosen, one, other) => {
        const [earlier, later] = [one, other].sort((a, b) => a.getTime() - b.getTime());
        const [first, second] = [periodDue(chosen, new Date(0), earlier!)!, periodDue(chosen, new Date(0), later!)!];
        expect(first <= second).toBe(true);
        expect(second === first || second >= addDays(first, chosen.every === 'day' ? 1 : 7)).toBe(true);
      }),
    );
  });
});

describe('what is shown', () => {
  const frame = { csrfToken: () => 'token' } as Frame;
  const show = (tasks: Task[], missing: string[] = []): string => renderToStaticMarkup(<FrameContext.Provider value={frame}><TodayList today={{ tasks, missing }} day={DAY} digest={{ every: 'off' }} /></FrameContext.Provider>);
  const hostile = '<script>alert(1)</script>';

  it('is kind where there is nothing, and never says so of what it could not look for', () => {
    expect(show([])).toContain('Nothing needs you just now.');
    expect(show([], ['reports'])).not.toContain('Nothing needs you');
    expect(show([], ['reports'])).toContain('We could not look for reports just now');
  });

  it('puts a form of a choice behind a fold, and one press as its button', () => {
    const inPlace = { action: '/reports/R1/acknowledge', submit: 'I have read this', fields: { back: 'today' } };
    expect(show([task('a', { inPlace })])).not.toContain('<details');
    const choosing = show([task('a', { inPlace: { ...inPlace, choice: { name: 'answer', legend: 'Your answer', options: [{ value: 'support', label: 'Support' }] } } })]);
    expect(choosing).toMatch(/<details[^]*action="\/reports\/R1\/acknowledge"[^]*name="_csrf"[^]*name="back" value="today"[^]*type="radio"[^>]*name="answer"[^]*<\/details>/);
  });

  it('keeps text that tries to be HTML as text, on the page and in the mail', () => {
    expect(show([task('a', { title: hostile, why: hostile })])).not.toContain('<script>');
    const words = digestMail({ name: hostile, today: { tasks: [task('a', { title: hostile })], missing: [] }, day: DAY, choice: { every: 'day' }, siteName: 'Chorus', publicUrl: 'https://chorus.example', stopHref: 'https://chorus.example/stop' });
    expect(words.paragraphs[1]).toBe(`1. ${hostile}. No date; about 1 minute. You answer for Mill Surgery.`);
    expect(words.subject).toBe('Chorus: one thing, about 1 minute');
  });
});
