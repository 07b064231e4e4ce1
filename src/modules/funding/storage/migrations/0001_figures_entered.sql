-- A value of a figure of the contract that somebody entered, as the rules do not have it yet. Withdrawn where it was wrong; never changed.
create table figure_entered (
  id uuid primary key default gen_random_uuid(),
  -- The figure's id in the rules, such as 'enhanced-access/rate'.
  figure text not null,
  holds_from date not null,
  -- The first day on which it holds no more; null where it goes on.
  holds_to date check (holds_to > holds_from),
  published date not null,
  -- A decimal or a fraction, as it was published.
  value text not null check (value ~ '^\d+(\.\d+)?(/\d+)?$'),
  -- Where it was read: what the publication calls itself, its address if it has one, and where in it.
  source_title text not null check (source_title <> ''),
  source_address text not null default '',
  locator text not null check (locator <> ''),
  -- Confirmed by whoever read it in the primary document.
  status text not null check (status in ('confirmed', 'unverified')),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index figure_entered_once on figure_entered (figure, holds_from, published) where withdrawn_at is null;
