import { z } from 'zod';
import { dayBefore } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RelatedAt } from '../domain/registerImage.ts';
import { ORGANISATION_KINDS, RELATION_KINDS } from '../domain/organisationKind.ts';
import type { OrganisationKind, RelationKind } from '../domain/organisationKind.ts';

/** Of which day a query answers, and as known at which moment; null for what is known now. */
export interface AskedAt {
  asAt: IsoDate;
  knownAt: Date | null;
}

export const kindField = z.enum(Object.keys(ORGANISATION_KINDS) as [OrganisationKind, ...OrganisationKind[]]).describe('The kind of body.');
export const relationField = z
  .enum(Object.keys(RELATION_KINDS) as [RelationKind, ...RelationKind[]])
  .describe('Read from the child to the parent: a practice is `member` of a PCN.');
export const codeField = z.string().describe('The code: the one the NHS or the ONS publishes, or the one that somebody entered.');
export const nameField = z.string().describe('The name as published.');
export const statusField = z.enum(['open', 'closed', 'dormant']).describe('As the organisation files give it.');
export const postcodeField = z.string().nullable().describe('Null where none is published.');
export const sourceField = z.string().describe('The publication that says so, `<data set>/<day>`.');
export const firstDayField = z.iso.date().nullable().describe('The first day; null where none is known.');
export const lastDayField = z.iso.date().nullable().describe('The last day, itself included; null while it goes on.');

export const asAtField = z.iso.date().describe('The day that was asked for.');
export const knownAtField = z.iso.datetime().nullable().describe('As known at this moment; null for what is known now.');

export const relatedField = z
  .strictObject({ relation: relationField, code: codeField, name: nameField, kind: kindField, from: firstDayField, to: lastDayField })
  .describe('Another body and how the two stand to each other.');

export const sayMoment = (moment: Date | null): string | null => moment && moment.toISOString();

/** The register's spans end before `to`; what leaves the house gives the last day itself, as the NHS publishes it. */
export const lastDayOf = (to: string | null): string | null => to && dayBefore(to);

export function relatedAnswer({ relation, organisation, from, to }: RelatedAt): z.output<typeof relatedField> {
  return { relation, code: organisation.code, name: organisation.name, kind: organisation.kind, from, to: lastDayOf(to) };
}
