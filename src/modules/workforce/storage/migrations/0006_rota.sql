-- How the minutes of a shared role are shared between the practices of its PCN, from a Monday on.
create table rota (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post (id),
  shared_by text not null check (shared_by in ('list', 'need', 'agreement')),
  minutes_per_week integer not null check (minutes_per_week between 1 and 10080),
  -- How many minutes a session has; null where the role has none.
  minutes_per_session integer check (minutes_per_session between 1 and 1440),
  -- [{practiceCode, weight, minutes}]; the minutes are together the week's.
  shares jsonb not null,
  -- Where the weights come from: for a list, the publication that was counted.
  source_id uuid references words_written (id),
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  exclude using gist (post_id with =, valid with &&, recorded with &&)
);
create index rota_of_post on rota (post_id) where upper_inf(recorded);
create trigger rota_is_kept before update or delete on rota for each row execute function refuse_rewriting();

-- The minutes that a practice had of a role in a week. A newer belief ends the one before.
create table rota_had (
  post_id uuid not null references post (id),
  practice_code text not null references organisation (code),
  week date not null check (extract(isodow from week) = 1),
  minutes integer not null check (minutes between 0 and 10080),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  exclude using gist (post_id with =, practice_code with =, week with =, recorded with &&)
);
create index rota_had_of_post on rota_had (post_id, week) where upper_inf(recorded);
create trigger rota_had_is_kept before update or delete on rota_had for each row execute function refuse_rewriting();
