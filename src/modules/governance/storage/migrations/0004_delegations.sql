-- A grant of authority: from whom, to whom, over which matters, where, up to how much, on which conditions, on which days. Never
-- changed: a grant is revoked, and one that was entered wrongly is withdrawn, by a row beside it.
create table delegation (
  id uuid primary key default gen_random_uuid(),
  -- A body is an organisation by its code, a forum by its code, or whoever holds a seat, by the seat's id.
  giver_kind text not null check (giver_kind in ('organisation', 'forum', 'person-in-seat')),
  giver_id text not null,
  receiver_kind text not null check (receiver_kind in ('organisation', 'forum', 'person-in-seat')),
  receiver_id text not null,
  matters text[] not null check (cardinality(matters) > 0),
  kept_back text[] not null default '{}',
  within_code text not null references organisation (code),
  limit_decision_pence bigint check (limit_decision_pence >= 0),
  limit_year_pence bigint check (limit_year_pence >= 0),
  may_delegate_onward boolean not null,
  -- [{"kind": "consult-lmc"}, {"kind": "joint-with", "body": {…}}, {"kind": "other", "wordsId": "…"}]
  conditions jsonb not null,
  governance_form text not null,
  instrument_words_id uuid references words_written (id),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  status text not null check (status in ('in-force', 'draft')),
  -- The draft that this grant put in force.
  replaces_id uuid references delegation (id),
  entered_at timestamptz not null,
  entered_by text not null,
  check ((giver_kind, giver_id) <> (receiver_kind, receiver_id))
);
create index delegation_giver on delegation (giver_kind, giver_id);
create index delegation_receiver on delegation (receiver_kind, receiver_id);

-- Where each matter of a grant is looked for: who decides this, here.
create table delegation_matter (
  within_code text not null,
  matter text not null,
  delegation_id uuid not null references delegation (id),
  primary key (within_code, matter, delegation_id)
);

-- From which day on a grant no longer holds, because its giver took it back (revoked), or since it was never right (withdrawn).
create table delegation_end (
  delegation_id uuid primary key references delegation (id),
  kind text not null check (kind in ('revoked', 'withdrawn')),
  ends_on date,
  reason_words_id uuid references words_written (id),
  entered_at timestamptz not null,
  entered_by text not null,
  check ((kind = 'revoked') = (ends_on is not null))
);

create trigger delegation_is_append_only before update or delete or truncate on delegation
  for each statement execute function refuse_change();
create trigger delegation_end_is_append_only before update or delete or truncate on delegation_end
  for each statement execute function refuse_change();
