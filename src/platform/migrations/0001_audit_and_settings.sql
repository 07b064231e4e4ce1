-- The audit chain: each entry carries the digest of the one before it. It is added to and never changed.
create table audit_entry (
  sequence bigint primary key,
  at timestamptz not null,
  by text not null,
  action text not null,
  subject_module text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null,
  previous_hash text not null unique,
  hash text not null unique
);
create index audit_entry_of_subject on audit_entry (subject_module, subject_kind, subject_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are added and never changed or removed', tg_table_name;
end $$;

create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

-- What the keeper of this record has set: a name for the header, which system it is.
create table setting (
  name text primary key,
  value jsonb not null
);
