-- Words that a person wrote of their own accord: apart from what was decided with them, so that they can be erased.
create table words_written (
  id uuid primary key default gen_random_uuid(),
  -- Who wrote them; null for a body's words.
  person_id text,
  -- Null once erased.
  words text check (words <> ''),
  written_at timestamptz not null
);
create index words_written_by on words_written (person_id);

-- A mail whose words are for its reader alone: no page shows them, not the administrator's either.
alter table mail add column is_confidential boolean not null default false;
