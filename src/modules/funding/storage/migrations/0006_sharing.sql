-- How a PCN shares a sum that it received among its practices. A draft may be withdrawn; once locked nothing of it changes:
-- another version replaces it, from the day on which that one holds.
create table sharing (
  id uuid primary key default gen_random_uuid(),
  pcn_code text not null references organisation (code),
  -- Which money it is, in its keeper's words: words_written.id
  words_id uuid not null references words_written (id),
  sum_pence bigint not null check (sum_pence > 0),
  -- [{wordsId, amountPence}]
  costs jsonb not null,
  method text not null check (method in ('equal', 'registered', 'pcn-adjusted', 'contractor-weighted', 'fixed', 'percentages', 'points')),
  -- Whose practices share: the members of the PCN on this day. Also the day from which it holds.
  shared_on date not null,
  -- The publication that the figures are from; null where its keeper entered them, or none was needed.
  basis_source text,
  -- What fixed amounts leave with the PCN.
  left_pence bigint not null check (left_pence >= 0),
  -- The decision that agreed it, in another module.
  agreed_module text,
  agreed_kind text,
  agreed_id text,
  replaces_id uuid references sharing (id),
  drafted_at timestamptz not null,
  drafted_by text not null,
  locked_at timestamptz,
  locked_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((agreed_module is null) = (agreed_id is null) and (agreed_kind is null) = (agreed_id is null)),
  check ((locked_at is null) = (locked_by is null)),
  check (locked_at is null or withdrawn_at is null)
);
create index sharing_of_pcn on sharing (pcn_code, shared_on);
-- A version is replaced once.
create unique index sharing_is_replaced_once on sharing (replaces_id) where locked_at is not null;
create trigger sharing_is_kept before update or delete on sharing
  for each row when (old.locked_at is not null or old.withdrawn_at is not null) execute function refuse_change();

create table sharing_share (
  sharing_id uuid not null references sharing (id),
  practice_code text not null references organisation (code),
  -- Its figure, exact, as its method counts it: a decimal or a fraction.
  basis text not null,
  share_pence bigint not null check (share_pence >= 0),
  odd_pence smallint not null check (odd_pence in (0, 1)),
  primary key (sharing_id, practice_code)
);
create index sharing_share_of_practice on sharing_share (practice_code);
create trigger sharing_share_is_append_only before update or delete or truncate on sharing_share
  for each statement execute function refuse_change();
