-- What whoever fills a post says is not so of it: one of the tests of belonging, and a sentence, which is kept apart and can be erased.
-- It changes nothing of the post. Never changed and never removed: withdrawn or answered by a row of its own.
create table post_not_so (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post (id),
  staff_id uuid not null references staff_member (id),
  test text not null check (test in ('named-home', 'line-manager', 'clinical-supervisor', 'peers', 'regular-meeting', 'place-to-sit')),
  -- What the post said of it then, as `postSays` writes it; null where it said nothing. A post that says something else now was changed since.
  post_said text,
  words_id uuid not null references words_written (id),
  said_at timestamptz not null,
  said_by text not null
);
create index post_not_so_of_post on post_not_so (post_id);

-- How it ended: taken back by who said it, or answered in a sentence by who keeps or manages the post.
create table post_not_so_end (
  not_so_id uuid not null references post_not_so (id),
  kind text not null check (kind in ('withdrawn', 'answered')),
  words_id uuid references words_written (id),
  at timestamptz not null,
  by text not null,
  primary key (not_so_id, kind),
  check ((kind = 'answered') = (words_id is not null))
);

-- That somebody new to a post has read who is there for them.
create table post_read (
  post_id uuid not null references post (id),
  staff_id uuid not null references staff_member (id),
  read_at timestamptz not null,
  primary key (post_id, staff_id)
);

create trigger post_not_so_is_append_only before update or delete or truncate on post_not_so for each statement execute function refuse_change();
create trigger post_not_so_end_is_append_only before update or delete or truncate on post_not_so_end for each statement execute function refuse_change();

-- That somebody has no more time to record of whom they managed and supervised in a quarter, which is named by its first day. Taken back, not removed.
create table quarter_nothing_more (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff_member (id),
  quarter date not null check (extract(day from quarter) = 1 and extract(month from quarter) in (1, 4, 7, 10)),
  said_at timestamptz not null,
  said_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index quarter_nothing_more_stands_once on quarter_nothing_more (staff_id, quarter) where withdrawn_at is null;
