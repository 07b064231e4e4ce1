-- A meeting of a forum. What changed of it is in `meeting_change`, one row a change.
create table meeting (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Where, or the link to join by: as the forum wrote it.
  place text not null default '',
  is_public boolean not null,
  state text not null default 'planned' check (state in ('planned', 'open', 'ended', 'cancelled')),
  -- Why, of one that was cancelled.
  state_reason text check (state <> 'cancelled' or state_reason is not null),
  opened_at timestamptz,
  ended_at timestamptz,
  called_at timestamptz not null,
  called_by text not null
);
create index meeting_of_forum on meeting (forum_code, starts_at);

create table meeting_change (
  id bigint generated always as identity primary key,
  meeting_id uuid not null references meeting (id),
  -- called, changed, cancelled, opened, ended, reopened
  change text not null,
  -- What it was and what it became: {"starts_at": …, "ends_at": …, "place": …, "is_public": …, "state": …}
  before jsonb,
  after jsonb not null,
  reason text,
  at timestamptz not null,
  by text not null
);
create index meeting_change_of on meeting_change (meeting_id);
create trigger meeting_change_is_append_only before update or delete or truncate on meeting_change
  for each statement execute function refuse_change();

create table agenda_item (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meeting (id),
  -- In order, but not without gaps: what is withdrawn keeps its place.
  position integer not null,
  title text not null check (title <> ''),
  purpose text not null check (purpose in ('decision', 'discussion', 'information')),
  -- What it points at: {"module": "voice", "kind": "question", "id": "Q3"}
  subject jsonb,
  -- On which matter authority is asked, by its id in rules/governance/matters.yaml.
  matter text,
  amount_pence bigint check (amount_pence >= 0),
  -- For which part of the country; the forum's own place where it is null.
  within_code text references organisation (code),
  is_private boolean not null default false,
  -- Why it is withheld from those who do not sit there.
  private_reason text,
  added_at timestamptz not null,
  added_by text not null,
  closed_at timestamptz,
  closed_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  check (not is_private or private_reason is not null),
  check (closed_at is null or withdrawn_at is null)
);
create index agenda_item_of_meeting on agenda_item (meeting_id, position);
create index agenda_item_about on agenda_item ((subject ->> 'module'), (subject ->> 'kind'), (subject ->> 'id'));

-- Who was there, for which seat. A holder and a deputy may both be; one who leaves has an end, one who comes back a second row.
create table attendance (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references meeting (id),
  seat_id uuid not null references seat (id),
  person_id text not null references person (id),
  capacity text not null check (capacity in ('holder', 'deputy')),
  status text not null check (status in ('present', 'apologies', 'absent')),
  -- From the beginning, and to the end, where null.
  from_at timestamptz,
  until_at timestamptz check (until_at > from_at),
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check (status = 'present' or (from_at is null and until_at is null)),
  exclude using gist (meeting_id with =, seat_id with =, person_id with =, tstzrange(from_at, until_at) with &&) where (withdrawn_at is null)
);
create index attendance_of_meeting on attendance (meeting_id);

