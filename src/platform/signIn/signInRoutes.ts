import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AssetFile } from '#platform/web/assets.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import type { SignInContext } from './signInContext.ts';
import { accountPages } from './web/accountPage.tsx';
import { linkPages } from './web/linkPages.tsx';
import { openIdConnectRoutes } from './web/openIdConnectRoutes.tsx';
import { passkeyRoutes } from './web/passkeyRoutes.ts';
import { personaPages } from './web/personaPages.tsx';
import { signInPages } from './web/signInPages.tsx';

/** Every page and route of signing in and of one's own account. */
export const signInRoutes = (context: SignInContext): PageDefinition[] => [
  ...signInPages(context),
  ...linkPages(context),
  ...personaPages(context),
  ...passkeyRoutes(context),
  ...openIdConnectRoutes(context),
  ...accountPages(context),
];

/** The scripts that the sign-in and account pages name. */
export function signInAssets(): AssetFile[] {
  // The package does not export its bundle for browsers, which lies beside the folder of its way in.
  const folder = join(dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')), '..');
  return [
    { name: 'webauthn.js', content: readFileSync(join(folder, 'dist/bundle/index.umd.min.js')) },
    { name: 'passkeys.js', content: readFileSync(join(import.meta.dirname, 'assets/passkeys.js')) },
  ];
}
