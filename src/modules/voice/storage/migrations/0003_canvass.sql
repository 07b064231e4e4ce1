-- What practices of a network agreed on how they decide together, one version at a time; or, for a place, the default
-- for its networks that have entered none. A version that was entered wrongly is withdrawn.
create table network_agreement (
  id uuid primary key default gen_random_uuid(),
  -- A PCN, or a place.
  body_code text not null references organisation (code),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  -- {"ordinary": {"votes": "practice", "quorum": {"of": "practices", "share": "1/2"}, "threshold": "simple"}, …}
  rules jsonb not null,
  -- {"XX001": 4, …}: partners, where the agreement says how many; else roles are counted.
  partners jsonb not null default '{}',
  -- Of a place: {"threshold": "simple", "quorumShare": "1/2", "countsBodies": false}
  place_rule jsonb,
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  exclude using gist (body_code with =, valid with &&) where (withdrawn_at is null)
);

create sequence canvass_number;

-- A question put to every constituent of its place. Who they are, their sizes and their rules are kept as on the day of
-- opening: what happens to the map later changes nothing in it.
create table canvass (
  id text primary key default ('C' || nextval('canvass_number')),
  question_id text not null references question (id),
  place_code text not null references organisation (code),
  decision_type text not null,
  opened_on date not null,
  opened_at timestamptz not null,
  opened_by text not null,
  -- The last day on which it can be answered.
  closes_on date not null check (closes_on >= opened_on),
  -- <data set>/<day> of the list sizes; null where none is held.
  list_source text,
  place_rule jsonb not null,
  place_rule_from text not null,
  closed_at timestamptz,
  closed_by text,
  closed_early_for text check (closed_early_for <> ''),
  check ((closed_at is null) = (closed_by is null))
);
create index canvass_of_question on canvass (question_id);
-- A question is canvassed once at a time.
create unique index canvass_open_of_question on canvass (question_id) where closed_at is null;

-- Practices that answer with one voice, and by which rule.
create table canvass_voice (
  canvass_id text not null references canvass (id),
  -- Empty for the practices in no PCN, which answer together.
  pcn_code text not null,
  rule jsonb not null,
  rule_from text not null,
  agreement_id uuid references network_agreement (id),
  primary key (canvass_id, pcn_code)
);

create table canvass_constituent (
  canvass_id text not null references canvass (id),
  organisation_code text not null references organisation (code),
  kind text not null check (kind in ('practice', 'federation', 'lmc')),
  -- The PCN whose voice it is part of; empty for a practice in none; null for a body.
  pcn_code text,
  patients integer check (patients >= 0),
  partners integer check (partners >= 0),
  primary key (canvass_id, organisation_code),
  foreign key (canvass_id, pcn_code) references canvass_voice (canvass_id, pcn_code),
  check ((kind = 'practice') = (pcn_code is not null))
);

-- An answer is added and never changed: the newest of a constituent counts, the ones before it are its history.
create table canvass_answer (
  id bigint generated always as identity primary key,
  canvass_id text not null,
  organisation_code text not null,
  choice text not null check (choice in ('support', 'conditions', 'neutral', 'object', 'block')),
  words_id uuid references words_written (id),
  would_change_id uuid references words_written (id),
  -- A block stops others, so it says why.
  check (choice <> 'block' or words_id is not null),
  way text not null check (way in ('link', 'signed-in')),
  person_id text not null references person (id),
  at timestamptz not null,
  -- The audit chain holds a digest of the answer with this salt: it proves the answer and tells nobody what it was.
  salt text not null,
  foreign key (canvass_id, organisation_code) references canvass_constituent (canvass_id, organisation_code)
);
create index canvass_answer_of on canvass_answer (canvass_id, organisation_code, id);
create trigger canvass_answer_is_append_only before update or delete or truncate on canvass_answer
  for each statement execute function refuse_change();

-- Mails of a canvass: who was asked or told, and who was reminded. One a person and day.
create table canvass_mail (
  canvass_id text not null references canvass (id),
  person_id text not null references person (id),
  kind text not null check (kind in ('asked', 'informed', 'reminded')),
  on_day date not null,
  at timestamptz not null,
  by text not null,
  primary key (canvass_id, person_id, kind, on_day)
);

-- One answer: authorised, stored and audited in one statement. Gives what became of it: 'answered', or why not.
-- It holds the canvass, so that it stands before a close and counts, or comes after it and is refused; and it holds the
-- constituent, so that two of one practice answer one after the other. All this is asked of tables as they are then.
create function answer_canvass(
  of_canvass text, of_organisation text, of_person text, answering_roles text[], new_choice text, new_words text, new_would_change text,
  new_way text, new_at timestamptz, today date, new_salt text, audit_tail text
) returns text language plpgsql as $$
declare
  words_number uuid;
  would_change_number uuid;
begin
  if not exists (
    select from role_held where person_id = of_person and organisation_code = of_organisation and role = any (answering_roles)
      and valid @> today and upper_inf(recorded)
  ) then
    return 'not-yours';
  end if;
  perform from canvass where id = of_canvass and closed_at is null and closes_on >= today for share;
  if not found then
    return case when exists (select from canvass where id = of_canvass) then 'closed' else 'not-found' end;
  end if;
  perform from canvass_constituent where canvass_id = of_canvass and organisation_code = of_organisation for update;
  if not found then
    return 'not-asked';
  end if;
  if new_words is not null then
    insert into words_written (person_id, words, written_at) values (of_person, new_words, new_at) returning id into words_number;
  end if;
  if new_would_change is not null then
    insert into words_written (person_id, words, written_at) values (of_person, new_would_change, new_at) returning id into would_change_number;
  end if;
  insert into canvass_answer (canvass_id, organisation_code, choice, words_id, would_change_id, way, person_id, at, salt)
    values (of_canvass, of_organisation, new_choice, words_number, would_change_number, new_way, of_person, new_at, new_salt);
  perform append_audit(audit_tail);
  return 'answered';
end $$;
