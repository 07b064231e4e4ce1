-- What a PCN declares of an indicator in a year. Its figures are those that were declared, not those of today.
create table declaration (
  -- Shown as P1, P2, …
  id bigint generated always as identity primary key,
  pcn_code text not null references organisation (code),
  year text not null check (year ~ '^20\d\d/\d\d$'),
  indicator text not null check (indicator <> ''),
  state text not null,
  counted_to date not null,
  -- Null where it is not known, such as suppressed.
  numerator bigint check (numerator >= 0),
  denominator bigint check (denominator >= 0),
  -- The codes of the practices that were counted, in order, with a space between.
  members text not null,
  unique (pcn_code, year, indicator)
);

-- Every step of it, with the figures as they stood after it.
create table declaration_step (
  id bigint generated always as identity primary key,
  declaration_id bigint not null references declaration (id),
  event text not null,
  state text not null,
  counted_to date not null,
  numerator bigint,
  denominator bigint,
  members text not null,
  -- What was paid, or what an adjustment by hand added or took away.
  amount_pence bigint,
  -- words_written.id
  words_id uuid,
  -- What Chorus found by itself, such as which figures changed.
  found text,
  at timestamptz not null,
  by text not null
);
create index declaration_step_of on declaration_step (declaration_id);
create trigger declaration_step_is_append_only before update or delete or truncate on declaration_step
  for each statement execute function refuse_change();
