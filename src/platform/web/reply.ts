import type { Readable } from 'node:stream';
import type { ReactElement } from 'react';

export interface FileDownload {
  fileName: string;
  contentType: string;
  body: Buffer | string | Readable;
}

/** What a route answers with. The frame turns it into HTTP. */
export type PageReply =
  | { kind: 'html'; page: ReactElement; status: number }
  | { kind: 'redirect'; to: string }
  | { kind: 'json'; value: unknown; status: number; contentType?: string }
  | { kind: 'file'; file: FileDownload };

export const html = (page: ReactElement, status = 200): PageReply => ({ kind: 'html', page, status });

/** After a POST: the browser fetches `to` with GET, so that reloading sends nothing twice. */
export const redirect303 = (to: string): PageReply => ({ kind: 'redirect', to });

export const json = (value: unknown, status = 200, contentType?: string): PageReply => ({ kind: 'json', value, status, contentType });

export const download = (file: FileDownload): PageReply => ({ kind: 'file', file });

/** A Content-Disposition that no file name can break out of. */
export function attachmentHeader(fileName: string): string {
  const plain = fileName.replace(/[^\w .()-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
