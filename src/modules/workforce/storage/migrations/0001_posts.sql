-- Those who work in a PCN or its practices and matter to posts: holders, managers, supervisors. Their names are held apart, so that they can be erased.
create table staff_member (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  name_id uuid not null references words_written (id),
  -- Where they sign in.
  person_id text references person (id),
  entered_at timestamptz not null,
  entered_by text not null
);
create index staff_member_of_pcn on staff_member (pcn_code);
create unique index staff_member_is_one_person on staff_member (pcn_code, person_id) where person_id is not null;

-- A team of the PCN, such as its social prescribers.
create table network_team (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  name text not null check (name <> ''),
  valid daterange not null check (not isempty(valid)),
  entered_at timestamptz not null,
  entered_by text not null
);

create table post (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  -- As the PCN wrote it; two references that differ only in case are one post.
  reference text not null check (length(trim(reference)) between 1 and 40),
  reference_key text not null generated always as (upper(trim(reference))) stored,
  entered_at timestamptz not null,
  entered_by text not null,
  unique (pcn_code, reference_key)
);

-- What is so of a post over a span of days, as believed over a span of moments. A correction ends the belief and adds another.
create table post_version (
  post_id uuid not null references post (id),
  role text,
  title text not null check (title <> ''),
  band text,
  -- Exact, as text: a decimal or a fraction.
  wte text not null check (wte ~ '^\d+(\.\d+)?(/\d+)?$'),
  employer_code text not null references organisation (code),
  home_practice_code text references organisation (code),
  home_team_id uuid references network_team (id),
  -- [{practiceCode, minutesPerWeek}]
  work_places jsonb not null,
  line_manager_id uuid references staff_member (id),
  clinical_supervisor_id uuid references staff_member (id),
  meets_every_weeks smallint check (meets_every_weeks > 0),
  sits_at text references organisation (code),
  funded_by text not null check (funded_by in ('additional-roles', 'practice', 'pcn', 'other')),
  region text not null check (region in ('national', 'outer-london', 'inner-london')),
  cost_pence bigint check (cost_pence >= 0),
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  check (home_practice_code is null or home_team_id is null),
  exclude using gist (post_id with =, valid with &&, recorded with &&)
);
create index post_version_of_post on post_version (post_id) where upper_inf(recorded);

-- Who fills a post, over which days and with which part of it.
create table filling (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post (id),
  staff_id uuid not null references staff_member (id),
  wte text not null check (wte ~ '^\d+(\.\d+)?(/\d+)?$'),
  valid daterange not null check (not isempty(valid)),
  -- Why it ended, from the list of reasons; null while it goes on.
  leaving_reason text,
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  exclude using gist (post_id with =, staff_id with =, valid with &&, recorded with &&)
);
create index filling_of_post on filling (post_id) where upper_inf(recorded);
create index filling_of_staff on filling (staff_id) where upper_inf(recorded);
create trigger post_version_is_kept before update or delete on post_version for each row execute function refuse_rewriting();
create trigger filling_is_kept before update or delete on filling for each row execute function refuse_rewriting();
