-- The position of a leadership team on a question, one version after another: a version is followed by the next, never changed.
-- Its words are a body's, kept apart all the same, so that nothing somebody wrote stands among what was decided.
create table position_version (
  id uuid primary key default gen_random_uuid(),
  question_id text not null references question (id),
  version integer not null check (version > 0),
  -- The canvass that it rests on.
  canvass_id text not null,
  -- What we want, and why: what is published. The others are fall-backs, and stay within general practice.
  want_words uuid not null references words_written (id),
  reasons_words uuid not null references words_written (id),
  accept_words uuid not null references words_written (id),
  refuse_words uuid not null references words_written (id),
  return_words uuid references words_written (id),
  -- Why it took the place of the one before; none for the first.
  change_words uuid references words_written (id),
  agreed_how text not null check (agreed_how in ('meeting', 'chair')),
  agreed_on date not null,
  meeting_id text,
  -- [{"seatId", "title"}, …]: the seats that were there.
  seats jsonb not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  published_at timestamptz,
  published_by text,
  unique (question_id, version)
);

create sequence mandate_number;

-- What named representatives may agree to for general practice, in one forum, until a day. It ends by its day, or is
-- revoked or replaced; then it stays as it was.
create table mandate (
  id text primary key default ('M' || nextval('mandate_number')),
  question_id text not null references question (id),
  -- The forum in which they may agree, and the item of its agenda; none: whenever the question is decided there.
  forum_code text not null references forum (code),
  item_id text,
  position_id uuid not null references position_version (id),
  -- [{"optionId", "stance": "may-agree" | "return-first" | "excluded"}, …]
  options jsonb not null,
  -- [{"name", "unit": "pounds" | "date" | "share" | "count", "least", "most"}, …]; pounds in pence, shares in parts of 1.
  ranges jsonb not null,
  -- [{"words": uuid, "returnFirst": boolean}, …]
  conditions jsonb not null,
  return_when_words uuid references words_written (id),
  return_by date,
  ends_on date not null,
  given_on date not null,
  given_at timestamptz not null,
  given_by text not null,
  -- The mandate whose place it took.
  replaces_id text references mandate (id),
  ended_on date,
  ended_how text check (ended_how in ('revoked', 'replaced')),
  ended_words uuid references words_written (id),
  ended_at timestamptz,
  ended_by text,
  check ((ended_on is null) = (ended_how is null)),
  check (ended_on >= given_on),
  -- One mandate takes the place of another, and no third.
  unique (replaces_id)
);
create index mandate_of_question on mandate (question_id);

create table mandate_representative (
  mandate_id text not null references mandate (id),
  person_id text not null references person (id),
  -- The seat for which they speak: its deputies are bound too.
  seat_id uuid not null references seat (id),
  primary key (mandate_id, person_id)
);
create index mandate_of_person on mandate_representative (person_id);

-- A representative came back to the leadership team, and was told.
create table mandate_return (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate (id),
  returned_on date not null,
  -- Whether they may go on and agree what they had to come back about.
  may_agree boolean not null,
  words uuid references words_written (id),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index mandate_return_of on mandate_return (mandate_id);

-- For a seat that takes no mandate, as a partner member of an ICB board: what general practice thinks, and no instruction.
create table briefing (
  id uuid primary key default gen_random_uuid(),
  question_id text not null references question (id),
  forum_code text not null references forum (code),
  words uuid not null references words_written (id),
  given_at timestamptz not null,
  given_by text not null
);
create index briefing_of_question on briefing (question_id);

-- Each decision on a question as voice heard of it, again whenever how it stands changes. No words: they are governance's.
create table question_decision (
  id bigint generated always as identity primary key,
  question_id text not null references question (id),
  decision_id text not null,
  forum_code text not null,
  taken_on date not null,
  outcome text not null,
  standing text not null,
  -- The kinds of what is owed before it can be acted on.
  owed text[] not null,
  -- What the mandate is measured against: {"itemId", "optionId", "amountPence", "terms", "representatives"}.
  measured jsonb not null,
  heard_at timestamptz not null
);
create index question_decision_of on question_decision (question_id);

-- What the leadership team said to an agreement that was outside the mandate; the last word counts.
create table ratification (
  id bigint generated always as identity primary key,
  question_id text not null references question (id),
  decision_id text not null,
  outcome text not null check (outcome in ('ratified', 'refused')),
  said_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index ratification_of_question on ratification (question_id);

create sequence consultation_number;

-- The LMC is consulted on a question, or writes of its own accord.
create table consultation (
  id text primary key default ('L' || nextval('consultation_number')),
  question_id text not null references question (id),
  lmc_code text not null references organisation (code),
  basis text not null check (basis in ('prescribed', 'voluntary')),
  -- By its id in rules/voice/consultation/matters.yaml.
  matter text not null,
  is_unasked boolean not null default false,
  -- 'mandate' keeps what is asked and answered within general practice; 'position' is for everybody who may read questions.
  confidence text not null check (confidence in ('mandate', 'position')),
  words uuid references words_written (id),
  -- [{"title", "href"}, …]
  papers jsonb not null default '[]',
  opened_on date not null,
  -- The last day for an answer; none where the LMC wrote unasked.
  deadline date check (deadline > opened_on),
  opened_at timestamptz not null,
  opened_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_words uuid references words_written (id),
  check (is_unasked or deadline is not null)
);
create index consultation_of_question on consultation (question_id);
create index consultation_of_lmc on consultation (lmc_code);

-- Each answer of the LMC; the last one counts, and the earlier ones stay.
create table consultation_response (
  id bigint generated always as identity primary key,
  consultation_id text not null references consultation (id),
  stance text not null check (stance in ('support', 'comments', 'objects')),
  words uuid references words_written (id),
  responded_on date not null,
  responded_at timestamptz not null,
  responded_by text not null,
  -- Whether something had been agreed on the question by then.
  is_after_agreement boolean not null
);
create index consultation_response_of on consultation_response (consultation_id);

-- How an answer was taken into account.
create table consultation_account (
  id bigint generated always as identity primary key,
  consultation_id text not null references consultation (id),
  response_id bigint references consultation_response (id),
  words uuid not null references words_written (id),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index consultation_account_of on consultation_account (consultation_id);
