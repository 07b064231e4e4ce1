import type { ReactElement } from 'react';
import { z } from 'zod';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { html } from './reply.ts';
import type { PageReply } from './reply.ts';
import { definePage } from './route.ts';
import type { PageDefinition, PageRequest } from './route.ts';
import type { Who } from './session.ts';
import { sentFile } from './upload.ts';
import type { SentFile } from './upload.ts';

interface PreviewRoute<W extends Who> {
  path: string;
  who: W;
  /** What a confirming form can carry back, where it carries the file. */
  bytesMax?: number;
  /** The page on which the file is chosen, with what was wrong with the one that was. */
  choose(error: string): ReactElement;
  /** What the file would change. */
  preview(file: SentFile, session: PageRequest<unknown, unknown, unknown, W>['session']): Promise<PageReply>;
}

/** Where a file is sent to be looked at before anything is kept. One that cannot be looked at is chosen again. */
export const definePreview = <const W extends Who>({ path, who, bytesMax = Infinity, choose, preview }: PreviewRoute<W>): PageDefinition =>
  definePage({
    method: 'POST',
    path,
    who,
    takesFiles: true,
    body: z.object({ file: sentFile.optional().catch(undefined) }),
    async handle({ body: { file }, session }) {
      if (!file) return html(choose('Choose a file'), 400);
      if (file.bytes.length > bytesMax) return html(choose(`The file is larger than ${bytesMax / 1000} kB; split it`), 400);
      try {
        return await preview(file, session);
      } catch (error) {
        if (error instanceof Refused) return html(choose(sayRefusal(error.refusal)), 400);
        throw error;
      }
    },
  });
