import type { ReactElement } from 'react';
import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import { PostForm } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import type { SignInContext } from '../signInContext.ts';
import { useLink, whyUnusable } from '../signInLink.ts';
import { enter, refusalIn } from './enter.ts';

/** A link shows a button and does nothing; only the button signs in and uses the link up. */
export function linkPages(context: SignInContext): PageDefinition[] {
  return [
    definePage({
      method: 'GET',
      path: '/sign-in/link/:token',
      who: 'anyone',
      limit: 'strict',
      params: z.object({ token: z.string().max(200) }),
      handle: async ({ params: { token } }) => {
        const refusal = await whyUnusable(context.database, token, context.now());
        return refusal ? html(<UnusableLinkPage refusal={refusal} />, 400) : html(<LinkPage token={token} siteName={context.siteName} />);
      },
    }),
    definePage({
      method: 'POST',
      path: '/sign-in/link',
      who: 'anyone',
      limit: 'strict',
      body: z.object({ token: z.string().max(200) }),
      handle: async ({ body, raw, rawReply }) => {
        try {
          const { nextPath } = await enter(context, { raw, rawReply }, 'link', (transaction) => useLink(transaction, body.token, context.now()));
          return redirect303(nextPath);
        } catch (error) {
          const refusal = refusalIn(error);
          if (!refusal) throw error;
          return html(<UnusableLinkPage refusal={refusal} />, 400);
        }
      },
    }),
  ];
}

function LinkPage({ token, siteName }: { token: string; siteName: string }): ReactElement {
  return (
    <Page title={`Sign in to ${siteName}`}>
      <p>Press the button to sign in. The link then has served, and works no more.</p>
      <PostForm action="/sign-in/link" submit="Sign in" form={{}}>
        <input type="hidden" name="token" value={token} />
      </PostForm>
    </Page>
  );
}

function UnusableLinkPage({ refusal }: { refusal: Refusal }): ReactElement {
  return (
    <Page title="This link cannot be used" breadcrumbs={[{ label: 'Home', href: '/' }]}>
      <p>{refusal.what}</p>
      <p>{refusal.todo}</p>
      <p>
        <a className="nhsuk-button nhsuk-button--secondary" href="/sign-in">
          Go to the sign-in page
        </a>
      </p>
    </Page>
  );
}
