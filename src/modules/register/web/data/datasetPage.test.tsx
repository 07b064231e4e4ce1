import { expect, test } from 'vitest';
import type { Frame } from '#platform/web/frame.ts';
import { renderPage } from '#platform/web/renderPage.tsx';
import { registerDatasets } from '../../datasets/index.ts';
import { DatasetPage, vintagesTable } from './datasetPage.tsx';

const frame: Frame = { site: { name: 'Chorus', navigation: [] }, session: null, mayUse: () => false, assetUrl: (name) => name, csrfToken: () => 'token' };

test.each([
  ['on the publisher’s site', 'https://digital.nhs.uk/services', '<a href="https://digital.nhs.uk/services">digital.nhs.uk</a>'],
  ['nowhere but on a page of this one', '/performance/list', '<a href="/performance/list">its page here</a>'],
])('a publication that is offered %s has a page that leads there', (_, address, link) => {
  const dataset = { ...registerDatasets[0]!, address };
  const body = renderPage(<DatasetPage dataset={dataset} age={{ newest: null, months: null, isNewerLikely: false }} rows={[]} table={vintagesTable(dataset)} path="/data/one" query={{}} hasLoading={false} />, frame);
  expect(body).toContain(link);
});
