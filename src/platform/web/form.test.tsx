import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CheckboxField, DateField, PostForm, RadioField, SelectField, TextField } from './form.tsx';
import { dateFieldText, parseForm } from './formValues.ts';
import type { Frame } from './frame.ts';
import { renderPage } from './renderPage.tsx';

const frame: Frame = { site: { name: 'Chorus', navigation: [] }, session: null, mayUse: () => true, assetUrl: (name) => name, csrfToken: () => 'the-token' };
const schema = z.object({ name: z.string().min(1, 'Enter a name'), kind: z.enum(['place', 'federation'], 'Choose a kind') });
const options = [
  { value: 'place', label: 'Place' },
  { value: 'federation', label: 'Federation' },
];

describe('a form that came back', () => {
  const parsed = parseForm(schema, { name: '', kind: 'x', 'opened-day': '1', 'opened-month': '4', 'opened-year': '2025', tags: ['place'] });
  if (parsed.ok) throw new Error('the form should not parse');
  const markup = renderPage(
    <PostForm action="/add" submit="Add organisation" form={parsed}>
      <TextField name="name" label="Name" form={parsed} hint="As it is known" />
      <RadioField name="kind" label="Kind" form={parsed} options={options} />
      <SelectField name="kind2" label="Kind again" form={{ values: { kind2: 'federation' } }} options={options} />
      <CheckboxField name="tags" label="Tags" form={parsed} options={options} />
      <DateField name="opened" label="Opened" form={parsed} />
    </PostForm>,
    frame,
  );

  it('says each mistake once, by field', () => {
    expect(parsed.errors).toEqual({ name: 'Enter a name', kind: 'Choose a kind' });
  });

  it('lists its mistakes with links to fields that are there', () => {
    for (const id of ['field-name', 'field-kind']) {
      expect(markup).toContain(`href="#${id}"`);
      expect(markup.match(new RegExp(`id="${id}"`, 'g'))).toHaveLength(1);
    }
  });

  it('keeps what was typed and chosen', () => {
    expect(markup).toMatch(/<option value="federation" selected="">/);
    expect(markup).toMatch(/<input[^>]*checked[^>]*value="place"|<input[^>]*value="place"[^>]*checked/);
    expect(markup).toMatch(/name="opened-year"[^>]*value="2025"|value="2025"[^>]*name="opened-year"/);
  });

  it('bears its token', () => {
    expect(markup).toContain('name="_csrf" value="the-token"');
  });
});

it.each([
  [{ 'd-day': '1', 'd-month': '4', 'd-year': '2025' }, '2025-04-01'],
  [{ 'd-day': '', 'd-month': ' ', 'd-year': undefined }, ''],
  [{ 'd-day': '31', 'd-month': '', 'd-year': '2025' }, '2025-00-31'],
])('reads the date boxes %o as %s', (values, expected) => {
  expect(dateFieldText(values, 'd')).toBe(expected);
});
