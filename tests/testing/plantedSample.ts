import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { SampleTemplate } from './sampleTemplate.ts';

/** A planted sample of one's own; `data` is a value for `CHORUS_DATA`. */
export async function plantedSample(): Promise<{ data: string; discard(): void }> {
  const reply = await fetch(`${inject('recordTemplates')}/sample`);
  if (!reply.ok) throw new Error(`The sample could not be planted: ${await reply.text()}`);
  const template = (await reply.json()) as SampleTemplate;
  const data = join(template.copies, randomUUID());
  await cp(template.data, data, { recursive: true });
  return { data, discard: () => rmSync(data, { recursive: true, force: true }) };
}
