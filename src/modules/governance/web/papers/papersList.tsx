import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { kindOfType, PAPER_ACCEPT, PAPER_KINDS, sayBytes } from '#platform/papers/index.ts';
import { FileField, PostForm, RadioField, SelectField, TextField } from '#platform/web/form.tsx';
import type { FormState, Option } from '#platform/web/form.tsx';
import type { AttachedPaper, PaperAnswer } from '../../domain/papers.ts';
import { paperFilePath, paperPath } from './paperPaths.ts';

export interface ShownPaper {
  attached: AttachedPaper;
  answer: PaperAnswer;
}

export const sayKind = ({ paper }: AttachedPaper): string => {
  const kind = kindOfType(paper.mediaType);
  return `${kind ? PAPER_KINDS[kind].label : 'file'}, ${sayBytes(paper.bytes)}`;
};

/** Papers as a list of links; one that the reader does not get is told with the reason and without its title. */
export function PapersList({ papers, isKeeper, whenNone = 'No papers yet.' }: { papers: readonly ShownPaper[]; isKeeper: boolean; whenNone?: string }): ReactElement {
  if (papers.length === 0) return <p>{whenNone}</p>;
  return (
    <ul className="nhsuk-list nhsuk-list--bullet governance-papers">
      {papers.map(({ attached, answer }) =>
        answer.mayRead ? (
          <li key={attached.id}>
            <a href={paperFilePath(attached.id)}>{attached.paper.title}</a> ({sayKind(attached)})
            {!attached.isPublished && <> Withheld from the public: {attached.withheldReason}</>}{' '}
            <a href={paperPath(attached.id)}>
              {isKeeper ? 'Change' : 'About it'}
              <span className="nhsuk-u-visually-hidden">: {attached.paper.title}</span>
            </a>
          </li>
        ) : (
          <li key={attached.id}>{answer.why}</li>
        ),
      )}
    </ul>
  );
}

/** The form that adds a paper; `targets` are what it may belong to, where there is a choice. */
export function AttachForm({ action, form, targets }: { action: string; form: FormState; targets?: readonly Option[] }): ReactElement {
  return (
    <section>
      <h2 className="nhsuk-heading-m">Add a paper</h2>
      <PostForm action={action} submit="Add the paper" form={form} takesFiles>
        {targets && <SelectField name="target" label="It belongs to" options={targets} form={form} />}
        <FileField name="file" label="File" hint="PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, PNG or JPEG; 20 MB at most. A PDF goes into the board pack page by page." accept={PAPER_ACCEPT} form={form} />
        <TextField name="title" label="Title" hint="As the agenda should call it. Empty: after its file." form={form} />
        <PublicationFields form={form} />
      </PostForm>
    </section>
  );
}

export function PublicationFields({ form }: { form: FormState }): ReactElement {
  return (
    <>
      <RadioField name="publication" label="For the public" options={[{ value: 'published', label: 'Published' }, { value: 'withheld', label: 'Withheld', hint: 'Members of the forum can read it; the public register shows the reason in its place.' }]} form={form} />
      <TextField name="withheldReason" label="Why it is withheld" hint="Only where it is." form={form} />
    </>
  );
}

export function PaperHistory({ history }: { history: readonly AttachedPaper[] }): ReactElement | null {
  const gone = history.filter(({ withdrawnAt }) => withdrawnAt !== null);
  if (gone.length === 0) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">What was changed or withdrawn</span>
      </summary>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {gone.map(({ id, paper, attachedAt, withdrawnAt, withdrawnReason }) => (
          <li key={id}>
            {paper.title}, added {sayDate(toIsoDate(attachedAt))}; {sayDate(toIsoDate(withdrawnAt!))}: {withdrawnReason}
          </li>
        ))}
      </ul>
    </details>
  );
}
