import type { Settings } from '../settings.ts';
import { fine, warn, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const THIS_MACHINE = ['127.0.0.1', 'localhost', '::1'];

/** What the settings say together. Each alone was checked when it was read. */
export function settingFindings(environment: NodeJS.ProcessEnv, settings: Settings): Finding[] {
  return [...addressFindings(settings), openIdConnectFinding(environment), ...mailFindings(environment, settings)].filter((one) => one !== null);
}

function addressFindings({ host, publicUrl, metricsToken }: Settings): Finding[] {
  const isOpen = !THIS_MACHINE.includes(host);
  if (!isOpen && publicUrl === null) return [fine('address', 'The site is for this machine alone.')];
  const findings: Finding[] = [];
  if (publicUrl === null) {
    findings.push(warn('address', `HOST is ${host}, so others can reach the site, but PUBLIC_URL is not set: links in mails would lead to this machine’s own address.`, 'Set PUBLIC_URL to the address that people type, such as https://chorus.example.org.'));
  } else if (publicUrl.startsWith('http:') && !THIS_MACHINE.includes(new URL(publicUrl).hostname)) {
    findings.push(warn('address', `PUBLIC_URL is ${publicUrl}: without https what people send can be read on the way, and passkeys do not work.`, 'Put the site behind https and set PUBLIC_URL to that.'));
  } else findings.push(fine('address', `People reach the site at ${publicUrl}.`));
  if (isOpen && metricsToken === undefined) findings.push(fine('metrics', 'No METRICS_TOKEN: /metrics answers this machine only.'));
  return findings;
}

function openIdConnectFinding(environment: NodeJS.ProcessEnv): Finding | null {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return null;
  if (missing.length) return wrong('sign-in', `OpenID Connect is half set up: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing, so nobody can sign in that way.`, 'Set all three, or none.');
  return fine('sign-in', `OpenID Connect with ${environment.OIDC_ISSUER}.`);
}

function mailFindings(environment: NodeJS.ProcessEnv, { smtpUrl }: Settings): Finding[] {
  if (smtpUrl !== null && !environment.MAIL_FROM) return [warn('mail', 'MAIL_FROM is not set: mails come from no-reply@localhost, which many servers turn away.', 'Set MAIL_FROM to an address of your own.')];
  return [];
}
