import type { ReactElement } from 'react';
import type { ConsultationMatter } from '../../domain/consultation.ts';

/** Whether the law prescribes it, where that is written, and how far that was read. */
export function MatterSource({ matter: { title, says, prescribed, sourceTitle, sourceAddress, locator, status } }: { matter: ConsultationMatter }): ReactElement {
  return (
    <div className="nhsuk-inset-text">
      <p>
        {title}. {prescribed === 'unverified' ? 'We have not been able to verify whether the law prescribes that the LMC is consulted. ' : ''}
        {says}
      </p>
      <p className="voice-small">
        Source: <a href={sourceAddress}>{sourceTitle}</a>, {locator} ({status}).
      </p>
    </div>
  );
}
