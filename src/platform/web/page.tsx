import type { ReactElement, ReactNode } from 'react';
import { CsrfField } from './csrf.tsx';
import { useFrame, type LinkItem } from './frame.ts';
import { WordMark } from './wordMark.tsx';

export interface PageProps {
  /** The page's one heading, and the browser's title with the site's name after it. */
  title: string;
  /** A short line over the heading: what kind of thing this is. */
  kicker?: string;
  /** The `href` of the navigation item that this page belongs to. */
  current?: string;
  /** From the home page down to the parent of this page. */
  breadcrumbs?: readonly LinkItem[];
  /** What just happened, once: "The practice was saved." */
  notice?: string;
  /** What is in the search box. */
  search?: string;
  /** Set where a form came back with errors, so that a screen reader hears of it first. */
  hasErrors?: boolean;
  /** Names of the assets of this page's scripts. */
  scripts?: readonly string[];
  children?: ReactNode;
}

/** The whole document round a page's content. */
export function Page({ title, kicker, current, breadcrumbs, notice, search, hasErrors, scripts = [], children }: PageProps): ReactElement {
  const { site, assetUrl } = useFrame();
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <title>{`${hasErrors ? 'Error: ' : ''}${title} – ${site.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5563" />
        <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
        {['nhsuk.css', 'chorus.css', ...(site.styles ?? [])].map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {['chorus.js', ...(site.scripts ?? []), ...scripts].map((name) => (
          <script key={name} src={assetUrl(name)} defer />
        ))}
      </head>
      <body className="chorus-page">
        <a className="nhsuk-skip-link" href="#maincontent">
          Skip to main content
        </a>
        {site.banner && (
          <div className="chorus-banner" role="region" aria-label="About this system">
            <p className="nhsuk-width-container">{site.banner}</p>
          </div>
        )}
        <Header current={current} search={search} />
        <div className="nhsuk-width-container chorus-body">
          {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
          <main className="chorus-main" id="maincontent" tabIndex={-1}>
            {notice && (
              <div className="chorus-notice" role="status">
                <p>{notice}</p>
              </div>
            )}
            <h1 className="chorus-title">
              {kicker && <span className="chorus-title__kicker">{kicker} </span>}
              {title}
            </h1>
            {children}
          </main>
        </div>
        <Footer />
      </body>
    </html>
  );
}

function Header({ current, search }: Pick<PageProps, 'current' | 'search'>): ReactElement {
  const { site } = useFrame();
  const label = site.searchLabel ?? 'Search by name or code';
  return (
    <header className="chorus-header">
      <div className="nhsuk-width-container chorus-header__top">
        <a className="chorus-header__name" href="/">
          <WordMark />
          <span>
            <strong>{site.name}</strong>
            {site.strapline && <span className="chorus-header__strapline">{site.strapline}</span>}
          </span>
        </a>
        <search className="chorus-header__search">
          <form method="get" action="/search" role="search">
            <label className="nhsuk-u-visually-hidden" htmlFor="site-search">
              {label}
            </label>
            <input id="site-search" name="q" type="search" defaultValue={search} placeholder={label} autoComplete="off" spellCheck={false} />
            <button type="submit">
              <SearchIcon />
              <span className="nhsuk-u-visually-hidden">Search</span>
            </button>
          </form>
        </search>
        <Account />
      </div>
      <Navigation current={current} />
    </header>
  );
}

function Navigation({ current }: Pick<PageProps, 'current'>): ReactElement | null {
  const { site, session, mayUse } = useFrame();
  const groups = site.navigation
    .map((one) => ('parts' in one ? one : { label: one.label, parts: [one] }))
    .map(({ label, parts }) => ({ label, parts: parts.filter(({ who, isForVisitors }) => mayUse(who ?? 'anyone') && !(session && isForVisitors)) }))
    .filter(({ parts }) => parts.length > 0);
  if (!groups.length) return null;
  const open = groups.find(({ parts }) => parts.some(({ href }) => href === current));
  return (
    <nav className="chorus-navigation" aria-label="Main">
      <ul className="nhsuk-width-container">
        {groups.map((group) => (
          <NavigationLink key={group.label} href={group.parts[0]!.href} label={group.parts.length > 1 ? group.label : group.parts[0]!.label} isCurrent={group === open} />
        ))}
      </ul>
      {open && open.parts.length > 1 && (
        <ul className="nhsuk-width-container chorus-navigation__parts" aria-label={open.label}>
          {open.parts.map(({ href, label }) => <NavigationLink key={href} href={href} label={label} isCurrent={href === current} />)}
        </ul>
      )}
    </nav>
  );
}

const NavigationLink = ({ href, label, isCurrent }: { href: string; label: string; isCurrent: boolean }): ReactElement => (
  <li>
    <a href={href} aria-current={isCurrent ? 'true' : undefined}>
      {label}
    </a>
  </li>
);

function Account(): ReactElement {
  const { site, session } = useFrame();
  if (!session) {
    return (
      <nav className="chorus-account" aria-label="Account">
        <a href={site.signInPath ?? '/sign-in'}>Sign in</a>
      </nav>
    );
  }
  return (
    <nav className="chorus-account" aria-label="Account">
      <a href={site.accountPath ?? '/account'}>{session.name}</a>
      <form method="post" action={site.signOutPath ?? '/sign-out'}>
        <CsrfField />
        <button type="submit">Sign out</button>
      </form>
    </nav>
  );
}

function Breadcrumbs({ items }: { items: readonly LinkItem[] }): ReactElement {
  return (
    <nav className="chorus-breadcrumbs" aria-label="Breadcrumb">
      <ol>
        {items.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Footer(): ReactElement {
  const { site, mayUse } = useFrame();
  const links = (site.footerLinks ?? []).filter(({ who }) => mayUse(who ?? 'anyone'));
  return (
    <footer className="chorus-footer">
      <div className="nhsuk-width-container">
        {links.length > 0 && (
          <ul>
            {links.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        )}
        <p>
          Contains public sector information licensed under the{' '}
          <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" rel="license external">
            Open Government Licence v3.0
          </a>
          .
        </p>
      </div>
    </footer>
  );
}

function SearchIcon(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round">
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </svg>
  );
}
