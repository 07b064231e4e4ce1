-- Who employs may not be known yet, as of a post that was made from the census, which does not say.
alter table post_version alter column employer_code drop not null;

-- Posts that were made in one go from what a census shows of a PCN, so that all of them can be taken back in one go.
create table census_start (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  -- The day of the census that they were made from.
  census_day date not null,
  entered_at timestamptz not null,
  entered_by text not null,
  taken_back_at timestamptz,
  taken_back_by text,
  check ((taken_back_at is null) = (taken_back_by is null))
);
create index census_start_of_pcn on census_start (pcn_code) where taken_back_at is null;

create table census_start_post (
  start_id uuid not null references census_start (id),
  post_id uuid not null references post (id),
  primary key (start_id, post_id)
);
