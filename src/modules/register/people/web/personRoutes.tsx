import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { dateFieldText } from '#platform/web/formValues.ts';
import { html, redirect303, type PageReply } from '#platform/web/reply.ts';
import { definePage, type PageDefinition, type SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import { addRole, endRole, undoRoleChange, withdrawRole } from '../commands/changeRole.ts';
import { erasePerson } from '../commands/erasePerson.ts';
import { inviteAgain } from '../commands/invitePerson.ts';
import type { PeopleHouse } from '../commands/peopleContext.ts';
import { isRoleId } from '../domain/roles.ts';
import type { RoleSpan } from '../domain/planContacts.ts';
import { personRecord } from '../queries/people.ts';
import { actingFor } from './acting.ts';
import { PersonPage, type PersonPageProps } from './personPage.tsx';
import { PEOPLE, personPath } from './peoplePaths.ts';
import { rolesToGive } from './roleFields.tsx';

const NOTICES: Record<string, string> = {
  invited: 'The invitation was written. It leaves by e-mail; where no mail server is set, it waits in the outbox.',
  'role-added': 'The role was added.',
  'role-ended': 'The last day was saved.',
  'role-withdrawn': 'The role was taken back.',
  undone: 'The change was undone.',
  erased: 'Name, address and mails were erased.',
};

const params = z.object({ id: z.string().max(80) });
const holding = z.object({ holdingId: z.string().max(80) });

/** The page of a person, and each change that can be made from it. */
export function personRoutes(house: PeopleHouse): PageDefinition[] {
  async function show(session: Session, personId: string, more: Partial<PersonPageProps> = {}, status = 200): Promise<PageReply> {
    const person = await personRecord(house.database.as(), personId);
    if (!person) throw new Refused({ code: 'person-not-found', what: 'Nobody known here has this number.', todo: 'Choose a person from the list of people.' });
    return html(<PersonPage person={person} options={rolesToGive(actingFor(house, session))} {...more} />, status);
  }
  const changed = (personId: string, done: string, undo?: string): PageReply =>
    redirect303(`${personPath(personId)}?done=${done}${undo ? `&undo=${encodeURIComponent(undo)}` : ''}`);

  return [
    definePage({
      method: 'GET',
      path: `${PEOPLE}/:id`,
      who: 'people.read',
      params,
      query: z.object({ done: z.string().optional(), undo: z.string().optional() }),
      handle: async ({ params: { id }, query, session }) => show(session, id, { notice: NOTICES[query.done ?? ''], undo: query.undo }),
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/roles`,
      who: 'people.invite',
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const read = spanIn(values);
        if ('errors' in read) return show(session, id, { addForm: { values, errors: read.errors } }, 400);
        try {
          const holdingId = await addRole(actingFor(house, session), id, read.span);
          return changed(id, 'role-added', holdingId);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const field = error.refusal.code === 'role-overlaps' ? 'start' : error.refusal.code === 'not-allowed' ? 'role' : 'organisationCode';
          return show(session, id, { addForm: { values, errors: { [field]: [error.refusal.what, error.refusal.todo].join(' ') } } }, 400);
        }
      },
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/roles/end`,
      who: 'people.invite',
      params,
      handle: async ({ params: { id }, session, raw }) => {
        const values = (raw.body ?? {}) as SentValues;
        const holdingId = String(values['holdingId'] ?? '');
        const field = `lastDay-${holdingId}`;
        const lastDay = parseIsoDate(dateFieldText(values, field));
        if (!lastDay) return show(session, id, { endForm: { holdingId, values, errors: { [field]: 'Enter the last day as a real date' } } }, 400);
        try {
          await endRole(actingFor(house, session), { holdingId, lastDay });
          return changed(id, 'role-ended', holdingId);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return show(session, id, { endForm: { holdingId, values, errors: { [field]: [error.refusal.what, error.refusal.todo].join(' ') } } }, 400);
        }
      },
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/roles/withdraw`,
      who: 'people.invite',
      params,
      body: holding,
      handle: async ({ params: { id }, session, body }) => {
        await withdrawRole(actingFor(house, session), body.holdingId);
        return changed(id, 'role-withdrawn', body.holdingId);
      },
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/undo`,
      who: 'people.invite',
      params,
      body: holding,
      handle: async ({ params: { id }, session, body }) => {
        await undoRoleChange(actingFor(house, session), body.holdingId);
        return changed(id, 'undone');
      },
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/invite-again`,
      who: 'people.invite',
      params,
      body: z.object({ email: z.string() }),
      handle: async ({ params: { id }, session, body }) => {
        await inviteAgain(actingFor(house, session), body.email);
        return changed(id, 'invited');
      },
    }),
    definePage({
      method: 'POST',
      path: `${PEOPLE}/:id/erase`,
      who: 'system.administer',
      params,
      handle: async ({ params: { id }, session }) => {
        await erasePerson(actingFor(house, session), id);
        return changed(id, 'erased');
      },
    }),
  ];
}

/** The role that a form describes, or what is wrong with it, by field. */
function spanIn(values: SentValues): { span: RoleSpan } | { errors: Record<string, string> } {
  const text = (name: string): string => String(values[name] ?? '').trim();
  const [role, start, endText] = [text('role'), parseIsoDate(dateFieldText(values, 'start')), dateFieldText(values, 'end')];
  const end = endText === '' ? null : parseIsoDate(endText);
  const errors: Record<string, string> = {};
  if (!isRoleId(role)) errors['role'] = 'Choose a role';
  if (!start) errors['start'] = 'Enter the first day as a real date';
  if (endText !== '' && !end) errors['end'] = 'Enter the last day as a real date, or leave it empty';
  if (start && end && end < start) errors['end'] = 'Enter a last day that is not before the first';
  if (!isRoleId(role) || !start || Object.keys(errors).length > 0) return { errors };
  return { span: { role, organisationCode: text('organisationCode').toUpperCase() || null, start, end } };
}
