-- The register of demands from above: what people add to those that the rules know.
create table demand (
  id bigint generated always as identity primary key,
  -- words_written.id: what is asked, in somebody's words.
  asks_id uuid not null,
  asked_of text not null check (asked_of in ('practice', 'pcn', 'commissioner', 'nhs-england')),
  -- The body that asks.
  asked_by text not null check (asked_by <> ''),
  -- Where it is asked; null for all of England.
  within_code text references organisation (code),
  -- Both null where no contract asks it: an instruction, or a request.
  contract text check (contract <> ''),
  clause text check (clause <> ''),
  asked_on date not null,
  due date check (due >= asked_on),
  -- Where it is to be read: a letter and its date, an address.
  source text not null check (source <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_words_id uuid,
  check ((contract is null) = (clause is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
