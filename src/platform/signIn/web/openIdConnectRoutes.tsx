import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { siteCookie } from '#platform/web/cookie.ts';
import { PostForm } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import { html, redirect303 } from '#platform/web/reply.ts';
import { definePage, type PageDefinition } from '#platform/web/route.ts';
import { safeNextPath } from '#platform/web/session.ts';
import { CALLBACK_PATH } from '../openIdConnect.ts';
import type { SignInContext } from '../signInContext.ts';
import { enter } from './enter.ts';

/** To a provider and back. Only people who were invited enter, matched by the address that the provider has verified. */
export function openIdConnectRoutes(context: SignInContext): PageDefinition[] {
  const { openIdConnect: provider, directory } = context;
  if (!provider) return [];
  const cookie = siteCookie(context.publicUrl, 'chorus-openid-connect');
  return [
    definePage({
      method: 'POST',
      path: '/sign-in/openid-connect',
      who: 'anyone',
      limit: 'strict',
      body: z.object({ next: z.string().optional() }),
      handle: async ({ body, rawReply }) => {
        const { authorizationUrl, browserSecret } = await provider.begin(safeNextPath(body.next));
        // Browsers hold a form's redirects, those of the provider too, to our own form-action; a Refresh is a fresh start.
        void rawReply.setCookie(cookie.name, browserSecret, { ...cookie.options, maxAge: 300 }).header('refresh', `0; url=${authorizationUrl}`);
        return html(<LeavingPage label={provider.label} href={authorizationUrl} />);
      },
    }),
    definePage({
      method: 'GET',
      path: CALLBACK_PATH,
      who: 'anyone',
      handle: async ({ raw }) => html(<ReturnedPage answer={new URL(raw.url, context.publicUrl).search} siteName={context.siteName} />),
    }),
    definePage({
      method: 'POST',
      path: CALLBACK_PATH,
      who: 'anyone',
      limit: 'strict',
      body: z.object({ answer: z.string().max(8_000) }),
      handle: async ({ body, raw, rawReply }) => {
        const browserSecret = raw.cookies[cookie.name] ?? '';
        void rawReply.clearCookie(cookie.name, cookie.options);
        const { email, nextPath } = await provider.finish(new URLSearchParams(body.answer), browserSecret);
        const person = await directory.personWithEmail(email);
        if (!person) throw notInvited;
        await enter(context, { raw, rawReply }, 'openid-connect', async () => person);
        return redirect303(nextPath);
      },
    }),
  ];
}

const notInvited = new Refused({
  code: 'not-allowed',
  what: 'Your organisation says who you are, but nobody has invited you to this system.',
  todo: 'Ask its administrator to invite you with the e-mail address that your organisation has for you.',
});

function LeavingPage({ label, href }: { label: string; href: string }): ReactElement {
  return (
    <Page title="Taking you to sign in">
      <p>
        <a href={href}>Go on to {label}</a> if nothing happens.
      </p>
    </Page>
  );
}

function ReturnedPage({ answer, siteName }: { answer: string; siteName: string }): ReactElement {
  return (
    <Page title="Nearly there">
      <p>Your organisation has answered. Press the button to go on.</p>
      <PostForm action={CALLBACK_PATH} submit={`Go on to ${siteName}`} form={{}}>
        <input type="hidden" name="answer" value={answer} />
      </PostForm>
    </Page>
  );
}
