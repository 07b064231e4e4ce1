import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';

const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** A file that a form sent, whole in memory; twenty megabytes at most. */
export interface SentFile {
  fileName: string;
  bytes: Buffer;
}

/** A file field in a route's `body` schema. */
export const sentFile = z.custom<SentFile>((value) => Boolean(value && typeof value === 'object' && 'bytes' in value && Buffer.isBuffer(value.bytes) && value.bytes.length > 0), 'Choose a file');

/** Lets routes with `takesFiles` read forms with files; any other route refuses them before reading a byte. */
export async function readUploads(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request) => {
    const isMultipart = /^multipart\//i.test(request.headers['content-type'] ?? '');
    if (!isMultipart || request.routeOptions.config.definition?.takesFiles) return;
    throw new Refused({ code: 'unknown-content', what: 'This page does not take files.', todo: 'Send a form without a file.' });
  });
  await app.register(multipart, { attachFieldsToBody: true, limits: { fileSize: FILE_BYTES_MAX, files: 1, fields: 50, fieldSize: 64 * 1024 } });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const values: Record<string, unknown> = {};
    for (const [name, part] of Object.entries((request.body ?? {}) as Record<string, Part | Part[]>)) {
      const first = Array.isArray(part) ? part[0]! : part;
      values[name] = first.type === 'file' ? { fileName: first.filename, bytes: await first.toBuffer() } : first.value;
    }
    request.body = values;
  });
}

type Part = MultipartFile | { type: 'field'; value: unknown };
