-- A person is an identifier. What they are called and where mail reaches them is apart, so that it can be erased.
create table person (
  id text primary key,
  made_at timestamptz not null,
  erased_at timestamptz
);

create table person_details (
  person_id text primary key references person (id),
  name text not null check (name <> ''),
  -- In lower case: one person an address.
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  -- What the audit chain's digests of this person are salted with; gone with the row, they fit nobody.
  salt text not null
);
create index person_details_by_name on person_details (name);

-- A role that a person holds at an organisation, or in the system as a whole, over a span of days (valid), as known
-- over a span of moments (recorded). A correction ends what was believed and adds what is believed now.
create table role_held (
  id bigint generated always as identity primary key,
  -- One holding keeps its number through its corrections.
  holding_id text not null,
  person_id text not null references person (id),
  role text not null,
  organisation_code text references organisation (code),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  exclude using gist (person_id with =, role with =, (coalesce(organisation_code, '')) with =, valid with &&, recorded with &&),
  exclude using gist (holding_id with =, recorded with &&)
);
create index role_held_by on role_held (person_id);
create index role_held_at on role_held (organisation_code);

create trigger role_held_is_kept before update or delete on role_held for each row execute function refuse_rewriting();
