/** Sign-in by link, passkey and OpenID Connect; sessions in the record. Who the people are is handed in. */
export { signInRoutes, signInAssets } from './signInRoutes.ts';
export { sessionOf, endSessionsOf, forgetPerson } from './sessions.ts';
export { makeLink, LIFE_WORDS } from './signInLink.ts';
export { openIdConnect, type OpenIdConnect, type OpenIdConnectSettings } from './openIdConnect.ts';
export type { Directory, KnownPerson, LinkOrder, Persona, SignInContext, WayIn } from './signInContext.ts';
