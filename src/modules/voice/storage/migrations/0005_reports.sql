-- What a sender has written of a report so far. Added to, never changed: the newest row is the draft.
create table report_draft (
  id bigint generated always as identity primary key,
  -- decision.id
  decision_id uuid not null,
  question_id text not null references question (id),
  traded_id uuid references words_written (id),
  next_id uuid references words_written (id),
  saved_at timestamptz not null,
  saved_by text not null
);
create index report_draft_of on report_draft (decision_id, id);

create sequence report_number;

-- What was told to everybody who was asked, or would have been, of one decision on their question. A correction is the
-- next version, sent to all again.
create table report (
  id text primary key default ('R' || nextval('report_number')),
  question_id text not null references question (id),
  -- decision.id
  decision_id uuid not null,
  version integer not null check (version > 0),
  -- The last day by which it was promised; null where no terms promise one.
  due_on date,
  -- As the decision stood and read when this was sent.
  decided text not null check (decided <> ''),
  reasons text not null check (reasons <> ''),
  outcome text not null,
  standing text not null,
  -- words_written.id: what was traded, and what happens next.
  traded_id uuid references words_written (id),
  next_id uuid references words_written (id),
  sent_at timestamptz not null,
  sent_by text not null,
  unique (decision_id, version)
);
create index report_of_question on report (question_id);
create trigger report_is_append_only before update or delete or truncate on report
  for each statement execute function refuse_change();

-- Everybody whom it is for, whether or not somebody is known there: nobody is left out by accident.
create table report_constituent (
  report_id text not null references report (id),
  organisation_code text not null references organisation (code),
  kind text not null check (kind in ('practice', 'pcn', 'federation', 'lmc')),
  patients integer check (patients >= 0),
  -- How its own answer counted, in sentences. In confidence: for this constituent, and who may read named answers.
  counted jsonb not null,
  primary key (report_id, organisation_code)
);
create trigger report_constituent_is_append_only before update or delete or truncate on report_constituent
  for each statement execute function refuse_change();

-- Each person to whom it went, for which constituent. It is opened once and acknowledged once: only the empty is filled.
create table report_receipt (
  report_id text not null,
  organisation_code text not null,
  person_id text not null references person (id),
  opened_at timestamptz,
  acknowledged_at timestamptz,
  primary key (report_id, organisation_code, person_id),
  foreign key (report_id, organisation_code) references report_constituent (report_id, organisation_code),
  check (acknowledged_at is null or opened_at is not null)
);
create index report_receipt_of on report_receipt (person_id);
