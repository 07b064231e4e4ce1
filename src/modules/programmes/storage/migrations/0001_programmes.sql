-- A change programme. What it is called and where it lives never change; everything else is a dated fact.
create table programme (
  -- Shown as P1, P2, …
  id bigint generated always as identity primary key,
  organisation_code text not null references organisation (code),
  title text not null check (length(trim(title)) between 1 and 120),
  -- The pattern it was begun from; null where it was begun from nothing.
  pattern text,
  started_on date not null,
  entered_at timestamptz not null,
  entered_by text not null
);
create index programme_of_organisation on programme (organisation_code);
create trigger programme_is_append_only before update or delete or truncate on programme
  for each statement execute function refuse_change();

-- What is known of a programme, each on its day: who was asked, who answered, what was told, what stands in the way, what was won.
-- A fact says nothing in place of another; it is withdrawn, with a reason, and stays.
create table programme_fact (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme (id),
  kind text not null check (kind in (
    'subject', 'leader', 'leader-answer', 'member', 'vision', 'measure', 'figure', 'communication', 'delivered', 'heard', 'obstacle', 'resolved',
    'win', 'win-reached', 'anchor', 'cost', 'peer-offer', 'disagreement', 'close')),
  -- The fact that this one tells more of: an answer its leader, a figure its measure.
  about_id bigint references programme_fact (id),
  happened_on date not null,
  -- Codes, dates and numbers; never words or names.
  detail jsonb not null default '{}',
  -- What somebody wrote, and the name of a person it is about, each held apart so that it can be erased.
  words_id uuid references words_written (id),
  name_id uuid references words_written (id),
  -- Where the one it is about signs in.
  person_id text references person (id),
  entered_at timestamptz not null,
  entered_by text not null
);
create index programme_fact_of_programme on programme_fact (programme_id, id);
create index programme_fact_of_person on programme_fact (person_id) where person_id is not null;
-- A programme is closed once, and so for ever.
create unique index programme_closes_once on programme_fact (programme_id) where kind = 'close';
create trigger programme_fact_is_append_only before update or delete or truncate on programme_fact
  for each statement execute function refuse_change();

create table programme_fact_end (
  fact_id bigint primary key references programme_fact (id),
  words_id uuid references words_written (id),
  ended_at timestamptz not null,
  ended_by text not null
);
create trigger programme_fact_end_is_append_only before update or delete or truncate on programme_fact_end
  for each statement execute function refuse_change();
