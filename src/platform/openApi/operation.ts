import type { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { definePage, type PageDefinition, type SentValues } from '../web/route.ts';
import { conditionalAnswer } from './conditionalAnswer.ts';
import { problemReply } from './problem.ts';

/** One thing that a program may ask: the one source of its route, its description and the page about it. */
export interface Operation<P extends z.ZodObject = z.ZodObject, Q extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> {
  /** camelCase, unlike any other's. */
  id: string;
  path: string;
  summary: string;
  description?: string;
  /** Each field described: the description is the documentation. */
  params: P;
  query: Q;
  answer: { name: string; schema: A };
  /** A path and query that can be tried, for the documentation. */
  example: string;
  /** Throws `Refused` where there is no answer. */
  read(asked: { params: z.output<P>; query: z.output<Q> }): Promise<z.output<A>>;
}

export function defineOperation<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType>(operation: Operation<P, Q, A>): Operation {
  // `read` is called only with what the operation's own schemas gave, so forgetting their types here is safe.
  return operation as unknown as Operation;
}

/** The route of an operation that everybody may ask. */
export function operationPage(operation: Operation, stateOf: () => Promise<string>): PageDefinition {
  const { path, summary, params, query, read } = operation;
  return definePage({
    method: 'GET',
    path,
    who: 'anyone',
    summary,
    handle: (request) =>
      conditionalAnswer(request, { contentType: 'application/json; charset=utf-8', stateOf, refusal: problemReply }, () =>
        read({ params: parseNamed(params, request.raw.params as SentValues, 'address'), query: parseNamed(query, request.sentQuery, 'query') }),
      ),
  });
}

/** What was sent under the names that a schema has; refuses a name that it has not, and one that came twice. */
export function parseNamed<S extends z.ZodObject>(schema: S, sent: SentValues, part: 'address' | 'query'): z.output<S> {
  const names = Object.keys(schema.shape);
  for (const [name, value] of Object.entries(sent)) {
    if (!names.includes(name)) throw new Refused(unknownParameter(name, names));
    if (Array.isArray(value)) throw new Refused({ code: 'repeated-parameter', what: `The parameter “${name}” came ${value.length} times.`, where: name, todo: 'Send it once.' });
  }
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => ({ name: issue.path.join('.') || part, message: issue.message }));
  throw new Refused({
    code: 'invalid-parameter',
    what: wrong.map(({ name, message }) => `${wrong.length > 1 ? `${name}: ` : ''}${message.replace(/\.$/, '')}.`).join(' '),
    where: [...new Set(wrong.map(({ name }) => name))].join(', '),
    todo: 'Correct it and ask again; /api says what each parameter takes.',
  });
}

export function unknownParameter(name: string, names: readonly string[], about = '/api'): { code: string; what: string; where: string; todo: string } {
  const close = names.find((each) => each.replace(/[^a-z]/gi, '').toLowerCase() === name.replace(/[^a-z]/gi, '').toLowerCase());
  const list = names.length ? `This address takes ${names.join(', ')}` : 'This address takes none';
  return { code: 'unknown-parameter', what: `There is no parameter “${name}” here.`, where: name, todo: close ? `Did you mean “${close}”?` : `${list}; see ${about}.` };
}
