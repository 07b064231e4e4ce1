import type { z } from 'zod';
import type { FieldErrors } from './formValues.ts';
import { redirect303 } from './reply.ts';
import type { PageReply } from './reply.ts';
import { definePage } from './route.ts';
import type { PageDefinition, PageRequest, SentValues } from './route.ts';
import type { Who } from './session.ts';

/** Who sent a form, where to, and what it holds. */
export type SentForm<P extends z.ZodType, W extends Who> = Pick<PageRequest<z.output<P>, unknown, unknown, W>, 'params' | 'session'> & { values: SentValues };

export interface FormRoute<P extends z.ZodType, W extends Who> {
  path: string;
  who: W;
  params?: P;
  /** Does what the form asks for and gives where to go next, or what is wrong with what was entered. */
  act(sent: SentForm<P, W>): Promise<string | FieldErrors>;
  /** What is wrong with what was entered, of what `act` threw; throws on what is no mistake in the form. */
  wrong(error: unknown, sent: SentForm<P, W>): FieldErrors;
  /** The page with the form as it was sent and what is wrong beside its fields, with status 400. */
  again(sent: SentForm<P, W>, form: { values: SentValues; errors: FieldErrors }): Promise<PageReply>;
}

/** Where a form is sent: it is done, and one is led on; or the form comes again with everything typed kept. */
export function defineForm<P extends z.ZodType, const W extends Who>({ path, who, params, act, wrong, again }: FormRoute<P, W>): PageDefinition {
  return definePage({
    method: 'POST',
    path,
    who,
    ...(params ? { params } : {}),
    async handle({ params: at, session, raw }) {
      const sent: SentForm<P, W> = { params: at, session, values: (raw.body ?? {}) as SentValues };
      let done: string | FieldErrors;
      try {
        done = await act(sent);
      } catch (error) {
        done = wrong(error, sent);
      }
      return typeof done === 'string' ? redirect303(done) : again(sent, { values: sent.values, errors: done });
    },
  });
}
