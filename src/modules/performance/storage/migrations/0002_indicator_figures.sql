-- What was counted of indicators in a PCN's practices, as it was sent in. Nothing of a file is kept unless all of it can be.
create table indicator_file (
  -- Shown as F1, F2, …
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  year text not null check (year ~ '^20\d\d/\d\d$'),
  format text not null check (format in ('template', 'cqrs', 'fhir')),
  file_name text not null,
  digest text not null,
  entered_at timestamptz not null,
  entered_by text not null
);
create index indicator_file_of_pcn on indicator_file (pcn_code, year, id);
create trigger indicator_file_is_append_only before update or delete or truncate on indicator_file
  for each statement execute function refuse_change();

create table indicator_figure (
  id bigint generated always as identity primary key,
  file_id bigint not null references indicator_file (id),
  indicator text not null,
  practice_code text not null references organisation (code),
  -- The last day that was counted, from the beginning of the year.
  counted_to date not null,
  -- Null is not known, such as suppressed: never zero.
  numerator bigint check (numerator >= 0),
  denominator bigint check (denominator >= 0),
  -- Those left out by a personalised care adjustment, by the field that names it; null is not known.
  adjustments jsonb not null default '{}',
  unique (file_id, indicator, practice_code, counted_to)
);
create trigger indicator_figure_is_append_only before update or delete or truncate on indicator_figure
  for each statement execute function refuse_change();

-- What took a figure's place: a later file's, or nothing where its file was withdrawn. A figure ends once.
create table indicator_figure_end (
  figure_id bigint primary key references indicator_figure (id),
  replaced_by bigint references indicator_file (id),
  ended_at timestamptz not null,
  ended_by text not null
);
create trigger indicator_figure_end_is_append_only before update or delete or truncate on indicator_figure_end
  for each statement execute function refuse_change();
