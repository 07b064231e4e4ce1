import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import { json } from '#platform/web/reply.ts';
import type { PageReply } from '#platform/web/reply.ts';
import { FHIR_TYPE } from './fhirSite.ts';

export const operationOutcomeShape = z.strictObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z.tuple([z.strictObject({ severity: z.literal('error'), code: z.enum(['not-found', 'invalid', 'exception']), details: z.strictObject({ text: z.string() }), diagnostics: z.string().optional() })]),
});

/** A refusal as FHIR says it: what is wrong as the text, where and what to do as the diagnostics. */
export function outcomeReply({ what, where, todo }: Refusal, status: number): PageReply {
  const diagnostics = [where && `${where}.`, todo].filter(Boolean).join(' ');
  const outcome: z.output<typeof operationOutcomeShape> = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: status >= 500 ? 'exception' : status === 404 ? 'not-found' : 'invalid', details: { text: what }, ...(diagnostics && { diagnostics }) }],
  };
  return json(outcome, status, FHIR_TYPE);
}
