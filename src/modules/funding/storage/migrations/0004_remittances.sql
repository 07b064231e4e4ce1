-- Statements of payment, as they were sent. Nothing of a file is kept unless all of it can be read.
create table remittance (
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  digest text not null,
  entered_at timestamptz not null,
  entered_by text not null
);
create index remittance_of_pcn on remittance (pcn_code);

create table remittance_line (
  -- Shown as R1, R2, …
  id bigint generated always as identity primary key,
  remittance_id bigint not null references remittance (id),
  -- Whose money it is, whoever was paid.
  pcn_code text not null references organisation (code),
  payee_code text not null,
  -- pcn: the PCN itself; nominated: whom it nominated; practice: one of its practices; elsewhere: a payee of nobody here, so that nothing was received.
  payee_is text not null check (payee_is in ('pcn', 'nominated', 'practice', 'elsewhere')),
  month date not null check (extract(day from month) = 1),
  -- The statement's own words.
  description text not null check (description <> ''),
  -- Null where the words name no stream that is known.
  stream text,
  amount_pence bigint not null check (amount_pence <> 0),
  reference text not null check (reference <> ''),
  paid_on date not null
);
create index remittance_line_of_pcn on remittance_line (pcn_code, month);
-- The same payment is kept once, whoever sends it and how often.
create unique index remittance_line_once on remittance_line (reference, payee_code, month, amount_pence);

create trigger remittance_is_append_only before update or delete or truncate on remittance
  for each statement execute function refuse_change();
create trigger remittance_line_is_append_only before update or delete or truncate on remittance_line
  for each statement execute function refuse_change();

-- A PCN disputes what it was paid under one stream, in a month or over the year.
create table dispute (
  -- Shown as D1, D2, …
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  year text not null check (year ~ '^20\d\d/\d\d$'),
  stream text not null,
  -- Null for the whole year.
  month date check (extract(day from month) = 1),
  -- What was due and paid when it was opened.
  due_pence bigint not null,
  paid_pence bigint not null,
  claimed_pence bigint not null check (claimed_pence <> 0),
  state text not null,
  opened_at timestamptz not null,
  opened_by text not null
);
create index dispute_of_pcn on dispute (pcn_code);
create unique index dispute_open_once on dispute (pcn_code, year, stream, coalesce(month, 'infinity'::date)) where state not in ('settled', 'withdrawn');

-- Every step of it, in order; the words can be erased.
create table dispute_step (
  id bigint generated always as identity primary key,
  dispute_id bigint not null references dispute (id),
  event text not null,
  state text not null,
  -- What the commissioner will pay, or what was settled.
  amount_pence bigint,
  -- words_written.id
  words_id uuid,
  -- words_written.id: where the evidence is, such as the number of a remittance or a letter's date.
  evidence_words_id uuid,
  at timestamptz not null,
  by text not null
);
create index dispute_step_of on dispute_step (dispute_id);
create trigger dispute_step_is_append_only before update or delete or truncate on dispute_step
  for each statement execute function refuse_change();
