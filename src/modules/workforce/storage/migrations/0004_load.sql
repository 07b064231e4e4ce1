-- Time that a role took from a practice on a day. What was wrong is withdrawn, not changed.
create table load_record (
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  practice_code text not null references organisation (code),
  post_id uuid not null references post (id),
  kind text not null check (kind in ('recruitment', 'management', 'supervision', 'induction')),
  happened_on date not null,
  minutes integer not null check (minutes > 0),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index load_record_of_pcn on load_record (pcn_code, happened_on) where withdrawn_at is null;

-- What a role gave back to a practice in a month: how many, and how many minutes.
create table worth_count (
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  practice_code text not null references organisation (code),
  role text not null check (role <> ''),
  kind text not null check (kind in ('appointments', 'reviews', 'visits')),
  month date not null check (extract(day from month) = 1),
  count integer not null check (count >= 0),
  minutes integer not null check (minutes >= 0),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
-- One count of a kind, a role, a practice and a month stands at a time.
create unique index worth_count_stands_once on worth_count (pcn_code, practice_code, role, kind, month) where withdrawn_at is null;
