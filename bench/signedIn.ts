import { runChorus } from './chorusProcess.ts';

const NAME = 'Bench Administrator';

/** Makes an administrator at the console, before the server runs; the secret of the link that it prints. */
export async function administratorLink(data: string): Promise<string> {
  return linkFrom(data, ['admin', 'create', '--email', 'bench@example.org', '--name', NAME]);
}

/** A link for somebody who is known already. */
export const linkFor = (data: string, email: string): Promise<string> => linkFrom(data, ['admin', 'sign-in-link', '--email', email]);

async function linkFrom(data: string, words: string[]): Promise<string> {
  const { out, err } = await runChorus(words, { CHORUS_DATA: data });
  const token = /\/sign-in\/link\/([\w-]+)/.exec(out)?.[1];
  if (!token) throw new Error(`No link was made:\n${out}${err}`);
  return token;
}

/** Opens the link and presses its button, as the person would; gives the cookie of the session. */
export async function signIn(port: number, token: string): Promise<string> {
  const site = `http://127.0.0.1:${port}`;
  const page = await fetch(`${site}/sign-in/link/${token}`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
  const visitor = cookiesOf(page);
  if (!csrf) throw new Error(`The sign-in page has no form (${page.status}).`);
  const pressed = await fetch(`${site}/sign-in/link`, { method: 'POST', redirect: 'manual', headers: { cookie: visitor, origin: site }, body: new URLSearchParams({ token, _csrf: csrf }) });
  const cookie = cookiesOf(pressed);
  if (pressed.status !== 303 || !cookie.includes('chorus-session=')) throw new Error(`Signing in failed (${pressed.status}).`);
  const home = await (await fetch(site, { headers: { cookie } })).text();
  if (!home.includes('Sign out')) throw new Error('Signed in, but the home page does not say so.');
  return cookie;
}

const cookiesOf = (response: Response): string => response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
