-- How the PCNs of a place are spoken for in a forum: in one way at a time, at a cost that a body resources, or nobody.
create table pcn_representation (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  way text not null check (way in ('seat-each', 'lead-pcn', 'elected', 'neutral-manager')),
  -- Of a lead PCN: which.
  lead_code text references organisation (code),
  -- In quarters of a session, so that no fraction is rounded.
  quarter_sessions_a_week integer not null check (quarter_sessions_a_week between 0 and 400),
  cost_pence_a_year bigint not null check (cost_pence_a_year >= 0),
  -- The body that resources it; null where nobody does.
  resourced_by_code text references organisation (code),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((way = 'lead-pcn') = (lead_code is not null)),
  exclude using gist (forum_code with =, valid with &&) where (withdrawn_at is null)
);

-- Who leads on which programme on behalf of every PCN of the place.
create table portfolio_lead (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  programme text not null check (programme <> ''),
  person_id text not null references person (id),
  -- The PCN that they come from; none for a neutral manager.
  pcn_code text references organisation (code),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  exclude using gist (forum_code with =, lower(programme) with =, valid with &&) where (withdrawn_at is null)
);
create index portfolio_lead_of_person on portfolio_lead (person_id);
