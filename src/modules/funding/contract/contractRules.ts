import { existsSync } from 'node:fs';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { BASES, FIGURE_UNITS, STREAMS } from './domain/figure.ts';
import type { Basis, Figure, FigureUnit, StreamId } from './domain/figure.ts';

export const CONTRACT_FOLDER = 'funding/network-contract-des';
export const inRules = (path: string) => new URL(`../../../../rules/${CONTRACT_FOLDER}/${path}`, import.meta.url);

const keys = <Key extends string>(record: Readonly<Record<Key, unknown>>) => z.enum(Object.keys(record) as [Key, ...Key[]]);
const exact = z.string().regex(/^-?\d+(\.\d+)?(\/\d+)?$/, 'a decimal or a fraction in quotes, so that it stays exact');

/** `rules/funding/network-contract-des/<stream>/figures.yaml`. */
export const FigureFile = z.strictObject({
  stream: keys<StreamId>(STREAMS),
  /** To whom the contract pays it. */
  paidTo: z.enum(['pcn', 'practice']),
  /** What it is for, in one sentence. */
  says: z.string(),
  figures: z
    .array(
      z.strictObject({
        /** Unique within the stream. */
        id: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/),
        title: z.string(),
        unit: keys<FigureUnit>(FIGURE_UNITS),
        basis: keys<Basis>(BASES).optional(),
        values: z
          .array(z.strictObject({ from: z.iso.date(), to: z.iso.date().optional(), published: z.iso.date(), value: exact.nullable(), source: z.string(), locator: z.string(), status: RULE_STATUS }))
          .min(1),
      }),
    )
    .min(1),
});

/** A stream of the contract: to whom it is paid, and its figures. */
export interface Stream {
  id: StreamId;
  title: string;
  paidTo: 'pcn' | 'practice';
  says: string;
  figures: readonly Figure[];
}

let known: ReadonlyMap<StreamId, Stream> | undefined;

/** Every stream of the network contract of which there is a file, in the order of `STREAMS`. Read once; throws where a file is not as it should be. */
export function contractStreams(): ReadonlyMap<StreamId, Stream> {
  return (known ??= readStreams());
}

function readStreams(): ReadonlyMap<StreamId, Stream> {
  const find = sourceFinder();
  return new Map((Object.keys(STREAMS) as StreamId[]).filter((id) => existsSync(inRules(`${id}/figures.yaml`))).map((id) => [id, readStream(id, find)]));
}

function readStream(id: StreamId, find: ReturnType<typeof sourceFinder>): Stream {
  const file = FigureFile.parse(readRules(`${CONTRACT_FOLDER}/${id}/figures.yaml`));
  if (file.stream !== id) throw new Error(`rules/${CONTRACT_FOLDER}/${id}/figures.yaml says that it is of ${file.stream}`);
  const figures = file.figures.map(({ id: name, title, unit, basis = null, values }): Figure => ({
    id: `${id}/${name}`, stream: id, title, unit, basis,
    values: values.map(({ from, to, published, value, source, locator, status }) => {
      const { title: sourceTitle, address } = find(source);
      return { from: isoDate(from), to: to === undefined ? null : isoDate(to), published: isoDate(published), value, status, source: { title: sourceTitle, address, locator } };
    }),
  }));
  return { id, title: STREAMS[id], paidTo: file.paidTo, says: file.says, figures };
}
