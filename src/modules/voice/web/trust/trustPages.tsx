import { z } from 'zod';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { dateFieldText } from '#platform/web/formValues.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { forumsOn } from '#governance';
import { displayName } from '#register';
import { openPulse, PULSE_DAYS } from '../../commands/openPulse.ts';
import { mayLead } from '../../commands/requireLead.ts';
import type { VoiceContext } from '../../context.ts';
import { mayRead } from '../../domain/confidence.ts';
import { trustByPeriod } from '../../domain/trust.ts';
import { pulseWordsOf } from '../../queries/pulses.ts';
import { pulseYears, trustDecisions } from '../../queries/trust.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { NoPlacePage, TrustPage, type TrustPageProps } from './trustPage.tsx';

const TRUST = '/trust';
const Query = z.object({ place: z.string().max(40).optional(), by: z.enum(['quarter', 'year']).catch('quarter').default('quarter'), done: z.string().optional() });

/** Whether those who are spoken for trust it, beside what can be counted of it: `/trust?place=PL-1&by=year`. */
export function trustPages(context: VoiceContext): PageDefinition[] {
  async function show(session: Session, query: z.output<typeof Query>, sentQuery: SentValues, more: Partial<TrustPageProps> = {}, status = 200): Promise<PageReply> {
    const db = context.database.as<unknown>();
    const today = context.today();
    const image = await context.register.reader.image();
    const teams = (await forumsOn(db, today)).filter(({ kind }) => kind === 'gp-leadership-team');
    const places = [...new Map(teams.map(({ placeCode }) => [placeCode, displayName(image.nameOf(placeCode, today))]))].map(([code, name]) => ({ code, name }));
    const viewer = await viewerOf(db, context.register, session.personId, today);
    const own = teams.find(({ code }) => viewer.seats.some((seat) => seat.forumCode === code)) ?? teams.find(({ placeCode }) => viewer.roles.some(({ organisationCode }) => organisationCode !== null && image.ancestors(organisationCode, today).some(({ code }) => code === placeCode)));
    const team = query.place === undefined ? (own ?? teams[0]) : teams.find(({ placeCode }) => placeCode === query.place);
    if (!team && query.place !== undefined) throw new Refused({ code: 'place-not-found', what: 'No GP leadership team speaks for a place of this code.', where: query.place, todo: 'Choose one from the page about trust.' });
    if (!team) return html(<NoPlacePage />);
    const pulses = await pulseYears(db, team.placeCode, today);
    const latest = pulses.filter(({ result }) => result !== null).at(-1);
    const mayReadWords = mayRead('named-answers', viewer, { forumCode: team.code, isPublic: false });
    return html(
      <TrustPage
        place={{ code: team.placeCode, name: displayName(image.nameOf(team.placeCode, today)) }}
        places={places}
        forum={team}
        length={query.by}
        periods={trustByPeriod(await trustDecisions(db, team.placeCode), today, query.by)}
        pulses={pulses}
        words={latest && mayReadWords ? await pulseWordsOf(db, latest.pulse.id, today) : null}
        mayOpen={(await mayLead(db, actingOf(session), team, today)) && !pulses.some(({ pulse }) => pulse.year === Number(today.slice(0, 4)))}
        form={{ values: dateValues(addDays(today, PULSE_DAYS.usual)) }}
        query={sentQuery}
        {...more}
      />,
      status,
    );
  }

  return [
    definePage({
      method: 'GET',
      path: TRUST,
      who: 'voice.read',
      query: Query,
      handle: async ({ session, query, sentQuery }) => show(session, query, sentQuery, { notice: query.done === 'opened' ? 'The question was put to everybody in the practices and PCNs of the place.' : undefined }),
    }),
    definePage({
      method: 'POST',
      path: `${TRUST}/pulse`,
      who: 'voice.lead',
      handle: async ({ session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const place = String(values['place'] ?? '');
        const closesOn = parseIsoDate(dateFieldText(values, 'closesOn'));
        const again = (message: string) => show(session, Query.parse({ place }), {}, { form: { values, errors: { closesOn: message } } }, 400);
        if (!closesOn) return again('Enter the last day as a real date');
        try {
          await openPulse(context, actingOf(session), { forumCode: String(values['forum'] ?? ''), closesOn });
        } catch (error) {
          if (error instanceof Refused && error.refusal.where === 'closesOn') return again(`${error.refusal.what} ${error.refusal.todo ?? ''}`);
          throw error;
        }
        return redirect303(`${TRUST}?place=${encodeURIComponent(place)}&done=opened`);
      },
    }),
  ];
}

function dateValues(day: IsoDate): SentValues {
  const [year, month, date] = day.split('-');
  return { 'closesOn-day': String(Number(date)), 'closesOn-month': String(Number(month)), 'closesOn-year': year };
}
