import { describe, expect, it } from 'vitest';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { renderPage } from './renderPage.tsx';
import type { Session } from './session.ts';

const session: Session = { personId: 'p1', name: 'Ada <Editor>', permissions: new Set(['edit']), csrfToken: 'secret' };
const frame: Frame = {
  site: {
    name: 'Borderland Voices',
    strapline: 'Many practices, one voice',
    banner: 'Sample system – everything here is fictional',
    navigation: [
      { label: 'Organisations', href: '/organisations' },
      { label: 'Audit', href: '/audit', who: 'read-audit' },
      { label: 'About us', href: '/about', isForVisitors: true },
    ],
    footerLinks: [{ label: 'About us', href: '/about' }, { label: 'The log', href: '/log', who: 'read-audit' }],
  },
  session: null,
  mayUse: (who) => who === 'anyone',
  assetUrl: (name) => `/assets/${name}`,
  csrfToken: () => 'the-token',
};

describe('a page', () => {
  const markup = renderPage(
    <Page title="Ash Tree Surgery" kicker="Practice" current="/organisations" breadcrumbs={[{ label: 'England', href: '/england' }]} notice="Saved." search="ash">
      <p>Content</p>
    </Page>,
    frame,
  );

  it('begins with a way past the header, and leads to its content', () => {
    expect(markup.indexOf('nhsuk-skip-link')).toBeLessThan(markup.indexOf('chorus-header'));
    expect(markup).toContain('id="maincontent"');
  });

  it('bears the name that its deployer set, and no logo of the NHS’s', () => {
    expect(markup).toContain('<title>Ash Tree Surgery – Borderland Voices</title>');
    expect(markup).not.toMatch(/nhsuk-header__logo|aria-label="NHS|favicon\.ico/);
  });

  it.each([
    ['says where in the site it is', 'href="/organisations" aria-current="true"'],
    ['says that the sample is fictional', 'Sample system – everything here is fictional'],
    ['says what just happened', 'role="status"'],
    ['keeps what was searched for', 'value="ash"'],
    ['names the licence of its figures', 'Open Government Licence v3.0'],
    ['lets a visitor sign in', 'href="/sign-in"'],
    ['shows the way up', 'href="/england"'],
  ])('%s', (_, part) => {
    expect(markup).toContain(part);
  });

  it('hides what its reader may not use', () => {
    expect(markup).not.toContain('/audit');
    expect(markup).not.toContain('/log');
  });

  it('leads a visitor to what a signed-in person finds in the footer alone', () => {
    const leads = (html: string): number => html.split('href="/about"').length - 1;
    expect(leads(markup)).toBe(2);
    expect(leads(renderPage(<Page title="Today" />, { ...frame, session }))).toBe(1);
  });

  describe('whose navigation has a group', () => {
    const navigation = [
      { label: 'Home', href: '/home' },
      { label: 'Records', parts: [{ label: 'Files', href: '/files', who: 'read-files' }, { label: 'Notes', href: '/notes' }, { label: 'Drafts', href: '/drafts' }] },
    ];
    const links = (current: string, may: string[] = []): string[] => {
      const html = renderPage(<Page title="Any" current={current} />, { ...frame, site: { name: 'Chorus', navigation }, mayUse: (who) => who === 'anyone' || may.includes(who) });
      return [.../<nav class="chorus-navigation".*?<\/nav>/s.exec(html)![0].matchAll(/href="([^"]*)"( aria-current)?[^>]*>([^<]*)</g)].map(([, href, isCurrent, label]) => `${label} ${href}${isCurrent ? ' *' : ''}`);
    };

    it.each([
      ['leads to the first of its pages that one may use', '/home', [], ['Home /home *', 'Records /notes']],
      ['shows all of them while one is open', '/drafts', [], ['Home /home', 'Records /notes *', 'Notes /notes', 'Drafts /drafts *']],
      ['shows none that one may not use, and all that one may', '/notes', ['read-files'], ['Home /home', 'Records /files *', 'Files /files', 'Notes /notes *', 'Drafts /drafts']],
    ])('%s', (_, current, may, expected) => {
      expect(links(current, may)).toEqual(expected);
    });

    it('stands by its own name where it is the only one left', () => {
      const only = [{ label: 'Records', parts: [{ label: 'Files', href: '/files', who: 'read-files' }, { label: 'Notes', href: '/notes' }] }];
      const html = renderPage(<Page title="Any" current="/notes" />, { ...frame, site: { name: 'Chorus', navigation: only } });
      expect(html).toContain('<a href="/notes" aria-current="true">Notes</a>');
      expect(html).not.toContain('Records');
    });
  });

  it('lets a signed-in person sign out by a form with its token, and shows their name as text', () => {
    const signedIn = renderPage(<Page title="Today" />, { ...frame, session });
    expect(signedIn).toContain('Ada &lt;Editor&gt;');
    expect(signedIn).toMatch(/<form action="\/sign-out" method="post"><input type="hidden" name="_csrf" value="the-token"/);
  });

  it('says first that a form has errors', () => {
    expect(renderPage(<Page title="Add" hasErrors />, frame)).toContain('<title>Error: Add –');
  });
});
