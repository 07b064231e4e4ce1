-- A document that somebody added: its file stands in the folder of papers under its digest, and is there before the row is.
-- One content under two names is one file and two papers. Where it belongs is the affair of the module that took it.
create table paper (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 of the content, in hexadecimal digits.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  file_name text not null check (file_name <> '' and length(file_name) <= 200),
  media_type text not null,
  bytes integer not null check (bytes > 0),
  title text not null check (title <> '' and length(title) <= 300),
  added_by text not null,
  added_at timestamptz not null
);
create index paper_of_digest on paper (digest);

create trigger paper_is_append_only before update or delete or truncate on paper
  for each statement execute function refuse_change();
