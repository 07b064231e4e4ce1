import type { ReactElement } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { Page } from './page.tsx';

const TITLES: Record<number, string> = {
  401: 'Sign in first',
  403: 'You may not use this page',
  404: 'Page not found',
  413: 'That is too large',
  429: 'Too many requests',
};

/** The HTTP status that says what a refusal's code says. */
export function statusOfRefusal(code: string): number {
  if (code === 'not-signed-in') return 401;
  if (code === 'not-allowed' || code === 'stale-form') return 403;
  if (/(^|-)not-found$/.test(code)) return 404;
  if (code === 'too-large') return 413;
  if (code === 'too-many-requests') return 429;
  return 400;
}

export function RefusalPage({ refusal, status }: { refusal: Refusal; status: number }): ReactElement {
  return (
    <Page title={refusal.code === 'stale-form' ? 'Please send that again' : (TITLES[status] ?? 'That could not be done')}>
      <p>{refusal.what}</p>
      {refusal.where && <p>Where: {refusal.where}</p>}
      {refusal.todo && <p>{refusal.todo}</p>}
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </Page>
  );
}

export function FaultPage({ requestId }: { requestId: string }): ReactElement {
  return (
    <Page title="Something went wrong">
      <p>This is a fault of the site, not of anything you did. Nothing was half saved.</p>
      <p>Try again in a minute. If it happens again, tell the person who looks after this site this number:</p>
      <p>
        <code>{requestId}</code>
      </p>
    </Page>
  );
}
