-- A vacancy on its way to be filled. Its state is that of its last step; a step is dated by the day on which it happened.
create table recruitment (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references post (id),
  state text not null check (state in ('advertised', 'shortlisted', 'offered', 'checks', 'started', 'stopped')),
  entered_at timestamptz not null,
  entered_by text not null
);
create index recruitment_of_post on recruitment (post_id);

create table recruitment_step (
  id bigint primary key generated always as identity,
  recruitment_id uuid not null references recruitment (id),
  event text not null,
  state text not null,
  happened_on date not null,
  at timestamptz not null,
  by text not null
);
create index recruitment_step_of_recruitment on recruitment_step (recruitment_id, id);

-- What a PCN says that a part of beginning again costs it, for one who leaves. A newer belief ends the one before.
create table starting_over_cost (
  pcn_code text not null references organisation (code),
  part text not null check (part <> ''),
  pence bigint not null check (pence >= 0),
  source_id uuid references words_written (id),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  exclude using gist (pcn_code with =, part with =, recorded with &&)
);
create trigger starting_over_cost_is_kept before update or delete on starting_over_cost for each row execute function refuse_rewriting();
