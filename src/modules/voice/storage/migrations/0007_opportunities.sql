create sequence opportunity_number;

-- A pilot or a pot, announced to all who are eligible in one instant. How it will be decided is fixed with the
-- announcement: no row of this table is ever changed. Where it stands is in its steps.
create table opportunity (
  id text primary key default ('O' || nextval('opportunity_number')),
  -- The leadership team that announces it, and the place whose bodies are eligible.
  forum_code text not null references forum (code),
  place_code text not null references organisation (code),
  title text not null check (title <> ''),
  -- In plain words: what it is, what it brings, what it asks.
  offer text not null check (offer <> ''),
  -- Which kinds of body may enter: practice, pcn.
  eligible_kinds text[] not null check (cardinality(eligible_kinds) > 0),
  method text not null check (method in ('everyone', 'lottery', 'rotation', 'scored')),
  -- How many can have it; null for everyone.
  places integer check (places > 0),
  -- What each that has it gets; null where it brings no money of its own.
  pence_each bigint check (pence_each >= 0),
  -- Of a rotation: whether pounds or grants are counted.
  measure text check (measure in ('pounds', 'grants')),
  -- Of one that is scored: [{"id", "label", "weight"}, …].
  criteria jsonb not null default '[]',
  -- The last day on which interest can be said.
  closes_on date not null,
  -- SHA-256 of the seed, published with the announcement.
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  announced_at timestamptz not null,
  announced_by text not null,
  check ((method = 'everyone') = (places is null)),
  check ((method = 'rotation') = (measure is not null))
);
create index opportunity_of_place on opportunity (place_code);
create trigger opportunity_is_append_only before update or delete or truncate on opportunity
  for each statement execute function refuse_change();

-- Kept to itself until the draw: no page and no command shows it before.
create table opportunity_seed (
  opportunity_id text primary key references opportunity (id),
  seed text not null
);
create trigger opportunity_seed_is_append_only before update or delete or truncate on opportunity_seed
  for each statement execute function refuse_change();

-- Who was eligible when it was announced, with the patients that each serves.
create table opportunity_eligible (
  opportunity_id text not null references opportunity (id),
  organisation_code text not null references organisation (code),
  patients integer not null check (patients >= 0),
  -- Of a newcomer, the average of the others at this announcement: where it starts. Per million patients.
  start_pence bigint,
  start_grants bigint,
  primary key (opportunity_id, organisation_code)
);
create trigger opportunity_eligible_is_append_only before update or delete or truncate on opportunity_eligible
  for each statement execute function refuse_change();

-- What each body said. Withdrawing dates the row; saying again is another.
create table opportunity_entry (
  id bigint generated always as identity primary key,
  opportunity_id text not null references opportunity (id),
  organisation_code text not null references organisation (code),
  -- False for one that says: not this time.
  is_interested boolean not null,
  words uuid references words_written (id),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index opportunity_entered_once on opportunity_entry (opportunity_id, organisation_code) where withdrawn_at is null;

create table opportunity_panel (
  opportunity_id text not null references opportunity (id),
  person_id text not null references person (id),
  primary key (opportunity_id, person_id)
);
create trigger opportunity_panel_is_append_only before update or delete or truncate on opportunity_panel
  for each statement execute function refuse_change();

-- What a panel member declares before scoring; the newest row counts.
create table opportunity_declaration (
  id bigint generated always as identity primary key,
  opportunity_id text not null references opportunity (id),
  person_id text not null references person (id),
  takes_part boolean not null,
  -- Entrants with whom they have a conflict.
  conflicts text[] not null,
  words uuid references words_written (id),
  declared_at timestamptz not null
);
create index opportunity_declaration_of on opportunity_declaration (opportunity_id, person_id);
create trigger opportunity_declaration_is_append_only before update or delete or truncate on opportunity_declaration
  for each statement execute function refuse_change();

-- Each score, 0 to 10; the newest of one person for one entry and criterion counts.
create table opportunity_score (
  id bigint generated always as identity primary key,
  opportunity_id text not null references opportunity (id),
  organisation_code text not null references organisation (code),
  person_id text not null references person (id),
  criterion text not null,
  score integer not null check (score between 0 and 10),
  scored_at timestamptz not null
);
create index opportunity_score_of on opportunity_score (opportunity_id);
create trigger opportunity_score_is_append_only before update or delete or truncate on opportunity_score
  for each statement execute function refuse_change();

-- Each step happens once: two who act at the same instant give one outcome.
create table opportunity_step (
  opportunity_id text not null references opportunity (id),
  step text not null check (step in ('announced', 'closed', 'drawn', 'cancelled')),
  at timestamptz not null,
  by text not null,
  -- Of closing: the digest of the list of entries, and how many there were.
  entries_digest text,
  entries integer,
  -- Of cancelling: why.
  reason_words uuid references words_written (id),
  primary key (opportunity_id, step)
);
create trigger opportunity_step_is_append_only before update or delete or truncate on opportunity_step
  for each statement execute function refuse_change();

-- The outcome, in its order: who has it, and what they get.
create table opportunity_result (
  opportunity_id text not null references opportunity (id),
  organisation_code text not null references organisation (code),
  rank integer not null check (rank > 0),
  is_granted boolean not null,
  pence bigint not null default 0 check (pence >= 0),
  primary key (opportunity_id, organisation_code),
  unique (opportunity_id, rank)
);
create index opportunity_result_of_organisation on opportunity_result (organisation_code);
create trigger opportunity_result_is_append_only before update or delete or truncate on opportunity_result
  for each statement execute function refuse_change();
