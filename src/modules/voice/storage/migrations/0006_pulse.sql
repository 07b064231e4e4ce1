create sequence pulse_number;

-- The yearly question to everybody who answers for a practice or PCN of a place: whether they trust those who speak for them.
create table pulse (
  id text primary key default ('P' || nextval('pulse_number')),
  place_code text not null references organisation (code),
  -- The leadership team that asks.
  forum_code text not null references forum (code),
  year integer not null,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  opened_at timestamptz not null,
  opened_by text not null,
  unique (place_code, year)
);

-- Who has answered, and nothing of what: each person once.
create table pulse_turn (
  pulse_id text not null references pulse (id),
  person_id text not null,
  primary key (pulse_id, person_id)
);

-- How many chose each step of the scale. There is no row of one answer, so that none can be led back to a person, not by
-- the order of rows or of the audit chain either; for the same reason an answer cannot be changed once it is given.
create table pulse_count (
  pulse_id text not null references pulse (id),
  trust smallint not null check (trust between 1 and 5),
  answers integer not null default 0 check (answers >= 0),
  primary key (pulse_id, trust)
);

-- Words that came with an answer: kept so that their writer can have them erased, and bound to no step of the scale.
create table pulse_words (
  pulse_id text not null references pulse (id),
  words_id uuid primary key references words_written (id)
);
