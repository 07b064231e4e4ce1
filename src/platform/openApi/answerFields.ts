import type { JsonSchema } from './document.ts';

/** One field of an answer, as documentation lists it. */
export interface AnswerField {
  /** `parents[].code`; empty for the answer itself. */
  path: string;
  kind: string;
  description: string;
}

/** Past this many fields of one shape, such as an entry for each kind of body, one stands for all. */
const ALIKE_MAX = 6;

/** The fields of an answer in the order of its schema, those of lists and objects in it after them. */
export function answerFields(schema: JsonSchema, path = ''): AnswerField[] {
  const items = schema['items'] as JsonSchema | undefined;
  if (items) return answerFields(items, `${path}[]`);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const isAlike = properties.length > ALIKE_MAX && new Set(properties.map(([, field]) => JSON.stringify(field))).size === 1;
  const shown: [string, JsonSchema][] = isAlike ? [['<each>', properties[0]![1]]] : properties;
  return shown.flatMap(([name, field]) => {
    const own = path ? `${path}.${name}` : name;
    const nested = field['properties'] || field['items'] ? answerFields(field, own) : [];
    return [{ path: own, kind: kindOf(field), description: String(field['description'] ?? (isAlike ? properties.map(([each]) => each).join(', ') : '')) }, ...nested];
  });
}

/** What a value is, in words. */
export function kindOf(schema: JsonSchema): string {
  const options = schema['anyOf'] as JsonSchema[] | undefined;
  if (options) return [...new Set(options.map(kindOf))].join(' or ');
  const choices = schema['enum'] as string[] | undefined;
  if (choices) return choices.length > 8 ? `one of ${choices.slice(0, 6).join(', ')}, …` : `one of ${choices.join(', ')}`;
  const formats: Record<string, string> = { date: 'day', 'date-time': 'moment', uri: 'address' };
  const words: Record<string, string> = { string: formats[String(schema['format'])] ?? 'text', integer: 'whole number', number: 'number', boolean: 'true or false', array: 'list', object: 'object', null: 'null' };
  return words[String(schema['type'])] ?? String(schema['type'] ?? 'value');
}
