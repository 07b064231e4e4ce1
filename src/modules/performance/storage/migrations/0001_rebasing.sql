-- A chart's new baseline: proposed, and used by the chart only once a person approved it and said why. Nothing is deleted: it is withdrawn.
create table rebasing (
  id uuid primary key default gen_random_uuid(),
  -- Which chart: its kind and measure, and the organisation's code at the end, such as access/same-day/A12345
  series_id text not null check (series_id <> ''),
  organisation_code text not null references organisation (code),
  -- The first period of the new baseline.
  begins_on date not null,
  state text not null check (state in ('proposed', 'approved', 'withdrawn')),
  proposed_at timestamptz not null,
  proposed_by text not null,
  -- words_written.id: what was seen, and what may have changed.
  proposed_words_id uuid not null,
  approved_at timestamptz,
  approved_by text,
  -- words_written.id
  approved_words_id uuid,
  withdrawn_at timestamptz,
  withdrawn_by text,
  -- words_written.id
  withdrawn_words_id uuid,
  check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (approved_words_id is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_words_id is null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null) and (state <> 'approved' or approved_at is not null))
);
-- A baseline begins once at a period, unless it was withdrawn.
create unique index rebasing_once on rebasing (series_id, begins_on) where withdrawn_at is null;
create index rebasing_of_series on rebasing (series_id);
create trigger rebasing_is_kept before update on rebasing
  for each row when (old.withdrawn_at is not null) execute function refuse_change();
create trigger rebasing_stays before delete or truncate on rebasing
  for each statement execute function refuse_change();
