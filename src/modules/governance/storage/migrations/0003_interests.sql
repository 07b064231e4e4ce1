-- What somebody who sits in a forum declares. One row a belief: an interest that ends, or was entered wrongly, is withdrawn
-- and entered anew.
create table interest (
  id uuid primary key default gen_random_uuid(),
  person_id text not null references person (id),
  kind text not null check (kind in ('financial', 'non-financial-professional', 'non-financial-personal', 'indirect')),
  -- What it is, in its owner's words: words_written.id
  words_id uuid not null references words_written (id),
  -- On which days they have it.
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  declared_on date not null,
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create index interest_of_person on interest (person_id);

-- When somebody said that all of their entry is right, also where it says that they have none.
create table interest_review (
  id bigint generated always as identity primary key,
  person_id text not null references person (id),
  reviewed_on date not null,
  at timestamptz not null,
  by text not null
);
create index interest_review_of_person on interest_review (person_id, reviewed_on);
create trigger interest_review_is_append_only before update or delete or truncate on interest_review
  for each statement execute function refuse_change();
