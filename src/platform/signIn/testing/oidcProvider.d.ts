/** The little that our test asks of the provider, which comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  interface Account {
    accountId: string;
    claims(): Promise<Record<string, unknown> & { sub: string }>;
  }
  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: readonly { client_id: string; client_secret: string; redirect_uris: readonly string[] }[];
        claims: Record<string, readonly string[]>;
        findAccount: (context: unknown, id: string) => Promise<Account>;
        cookies: { keys: readonly string[] };
      },
    );
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
