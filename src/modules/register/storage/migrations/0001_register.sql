create extension if not exists btree_gist;

-- The bodies that the register knows. What is said of them has its two times below; that they exist has none.
create table organisation (
  code text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
  kind text not null
);
create index organisation_of_kind on organisation (kind);

-- How a body stood over a span of days (valid), as known over a span of moments (recorded). A correction ends the
-- recorded span of what was believed and adds what is believed now. The database itself refuses two beliefs at once.
create table organisation_version (
  id bigint generated always as identity primary key,
  code text not null references organisation (code),
  name text not null check (name <> ''),
  postcode text,
  address text,
  status text not null check (status in ('open', 'closed', 'dormant')),
  is_listed boolean not null,
  -- The publication that says so, `<data set>/<day>`; or `entered`.
  source text not null,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  exclude using gist (code with =, valid with &&, recorded with &&)
);
create index organisation_version_of on organisation_version (code);
create index organisation_version_source on organisation_version (source) where upper_inf(recorded);

create table relation (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('member', 'part-of', 'commissioned-by', 'covers', 'succeeds', 'hosts', 'nominated-payee')),
  from_code text not null references organisation (code),
  to_code text not null references organisation (code),
  -- Of a slot a body has one at a time: its PCN, its sub-ICB location, its ICB, its region.
  slot text,
  source text not null,
  -- The publication that says otherwise from the end of the span on.
  end_source text,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  check (from_code <> to_code),
  exclude using gist (from_code with =, kind with =, to_code with =, valid with &&, recorded with &&) where (slot is null),
  exclude using gist (from_code with =, slot with =, valid with &&, recorded with &&) where (slot is not null)
);
create index relation_from on relation (from_code);
create index relation_to on relation (to_code);

-- What publications say differently of the same days, with what the rule of precedence applied.
create table disagreement (
  id bigint generated always as identity primary key,
  code text not null references organisation (code),
  about text not null,
  claims jsonb not null,
  applied text,
  valid daterange not null,
  recorded tstzrange not null check (not isempty(recorded))
);
create index disagreement_of on disagreement (code);

-- A belief is ended, never rewritten or removed.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and upper_inf(old.recorded) and lower(new.recorded) = lower(old.recorded)
    and to_jsonb(new) - 'recorded' = to_jsonb(old) - 'recorded' then
    return new;
  end if;
  raise exception 'What % holds is ended by a newer belief, never rewritten or removed', tg_table_name;
end $$;

create trigger organisation_version_is_kept before update or delete on organisation_version for each row execute function refuse_rewriting();
create trigger relation_is_kept before update or delete on relation for each row execute function refuse_rewriting();
create trigger disagreement_is_kept before update or delete on disagreement for each row execute function refuse_rewriting();

-- Raised by every change of what is believed, so that a process knows when its picture of the register is old.
create table register_revision (revision bigint not null);
insert into register_revision values (0);