-- An interest that touches one item. It takes its person's seats out of quorum and vote of that item only, as ruled.
create table conflict (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null references agenda_item (id),
  person_id text not null references person (id),
  seat_id uuid not null references seat (id),
  -- The entry in the register of interests, if it has one: interest.id.
  interest_id uuid,
  -- words_written.id
  words_id uuid,
  declared_at timestamptz not null,
  declared_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index conflict_once on conflict (item_id, person_id, seat_id) where withdrawn_at is null;

-- The latest stands.
create table conflict_ruling (
  id bigint generated always as identity primary key,
  conflict_id uuid not null references conflict (id),
  ruling text not null check (ruling in ('stay', 'stay-without-vote', 'leave', 'no-papers')),
  -- The chair; for the chair's own conflict the deputy chair or another voting member.
  ruled_by text not null references person (id),
  at timestamptz not null,
  recorded_by text not null
);
create index conflict_ruling_of on conflict_ruling (conflict_id);
create trigger conflict_ruling_is_append_only before update or delete or truncate on conflict_ruling
  for each statement execute function refuse_change();

-- One vote a seat; one that was changed before the item closed keeps its row.
create table vote (
  id bigint generated always as identity primary key,
  item_id uuid not null references agenda_item (id),
  seat_id uuid not null references seat (id),
  person_id text not null references person (id),
  choice text not null check (choice in ('for', 'against', 'abstain')),
  weight integer not null check (weight >= 0),
  at timestamptz not null,
  recorded_by text not null,
  replaced_at timestamptz
);
create unique index vote_of_seat on vote (item_id, seat_id) where replaced_at is null;

-- What was decided, as it happened, with what the checks found. See domain/decision.ts.
create table decision (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  taken_on date not null,
  way text not null check (way in ('meeting', 'chairs-action', 'urgent-action', 'outside')),
  meeting_id uuid references meeting (id),
  -- One decision an item, whoever closes it.
  item_id uuid unique references agenda_item (id),
  subject jsonb,
  matter text,
  amount_pence bigint check (amount_pence >= 0),
  within_code text not null references organisation (code),
  outcome text not null check (outcome in ('agreed', 'not-agreed', 'referred-up', 'deferred')),
  decided text not null check (decided <> ''),
  reasons text not null check (reasons <> ''),
  option_id text,
  terms jsonb not null default '{}',
  representatives text[] not null default '{}',
  -- How it stood when it was recorded; how it stands now follows from the cures.
  standing text not null check (standing in ('stands', 'marked', 'provisional', 'recommendation')),
  findings jsonb not null,
  -- The count of votes as it was at the moment of closing; null where nobody voted.
  vote_result jsonb,
  -- Whether the item was private, and why: then it is withheld from those who do not sit there.
  is_private boolean not null default false,
  private_reason text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check ((way = 'meeting') = (meeting_id is not null)),
  check (item_id is null or meeting_id is not null)
);
create index decision_of_forum on decision (forum_code, taken_on);
create index decision_of_meeting on decision (meeting_id);
create index decision_about on decision ((subject ->> 'module'), (subject ->> 'kind'), (subject ->> 'id'));
create trigger decision_is_append_only before update or delete or truncate on decision
  for each statement execute function refuse_change();

-- What made good one finding of a decision.
create table decision_cure (
  id uuid primary key default gen_random_uuid(),
  decision_id uuid not null references decision (id),
  -- Which finding, from 0.
  finding_index integer not null check (finding_index >= 0),
  kind text not null check (kind in ('ratify', 'decide-above', 'consult', 'meet-again')),
  what text not null check (what <> ''),
  by_decision_id uuid references decision (id),
  -- The document that shows it, by its paper's id.
  paper_id uuid,
  at timestamptz not null,
  by text not null,
  unique (decision_id, finding_index)
);
create trigger decision_cure_is_append_only before update or delete or truncate on decision_cure
  for each statement execute function refuse_change();

-- The wording put right; the latest stands, what was first recorded stays in `decision`.
create table decision_correction (
  id bigint generated always as identity primary key,
  decision_id uuid not null references decision (id),
  decided text not null check (decided <> ''),
  reasons text not null check (reasons <> ''),
  why text not null check (why <> ''),
  at timestamptz not null,
  by text not null
);
create index decision_correction_of on decision_correction (decision_id);
create trigger decision_correction_is_append_only before update or delete or truncate on decision_correction
  for each statement execute function refuse_change();

-- What is to be done, by whom, by when. It comes back at every meeting of its forum until its last step is done or dropped.
create table action (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  meeting_id uuid references meeting (id),
  item_id uuid references agenda_item (id),
  decision_id uuid references decision (id),
  what text not null check (what <> ''),
  owner_id text not null references person (id),
  due_on date not null,
  added_at timestamptz not null,
  added_by text not null
);
create index action_of_forum on action (forum_code);
create index action_of_owner on action (owner_id);
create trigger action_is_append_only before update or delete or truncate on action
  for each statement execute function refuse_change();

create table action_step (
  id bigint generated always as identity primary key,
  action_id uuid not null references action (id),
  step text not null check (step in ('done', 'dropped', 'reopened')),
  reason text check (step <> 'dropped' or reason is not null),
  at timestamptz not null,
  by text not null
);
create index action_step_of on action_step (action_id);
create trigger action_step_is_append_only before update or delete or truncate on action_step
  for each statement execute function refuse_change();

-- What a forum is to take up: decisions taken between its meetings, which go onto its next agenda of themselves, and
-- what others could only recommend to it or owe it, which its keeper puts there or declines.
create table agenda_suggestion (
  id uuid primary key default gen_random_uuid(),
  forum_code text not null references forum (code),
  kind text not null check (kind in ('report', 'decide-above', 'ratify', 'meet-again')),
  decision_id uuid not null references decision (id),
  title text not null check (title <> ''),
  -- Where it stands; null while it waits.
  item_id uuid references agenda_item (id),
  made_at timestamptz not null,
  declined_at timestamptz,
  declined_by text,
  declined_reason text,
  unique (forum_code, kind, decision_id)
);
create index agenda_suggestion_waiting on agenda_suggestion (forum_code);
