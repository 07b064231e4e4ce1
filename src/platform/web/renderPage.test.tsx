import { describe, expect, it } from 'vitest';
import { refuseInlineCode } from './renderPage.tsx';

describe('what the content security policy would drop', () => {
  it.each(['<p class="a" style="color:red">', '<a onclick="x()">', '<style>p{}</style>', '<script>x()</script>'])('refuses %s', (markup) => {
    expect(() => refuseInlineCode(markup)).toThrow(/content security policy/);
  });

  it.each(['<rect fill="red" stroke-width="2">', '<script src="/assets/a.js" defer></script>', '<p>style="x"</p>'])('lets %s pass', (markup) => {
    expect(() => refuseInlineCode(markup)).not.toThrow();
  });
});
