import type { ReactElement } from 'react';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import type { PageProps } from '#platform/web/page.tsx';

/** A page of the register: the frame with the register's sheets, and the search that answers while one types. */
export function RegisterPage({ scripts = [], children, ...page }: PageProps): ReactElement {
  const { assetUrl } = useFrame();
  return (
    <Page {...page} scripts={['search.js', ...scripts]}>
      {/* Here they come after the frame's own sheets, over which they lie. */}
      {['charts.css', 'register.css'].map((name) => (
        <link key={name} rel="stylesheet" href={assetUrl(name)} />
      ))}
      {children}
    </Page>
  );
}
