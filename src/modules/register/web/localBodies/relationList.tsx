import type { ReactElement } from 'react';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import { displayName } from '../../domain/displayName.ts';
import { RELATION_KINDS } from '../../domain/organisationKind.ts';
import type { RegisterImage } from '../../domain/registerImage.ts';
import { lastDayOf } from '../../queries/answerParts.ts';
import type { EnteredRelation } from '../../queries/localBodies.ts';
import { OrganisationLink } from '../changes/organisationLink.tsx';
import { LOCAL_RELATIONS } from './localPaths.ts';

const TODAY_OR_LATER = '9999-12-31';

export const nameIn = (image: RegisterImage, code: string): string => image.nameOf(code, TODAY_OR_LATER);

/** The relations of one body that were entered, each with the way to correct it. */
export function RelationList({ image, relations }: { image: RegisterImage; relations: readonly EnteredRelation[] }): ReactElement {
  const link = (code: string) => <OrganisationLink code={code} name={nameIn(image, code)} />;
  const table = defineTable<EnteredRelation>({
    id: 'relations',
    caption: 'Relations entered here',
    columns: [
      { key: 'from', heading: 'Body', kind: 'text', sortable: false, value: ({ fromCode }) => fromCode, cell: ({ fromCode }) => link(fromCode) },
      { key: 'relation', heading: 'Is', kind: 'text', sortable: false, value: ({ kind }) => RELATION_KINDS[kind].says },
      { key: 'to', heading: 'Other body', kind: 'text', sortable: false, value: ({ toCode }) => toCode, cell: ({ toCode }) => link(toCode) },
      { key: 'start', heading: 'First day', kind: 'date', sortable: false, value: ({ from }) => from },
      { key: 'end', heading: 'Last day', kind: 'date', sortable: false, value: ({ to }) => lastDayOf(to) },
      {
        key: 'edit',
        heading: 'Edit',
        kind: 'text',
        sortable: false,
        value: () => null,
        cell: ({ id, fromCode, toCode }) => (
          <a href={`${LOCAL_RELATIONS}/${id}`} aria-label={`Edit the relation of ${displayName(nameIn(image, fromCode))} and ${displayName(nameIn(image, toCode))}`}>
            Edit
          </a>
        ),
      },
    ],
    whenEmpty: 'None yet: say what it is a member or a part of, what it covers, and who belongs to it.',
  });
  return <DataTable table={table} rows={relations.slice(0, 500)} query={{}} basePath="" isDownloadHidden />;
}
