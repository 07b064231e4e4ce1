-- What a PCN achieved against the indicators of the investment and impact fund, file by file. A newer file of the same year
-- takes the place of the one before it, which stays on record; so does one that is withdrawn.
create table achievement_file (
  -- Shown as A1, A2, …
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  year text not null check (year ~ '^20\d\d/\d\d$'),
  digest text not null,
  entered_at timestamptz not null,
  entered_by text not null
);
create index achievement_file_of_pcn on achievement_file (pcn_code, year, id);
create trigger achievement_file_is_append_only before update or delete or truncate on achievement_file
  for each statement execute function refuse_change();

-- A line of it: exact decimals as text, for a sum of them must come out to the penny.
create table achievement (
  file_id bigint not null references achievement_file (id),
  indicator text not null,
  kind text not null check (kind in ('fraction', 'improvement', 'binary')),
  numerator text not null,
  denominator text not null,
  baseline text check ((baseline is not null) = (kind = 'improvement')),
  list_size integer check (list_size > 0),
  primary key (file_id, indicator)
);
create trigger achievement_is_append_only before update or delete or truncate on achievement
  for each statement execute function refuse_change();

-- What took a file's place: the next one, or nothing where it was withdrawn. A file ends once.
create table achievement_file_end (
  file_id bigint primary key references achievement_file (id),
  replaced_by bigint references achievement_file (id),
  ended_at timestamptz not null,
  ended_by text not null
);
create trigger achievement_file_end_is_append_only before update or delete or truncate on achievement_file_end
  for each statement execute function refuse_change();
