-- One row a publication held. A publication is loaded when its row is: the Parquet files are in place before.
create table publication (
  id bigint generated always as identity primary key,
  dataset text not null,
  -- The day it speaks of; null where the file states none.
  as_of date,
  -- A restated publication stands beside the one before it: 1, 2, …
  revision integer not null check (revision > 0),
  -- Of the rows, however they were packed.
  digest text not null,
  file_name text not null,
  loaded_at timestamptz not null,
  loaded_by text not null,
  rows_read integer not null,
  rows_kept integer not null,
  rows_set_aside integer not null,
  rows_refused integer not null,
  -- [{table, path, rows}], paths relative to the statistics folder.
  tables jsonb not null,
  unique nulls not distinct (dataset, as_of, revision)
);
create index publication_of_digest on publication (dataset, digest);

create table publication_refusal (
  publication_id bigint not null references publication (id),
  line integer not null,
  column_name text not null,
  value text not null,
  reason text not null
);
create index publication_refusal_of on publication_refusal (publication_id, line);

create trigger publication_is_append_only before update or delete or truncate on publication
  for each statement execute function refuse_change();
