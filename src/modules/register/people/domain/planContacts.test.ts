import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { readContacts } from './contactsFile.ts';
import { mayGive, permissionsOf, permissionTable, REGISTER_PERMISSIONS } from './permissions.ts';
import { overlap, planContacts, type ContactFacts } from './planContacts.ts';
import { ROLE_IDS } from './roles.ts';

const HEADER = 'email,name,role,organisation_code,start,end';
const table = permissionTable(REGISTER_PERMISSIONS);
const facts: ContactFacts = {
  kindOf: (code) => ({ XU001: 'pcn', XX001: 'practice' })[code] as 'pcn' | 'practice' | undefined ?? null,
  heldBy: (email) => (email === 'held@example.org' ? { personId: 'p1', roles: [{ role: 'gp-partner', organisationCode: 'XX001', start: isoDate('2020-01-01'), end: null }] } : null),
  table,
  permissions: permissionsOf(table, ['system-administrator']),
};
const plan = (...lines: string[]) => planContacts(readContacts([HEADER, ...lines].join('\n')).rows, facts);

describe('a row of a contacts file', () => {
  it.each([
    ['no-at-sign,Ann,gp-partner,XX001,2020-01-01,', 'email', 'no-at-sign'],
    ['a@example.org, ,gp-partner,XX001,2020-01-01,', 'name', ''],
    ['a@example.org,Ann,wizard,XX001,2020-01-01,', 'role', 'wizard'],
    ['a@example.org,Ann,gp-partner,XX999,2020-01-01,', 'organisation_code', 'XX999'],
    ['a@example.org,Ann,gp-partner,XU001,2020-01-01,', 'organisation_code', 'XU001'],
    ['a@example.org,Ann,gp-partner,,2020-01-01,', 'organisation_code', ''],
    ['a@example.org,Ann,gp-partner,XX001,2020-02-31,', 'start', '2020-02-31'],
    ['a@example.org,Ann,gp-partner,XX001,,', 'start', ''],
    ['a@example.org,Ann,gp-partner,XX001,2020-01-01,soon', 'end', 'soon'],
    ['a@example.org,Ann,gp-partner,XX001,2020-01-02,2020-01-01', 'end', '2020-01-01'],
    ['held@example.org,Ann,gp-partner,XX001,2021-01-01,', 'start', '2021-01-01'],
  ])('%s is refused for its %s', (line, column, value) => {
    expect(plan(line)).toMatchObject({ people: [], refusals: [{ line: 2, column, value, reason: expect.stringMatching(/.{20}/) }] });
  });

  it('that repeats another changes nothing, and one that overlaps another is refused at its own line', () => {
    const row = 'a@example.org,Ann,gp-partner,XX001,2020-01-01,2020-12-31';
    expect(plan(row, row)).toMatchObject({ unchanged: 1, refusals: [] });
    expect(plan(row, 'A@example.org,Ann,gp-partner,xx001,31/12/2020,').refusals).toMatchObject([{ line: 3, column: 'start' }]);
  });

  it('needs no organisation for a role of the whole system', () => {
    expect(plan('a@example.org,Ann,register-editor,,2020-01-01,').people[0]!.adds[0]).toMatchObject({ organisationCode: null });
  });
});

describe('a contacts file', () => {
  it.each([
    ['without a column that we need', 'email,name,role\na@example.org,Ann,gp-partner', 1, /lacks organisation_code, start, end/],
    ['with nothing under its first line', `${HEADER}\n`, 1, /no rows/],
    ['with a row of too many fields', `${HEADER}\na@example.org,Ann,gp-partner,XX001,2020-01-01,,extra`, 2, /more fields/],
    ['with an open quotation mark', `${HEADER}\n"a@example.org,Ann`, 2, /quotation mark/],
  ])('%s is refused', (_, text, line, reason) => {
    const { rows, refusals } = readContacts(text);
    expect([rows, refusals]).toEqual([[], [expect.objectContaining({ line, reason: expect.stringMatching(reason) })]]);
  });

  it('may begin with a byte order mark, order its columns anyhow and end its lines either way', () => {
    expect(readContacts('\uFEFFName,Email,Role,Start,End,Organisation_Code,note\r\n"Ann, Dr",a@example.org,gp-partner,2020-01-01,,XX001,x\r\n').rows).toEqual([
      { line: 2, email: 'a@example.org', name: 'Ann, Dr', role: 'gp-partner', organisation_code: 'XX001', start: '2020-01-01', end: '' },
    ]);
  });
});

it('two spans overlap exactly when they share a day', () => {
  const day = (number: number) => addDays(isoDate('2020-01-01'), number);
  const span = fc.tuple(fc.nat(9), fc.option(fc.nat(9), { nil: null })).map(([from, length]) => ({ from, to: length === null ? 30 : from + length, open: length === null }));
  fc.assert(
    fc.property(span, span, (left, right) => {
      const shares = Array.from({ length: 31 }, (_, at) => at).some((at) => at >= left.from && at <= left.to && at >= right.from && at <= right.to);
      const of = ({ from, to, open }: typeof left) => ({ start: day(from), end: open ? null : day(to) });
      expect(overlap(of(left), of(right))).toBe(shares);
    }),
  );
});

describe('the table of permissions', () => {
  it('has one line a permission', () => {
    expect(() => permissionTable(REGISTER_PERMISSIONS, [{ permission: 'register.edit', means: 'again', roles: [] }])).toThrow(/register\.edit/);
  });

  it('gives nothing to nobody, and everything to an administrator', () => {
    expect([...permissionsOf(table, [])]).toEqual([]);
    expect(permissionsOf(table, ['system-administrator']).size).toBe(table.length);
  });

  it('lets nobody give away more than they have', () => {
    for (const own of ROLE_IDS) {
      const permissions = permissionsOf(table, [own]);
      for (const given of ROLE_IDS.filter((role) => mayGive(table, role, permissions))) {
        for (const permission of permissionsOf(table, [given])) expect(permissions).toContain(permission);
      }
    }
  });

  it('lets a role be given that speaks for an organisation, by somebody who may not speak for it', () => {
    const withOffice = permissionTable(REGISTER_PERMISSIONS, [{ permission: 'invented.answer', means: 'Answer for one’s practice', roles: ['practice-manager'], isOfOffice: true }]);
    const permissions = permissionsOf(withOffice, ['system-administrator']);
    expect(permissions).not.toContain('invented.answer');
    expect(mayGive(withOffice, 'practice-manager', permissions)).toBe(true);
  });
});
