create sequence question_number;

-- A question that general practice of a place answers with one voice. Where it stands is here; how it came there is in its events.
create table question (
  id text primary key default ('Q' || nextval('question_number')),
  place_code text not null references organisation (code),
  -- The leadership team that carries it.
  forum_code text not null references forum (code),
  -- The forum in which it will be decided, once that is known.
  decides_forum_code text references forum (code),
  title text not null check (title <> ''),
  -- In plain words: what is asked, and what hangs on it.
  asks text not null check (asks <> ''),
  -- [{"id": "a", "label": "…"}, …]: what may be decided; empty for a question of yes or no.
  options jsonb not null default '[]',
  -- By which rule of a network's agreement its PCN answers: ordinary, money, staff, structure, …
  decision_type text not null,
  -- On which matter authority is asked, by its id in rules/governance/matters.yaml.
  matter text,
  amount_pence bigint check (amount_pence >= 0),
  -- What in other modules it is about: [{"module", "kind", "id"}, …].
  about jsonb not null default '[]',
  -- The proposal of a practice or PCN that it grew from.
  proposal_id text,
  state text not null,
  made_at timestamptz not null,
  made_by text not null,
  -- The person who answers for it.
  lead_person_id text references person (id)
);
create index question_of_place on question (place_code);
create index question_of_forum on question (forum_code);

-- Each step of a question's life, with what is told of it.
create table question_event (
  id bigint generated always as identity primary key,
  question_id text not null references question (id),
  event text not null,
  from_state text,
  to_state text not null,
  at timestamptz not null,
  by text not null,
  -- Why, where a reason is given: withdrawn, deferred, referred up, reopened.
  reason text,
  detail jsonb not null default '{}'
);
create index question_event_of on question_event (question_id);
create trigger question_event_is_append_only before update or delete or truncate on question_event
  for each statement execute function refuse_change();
