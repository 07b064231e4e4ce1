-- A PCN's fund. Who posts to it locks its row, so that nothing is spent twice and the numbers run without a gap.
create table ledger_fund (
  pcn_code text primary key references organisation (code),
  last_number integer not null default 0
);

create table ledger_entry (
  id bigint generated always as identity primary key,
  pcn_code text not null references ledger_fund (pcn_code),
  -- 1, 2, 3, … within the fund.
  number integer not null check (number > 0),
  day date not null,
  kind text not null,
  -- For what falls due or is received: the month that it is for.
  month date check (extract(day from month) = 1),
  -- words_written.id
  words_id uuid,
  -- Whence Chorus posted it, such as remittance-line/12; none by hand.
  origin text,
  -- The entry that it takes back, in full.
  reverses_id bigint unique references ledger_entry (id),
  at timestamptz not null,
  by text not null,
  unique (pcn_code, number)
);
create index ledger_entry_of_day on ledger_entry (pcn_code, day);
create unique index ledger_entry_once on ledger_entry (pcn_code, origin);

create table ledger_posting (
  entry_id bigint not null references ledger_entry (id),
  position integer not null,
  account text not null check (account in ('assets:due', 'equity:due', 'assets:held', 'income:received', 'expenses:shared', 'expenses:spent', 'liabilities:committed', 'equity:committed')),
  -- A stream or a practice's code.
  detail text check (detail ~ '^[A-Za-z0-9-]+$'),
  -- Positive to the debit.
  amount_pence bigint not null check (amount_pence <> 0),
  primary key (entry_id, position)
);

-- However it was written: at the end of the transaction every entry has postings that add up to nothing.
create function refuse_unbalanced_entry() returns trigger language plpgsql as $$
declare
  which bigint := case when tg_table_name = 'ledger_entry' then (to_jsonb(new) ->> 'id')::bigint else (to_jsonb(new) ->> 'entry_id')::bigint end;
  sum_pence numeric;
  postings bigint;
begin
  select coalesce(sum(amount_pence), 0), count(*) into sum_pence, postings from ledger_posting where entry_id = which;
  if postings < 2 or sum_pence <> 0 then
    raise exception 'The ledger entry % does not balance: % postings add up to % pence', which, postings, sum_pence;
  end if;
  return null;
end $$;
create constraint trigger ledger_entry_balances after insert on ledger_entry deferrable initially deferred
  for each row execute function refuse_unbalanced_entry();
create constraint trigger ledger_posting_balances after insert on ledger_posting deferrable initially deferred
  for each row execute function refuse_unbalanced_entry();

create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger ledger_posting_is_append_only before update or delete or truncate on ledger_posting
  for each statement execute function refuse_change();
