import type { ReactElement } from 'react';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { PostForm, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { PAPER_PLACES } from '../../domain/papers.ts';
import type { AttachedPaper } from '../../domain/papers.ts';
import { paperFilePath, paperPath } from './paperPaths.ts';
import { PublicationFields, sayKind } from './papersList.tsx';

export interface PaperViewProps {
  attached: AttachedPaper;
  isKeeper: boolean;
  /** Where its list is. */
  backHref: string;
  notice?: string;
  publicationForm?: FormState;
  withdrawForm?: FormState;
}

export function PaperView({ attached, isKeeper, backHref, notice, publicationForm, withdrawForm }: PaperViewProps): ReactElement {
  const { id, paper, belongsTo, isPublished, withheldReason, attachedAt } = attached;
  const now: FormState = { values: { publication: isPublished ? 'published' : 'withheld', withheldReason: withheldReason ?? '' } };
  return (
    <Page title={paper.title} kicker="Paper" current="/forums" breadcrumbs={[{ href: '/', label: 'Home' }, { href: backHref, label: 'Papers' }]} notice={notice} hasErrors={Boolean(publicationForm?.errors ?? withdrawForm?.errors)}>
      <p>
        <a className="nhsuk-button" href={paperFilePath(id)}>
          Download the file
        </a>
      </p>
      <dl className="nhsuk-summary-list">
        <Fact name="File" value={`${paper.fileName} (${sayKind(attached)})`} />
        <Fact name="Belongs to" value={`an ${PAPER_PLACES[belongsTo]}`.replace(/^an ([^aeiou])/, 'a $1')} />
        <Fact name="Added" value={sayDate(toIsoDate(attachedAt))} />
        <Fact name="For the public" value={isPublished ? 'published' : `withheld: ${withheldReason}`} />
        <Fact name="Content (SHA-256)" value={paper.digest} />
      </dl>
      {isKeeper && (
        <>
          <h2 className="nhsuk-heading-m">Publish or withhold it</h2>
          <PostForm action={`${paperPath(id)}/publication`} submit="Save" form={publicationForm ?? now}>
            <PublicationFields form={publicationForm ?? now} />
          </PostForm>
          <h2 className="nhsuk-heading-m">Withdraw it</h2>
          <PostForm action={`${paperPath(id)}/withdraw`} submit="Withdraw the paper" form={withdrawForm ?? {}}>
            <TextField name="reason" label="Why" hint="What it was stays on record; it can be added again." form={withdrawForm ?? {}} />
          </PostForm>
        </>
      )}
    </Page>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">{name}</dt>
      <dd className="nhsuk-summary-list__value governance-break">{value}</dd>
    </div>
  );
}
