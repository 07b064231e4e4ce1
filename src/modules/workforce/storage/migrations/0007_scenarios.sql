-- What might be done with a year's posts, by whom it was thought of and to what end. Withdrawn, never removed.
create table plan_scenario (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  year text not null,
  name text not null check (length(trim(name)) between 1 and 80),
  intent_id uuid not null references words_written (id),
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index plan_scenario_has_one_name on plan_scenario (pcn_code, year, lower(trim(name))) where withdrawn_at is null;

create table plan_change (
  id bigint primary key generated always as identity,
  scenario_id uuid not null references plan_scenario (id),
  kind text not null check (kind in ('add', 'end', 'move')),
  reference text not null,
  -- The first day of a month.
  month date not null check (extract(day from month) = 1),
  role text,
  wte text check (wte ~ '^\d+(\.\d+)?(/\d+)?$'),
  region text check (region in ('national', 'outer-london', 'inner-london')),
  cost_pence bigint check (cost_pence >= 0),
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((kind = 'add') = (role is not null and wte is not null and region is not null))
);
create index plan_change_of_scenario on plan_change (scenario_id, id);
