-- A forum: where people of an integrated care system sit together. What is said of it over time is in the tables below.
-- In all of them a row that was entered wrongly is withdrawn, never changed or removed: what was believed can be seen.
create table forum (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  kind text not null,
  name text not null check (name <> ''),
  -- The body whose forum it is.
  organisation_code text not null references organisation (code),
  -- For which part of the country it acts: a place, an ICB, a PCN, …
  place_code text not null references organisation (code),
  opened_on date not null,
  closed_on date check (closed_on > opened_on),
  entered_at timestamptz not null,
  entered_by text not null
);

-- Its terms of reference, one version at a time.
create table forum_terms (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  governance_form text not null,
  -- {"least": 4, "share": "1/2", "sectors": ["general-practice"]}: how many voting seats must be filled by somebody present.
  quorum jsonb not null,
  -- {"kind": "majority", "castingVote": "chair" | null, "weighted": false}
  decision_rule jsonb not null,
  meets_in_public boolean not null,
  -- Within how many days of a decision it promises to report back.
  report_days integer not null check (report_days between 1 and 365),
  -- The document of the terms, if it is held.
  paper_id uuid,
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  exclude using gist (forum_code with =, valid with &&) where (withdrawn_at is null)
);

create table seat (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  title text not null check (title <> ''),
  -- general-practice, nhs-trust, local-authority, …: see domain/sector.ts.
  sector text not null,
  -- What the composition rules ask after: chair, chief-executive, director-of-public-health, …
  office text,
  -- The body that it represents; none where it brings a perspective only.
  represents_code text references organisation (code),
  filling text not null check (filling in ('appointed', 'nominated', 'elected', 'ex-officio')),
  is_voting boolean not null,
  weight integer not null default 1 check (weight >= 0),
  -- What its holder must know of, such as mental-health.
  knowledge text[] not null default '{}',
  -- On which days there is such a seat.
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create index seat_of_forum on seat (forum_code);

-- Who holds a seat, and who may sit in for them.
create table seat_holding (
  id uuid primary key default gen_random_uuid(),
  seat_id uuid not null references seat (id),
  person_id text not null references person (id),
  capacity text not null check (capacity in ('holder', 'deputy')),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  -- One holder at a time; deputies may be several, each person once.
  exclude using gist (seat_id with =, valid with &&) where (withdrawn_at is null and capacity = 'holder'),
  exclude using gist (seat_id with =, person_id with =, valid with &&) where (withdrawn_at is null)
);
create index seat_holding_of_seat on seat_holding (seat_id);
create index seat_holding_of_person on seat_holding (person_id);
