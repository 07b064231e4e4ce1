-- What a PCN claims for its additional roles, a post and a month at a time. No name of anybody: a post bears the PCN's own reference.
create table role_claim (
  id uuid primary key default gen_random_uuid(),
  -- The order of entry: two may be entered within one tick of the clock.
  number bigint generated always as identity,
  pcn_code text not null,
  -- As the PCN wrote it; two references that differ only in case are one post.
  post text not null check (length(trim(post)) between 1 and 40),
  post_key text not null generated always as (upper(trim(post))) stored,
  role text not null,
  -- Exact, as text: a decimal or a fraction.
  wte text not null,
  starts date not null,
  ends date check (ends >= starts),
  month date not null check (extract(day from month) = 1),
  region text not null check (region in ('national', 'outer-london', 'inner-london')),
  salary_pence bigint not null check (salary_pence >= 0),
  national_insurance_pence bigint not null check (national_insurance_pence >= 0),
  pension_pence bigint not null check (pension_pence >= 0),
  -- A year's maximum from the PCN's own papers, where the rules held none.
  maximum_entered_pence bigint check (maximum_entered_pence > 0),
  asked_pence bigint check (asked_pence >= 0),
  -- As it was worked out when it was entered, by the rules of that day.
  claim_pence bigint not null check (claim_pence >= 0),
  figure_status text not null,
  status text not null check (status in ('draft', 'submitted', 'approved', 'queried', 'paid', 'replaced', 'withdrawn')),
  replaces_id uuid references role_claim (id),
  entered_at timestamptz not null,
  entered_by text not null,
  check (claim_pence <= salary_pence + national_insurance_pence + pension_pence)
);
-- One claim for a post and month stands, in the whole country.
create unique index role_claim_standing on role_claim (post_key, month) where status not in ('replaced', 'withdrawn');
create index role_claim_of_pcn on role_claim (pcn_code, month);

-- Every step of a claim's life; nothing of it is overwritten.
create table role_claim_step (
  id bigint generated always as identity primary key,
  claim_id uuid not null references role_claim (id),
  status text not null,
  at timestamptz not null,
  by text not null
);
create index role_claim_step_of_claim on role_claim_step (claim_id);
