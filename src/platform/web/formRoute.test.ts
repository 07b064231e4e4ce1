import { createElement } from 'react';
import { expect, test } from 'vitest';
import { Refused } from '#kernel/result.ts';
import { defineForm } from './formRoute.ts';
import { errorsOf } from './formValues.ts';
import { html } from './reply.ts';
import type { PageDefinition } from './route.ts';

const refusing = (code: string) => async (): Promise<string> => Promise.reject(new Refused({ code, what: 'It is too long.', where: 'name', todo: 'Say it shorter.' }));

/** What a form answers whose work is this, and with what its page came again. */
async function sent(act: () => Promise<string | Record<string, string>>) {
  const again: unknown[] = [];
  const route = defineForm({
    path: '/names', who: 'signed-in', act,
    wrong: (error) => errorsOf(error, ['name']),
    again: async (_sent, form) => (again.push(form), html(createElement('form'), 400)),
  });
  const request = { params: {}, session: null, raw: { body: { name: 'Upper Dale' } } } as unknown as Parameters<PageDefinition['handle']>[0];
  return { reply: await route.handle(request), again, route };
}

test('what was done leads on, and is a POST', async () => {
  const { reply, again, route } = await sent(async () => '/names?done=kept');
  expect([reply, again, route.method]).toEqual([{ kind: 'redirect', to: '/names?done=kept' }, [], 'POST']);
});

test('what is wrong with what was entered comes again beside what was typed', async () => {
  expect((await sent(async () => ({ name: 'Enter a name' }))).again).toEqual([{ values: { name: 'Upper Dale' }, errors: { name: 'Enter a name' } }]);
});

test('what a command refused of a field stands beside it', async () => {
  expect((await sent(refusing('too-long'))).again).toEqual([{ values: { name: 'Upper Dale' }, errors: { name: 'It is too long. Say it shorter.' } }]);
});

test('what is not allowed is no mistake in a form', async () => {
  await expect(sent(refusing('not-allowed'))).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
});
