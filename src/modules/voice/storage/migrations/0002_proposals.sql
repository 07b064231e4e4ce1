create sequence proposal_number;

-- An idea that a practice or a PCN begins. What it says is in words that can be erased; how it went on is in its steps.
create table proposal (
  id text primary key default ('P' || nextval('proposal_number')),
  -- The leadership team that it is put to, and the place that it is for.
  forum_code text not null references forum (code),
  place_code text not null references organisation (code),
  -- The practice or PCN that began it.
  organisation_code text not null references organisation (code),
  title text not null check (title <> ''),
  why_words uuid not null references words_written (id),
  better_words uuid not null references words_written (id),
  evidence_words uuid references words_written (id),
  -- ["https://…", …]
  links jsonb not null default '[]',
  -- What in other modules it rests on: [{"module", "kind", "id"}, …].
  about jsonb not null default '[]',
  state text not null,
  made_at timestamptz not null,
  made_by text not null
);
create index proposal_of_forum on proposal (forum_code);

-- Practices and PCNs that joined it. Leaving dates the row; joining again is another.
create table proposal_support (
  id bigint generated always as identity primary key,
  proposal_id text not null references proposal (id),
  organisation_code text not null references organisation (code),
  joined_at timestamptz not null,
  joined_by text not null,
  left_at timestamptz,
  left_by text
);
create unique index proposal_supported_once on proposal_support (proposal_id, organisation_code) where left_at is null;

create table proposal_step (
  id bigint generated always as identity primary key,
  proposal_id text not null references proposal (id),
  event text not null,
  to_state text not null,
  at timestamptz not null,
  by text not null,
  -- The answer, or why it was taken back.
  reason_words uuid references words_written (id),
  question_id text references question (id)
);
create index proposal_step_of on proposal_step (proposal_id);
create trigger proposal_step_is_append_only before update or delete or truncate on proposal_step
  for each statement execute function refuse_change();

-- Papers attached as evidence.
create table proposal_paper (
  proposal_id text not null references proposal (id),
  paper_id uuid not null references paper (id),
  added_at timestamptz not null,
  added_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (proposal_id, paper_id)
);

alter table question add constraint question_grew_from foreign key (proposal_id) references proposal (id);
create index question_of_proposal on question (proposal_id) where proposal_id is not null;
