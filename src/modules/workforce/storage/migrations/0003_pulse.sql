-- A round of the pulse: the few statements that those who fill a PCN's posts are asked about.
create table staff_pulse (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  -- [{id, text}] as they were asked.
  statements jsonb not null,
  -- Its last day is the day before the upper bound.
  open daterange not null check (not isempty(open)),
  opened_at timestamptz not null,
  opened_by text not null,
  -- One round at a time.
  exclude using gist (pcn_code with =, open with &&)
);

-- Who has answered, and nothing of what: each person once a round.
create table staff_pulse_turn (
  pulse_id uuid not null references staff_pulse (id),
  person_id text not null references person (id),
  primary key (pulse_id, person_id)
);

-- How many gave each answer to each statement. There is no row of one person's answers, so that none can be led back to anybody, by
-- the order of rows or of the audit chain, or by what else the same person answered; nor can an answer be changed.
create table staff_pulse_count (
  pulse_id uuid not null references staff_pulse (id),
  statement text not null,
  answer smallint not null check (answer between 1 and 5),
  answers integer not null default 0 check (answers >= 0),
  primary key (pulse_id, statement, answer)
);
