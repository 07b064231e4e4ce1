import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';

const HERE = fileURLToPath(new URL('../..', import.meta.url));

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsUnset, schema.optional());

const Environment = z.object({
  CHORUS_DATA: optional(z.string()),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'is not an address like postgresql://user:password@host:5432/name')),
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  PORT: z.preprocess(blankIsUnset, z.coerce.number('is not a port number').int().min(0).max(65535).default(3000)),
  PUBLIC_URL: optional(z.url('is not an address like https://chorus.example.org')),
  TRUST_PROXY: optional(z.string()),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'is not an address like smtp://user:password@host:587')),
  MAIL_FROM: optional(z.string()),
  OIDC_ISSUER: optional(z.url()),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  SITE_NAME: optional(z.string()),
});

/** What the environment says, each setting documented in `.env.example`. */
export interface Settings {
  /** The folder of a system of one's own. */
  systemFolder: string;
  sampleFolder: string;
  databaseUrl: string | null;
  host: string;
  port: number;
  publicUrl: string | null;
  trustProxy: boolean | string | number | undefined;
  smtpUrl: string | null;
  mailFrom: string;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  metricsToken: string | undefined;
  siteName: string | undefined;
}

/** Reads the settings; refuses one that cannot be meant, by its name. */
export function readSettings(environment: NodeJS.ProcessEnv, workingFolder: string): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refused({ code: 'bad-setting', what: `The setting ${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`, todo: 'Mend it in the environment or in .env; .env.example says what each setting is.' });
  }
  const given = parsed.data;
  const own = given.CHORUS_DATA;
  const base = own ? (isAbsolute(own) ? own : resolve(workingFolder, own)) : join(HERE, 'data');
  const isOidcWhole = given.OIDC_ISSUER && given.OIDC_CLIENT_ID && given.OIDC_CLIENT_SECRET;
  return {
    systemFolder: own ? base : join(base, 'system'),
    sampleFolder: join(base, 'sample'),
    databaseUrl: given.DATABASE_URL ?? null,
    host: given.HOST,
    port: given.PORT,
    publicUrl: given.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: given.TRUST_PROXY === undefined ? undefined : trustOf(given.TRUST_PROXY),
    smtpUrl: given.SMTP_URL ?? null,
    mailFrom: given.MAIL_FROM ?? 'Chorus <no-reply@localhost>',
    oidc: isOidcWhole ? { issuer: given.OIDC_ISSUER!, clientId: given.OIDC_CLIENT_ID!, clientSecret: given.OIDC_CLIENT_SECRET! } : null,
    metricsToken: given.METRICS_TOKEN,
    siteName: given.SITE_NAME,
  };
}

function trustOf(text: string): boolean | string | number {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}
