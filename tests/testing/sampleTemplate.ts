import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const CHORUS = fileURLToPath(new URL('../../bin/chorus', import.meta.url));

export interface SampleTemplate {
  /** A value for `CHORUS_DATA` whose sample is planted. */
  data: string;
  /** Where the copies go. */
  copies: string;
}

const UNSET = ['DATABASE_URL', 'HOST', 'PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'SMTP_URL', 'MAIL_FROM', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'METRICS_TOKEN', 'SITE_NAME'];

/** Settings for `chorus` that leave nothing to the environment or the `.env` of whoever runs the tests. */
export const settingsFor = (data: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(UNSET.map((name) => [name, ''])),
  NODE_ENV: 'production',
  CHORUS_DATA: data,
  ...more,
});

/** Plants the sample once for all tests, as a newcomer's first command does. */
export async function makeSampleTemplate(folder: string): Promise<SampleTemplate> {
  const data = join(folder, 'planted');
  await promisify(execFile)(process.execPath, [CHORUS, 'register', 'counts', '--json'], { env: { ...process.env, ...settingsFor(data) } });
  return { data, copies: join(folder, 'samples') };
}
