import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { FrameContext, type Frame } from './frame.ts';

/** Outside production every page is checked for what the content security policy would silently drop. */
const isChecked = process.env['NODE_ENV'] !== 'production';

export function renderPage(page: ReactElement, frame: Frame): string {
  const markup = renderToStaticMarkup(<FrameContext value={frame}>{page}</FrameContext>);
  if (isChecked) refuseInlineCode(markup);
  return `<!doctype html>${markup}`;
}

/** Throws where a page has a style attribute, an inline script or style, or an event attribute. */
export function refuseInlineCode(markup: string): void {
  const found = /<[a-z][^<>]*?\s(style|on[a-z]+)="|<(style)[\s>]|<(script)(?![^>]*\ssrc=)/i.exec(markup);
  if (!found) return;
  const what = found[1] ?? found[2] ?? found[3];
  throw new Error(`Inline ${what} is dropped by the content security policy; use a class or an asset: ${found[0].slice(0, 120)}`);
}
