-- That a post may stand above its role's cap, or before its role is reimbursed: agreed by the commissioner, with the reason kept apart.
create table post_agreed (
  post_id uuid not null references post (id),
  code text not null check (code in ('over-cap', 'role-not-yet')),
  reason_id uuid not null references words_written (id),
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (post_id, code)
);

-- The days on which somebody is away, or from which on they are here no more. Those who fill a post leave with their last one.
create table staff_away (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff_member (id),
  kind text not null check (kind in ('away', 'left')),
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  check (kind = 'away' or upper_inf(valid)),
  exclude using gist (staff_id with =, valid with &&, recorded with &&)
);
create index staff_away_of_staff on staff_away (staff_id) where upper_inf(recorded);
create trigger staff_away_is_kept before update or delete on staff_away for each row execute function refuse_rewriting();
