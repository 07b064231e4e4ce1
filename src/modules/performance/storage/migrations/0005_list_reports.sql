-- Every report of the commissioner's list that was made: for whom, of what, and by whom. The report itself is made again from the figures held.
create table list_report (
  id bigint generated always as identity primary key,
  -- An organisation's code, or ENG for England.
  place_code text not null check (place_code <> ''),
  -- The month's first day.
  month date not null,
  scope text not null check (scope in ('sub-icb-location', 'icb', 'nhs-region', 'england')),
  format text not null check (format in ('pdf', 'xlsx')),
  -- How many practices it speaks of, and how many of them meet a criterion.
  practices integer not null check (practices >= 0),
  listed integer not null check (listed between 0 and practices),
  made_at timestamptz not null,
  made_by text not null
);
create index on list_report (place_code, made_at);
