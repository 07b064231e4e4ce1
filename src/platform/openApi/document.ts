import { z } from 'zod';
import type { Operation } from './operation.ts';
import { problemAnswer } from './problem.ts';

export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  /** Where the API stands, without a slash at its end. */
  publicUrl: string;
  licence?: { name: string; url: string };
}

export type JsonSchema = Record<string, unknown>;

export interface ApiParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description: string;
  schema: JsonSchema;
}

const PROBLEM = 'Problem';
const addressOf = (name: string): string => `#/components/schemas/${name}`;
const ofDraft = {
  target: 'draft-2020-12',
  unrepresentable: 'any',
  // The format or the kind says it; the pattern that reads the text of it only hides that from a reader.
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }): void => {
    if (jsonSchema['format'] || jsonSchema['type'] === 'integer') delete jsonSchema['pattern'];
  },
} as const;

/** The OpenAPI 3.1 description of some operations, from the schemas that read their parameters and describe their answers. */
export function openApiDocument(operations: readonly Operation[], { title, version, description, publicUrl, licence }: ApiInfo): JsonSchema {
  return {
    openapi: '3.1.1',
    info: { title, version, description, ...(licence && { license: licence }) },
    servers: [{ url: publicUrl }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path.replace(/:(\w+)/g, '{$1}'), { get: describeOperation(operation) }])),
    components: { schemas: answerSchemas(operations) },
  };
}

function describeOperation(operation: Operation): JsonSchema {
  const { id, summary, description, answer } = operation;
  const problem = (says: string): JsonSchema => ({ description: says, content: { 'application/problem+json': { schema: { $ref: addressOf(PROBLEM) } } } });
  return {
    operationId: id,
    summary,
    ...(description && { description }),
    parameters: parametersOf(operation),
    responses: {
      200: {
        description: answer.schema.description ?? summary,
        headers: { ETag: { description: 'Send it back as If-None-Match to be told whether anything changed.', schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: addressOf(answer.name) } } },
      },
      304: { description: 'Nothing changed since the answer with the ETag that was sent.' },
      400: problem('A parameter that is unknown, came twice or cannot be read.'),
      ...(Object.keys(operation.params.shape).length || 'within' in operation.query.shape ? { 404: problem('Nothing of that code, or not on that day.') } : {}),
    },
  };
}

/** The parameters of an operation as OpenAPI has them. */
export function parametersOf({ params, query }: Operation): ApiParameter[] {
  return [...describeFields(params, 'path'), ...describeFields(query, 'query')];
}

function describeFields(schema: z.ZodObject, place: 'path' | 'query'): ApiParameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { ...ofDraft, io: 'input' }) as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    description: String(description ?? ''),
    schema: rest,
  }));
}

/** The schema of each answer by its name; `Problem` is every refusal's. */
export function answerSchemas(operations: readonly Operation[]): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const named = new Map(operations.map(({ answer }) => [answer.name, answer.schema]));
  named.set(PROBLEM, problemAnswer);
  for (const [name, schema] of named) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, { ...ofDraft, uri: addressOf });
  return Object.fromEntries(Object.entries(schemas).map(([name, { $id: _id, $schema: _schema, id: _own, ...schema }]) => [name, schema as JsonSchema]));
}
