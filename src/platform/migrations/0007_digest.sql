-- What needs a person, by e-mail: how often each chose to have it. The newest row of a person counts.
create table digest_choice (
  id bigint generated always as identity primary key,
  person_id text not null,
  every text not null check (every in ('off', 'day', 'week')),
  -- Of a weekly one: 1 is Monday, 7 Sunday.
  weekday smallint check (weekday between 1 and 7),
  chosen_at timestamptz not null,
  check ((weekday is not null) = (every = 'week'))
);
create index digest_choice_of on digest_choice (person_id, id);

-- One row a person and period, whether or not there was anything to send: two processes that look at once send once.
create table digest_sent (
  person_id text not null,
  -- The day in London on which it was due.
  period date not null,
  at timestamptz not null,
  task_count integer not null check (task_count >= 0),
  -- The digest of the secret in the mail's link by which its reader stops it without signing in.
  stop_digest text unique,
  primary key (person_id, period)
);
