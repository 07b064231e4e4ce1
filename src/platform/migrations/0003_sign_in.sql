-- A browser that is signed in. The record holds the digest of its token only: who reads the table cannot use it.
create table session (
  token_digest text primary key,
  person_id text not null,
  way_in text not null check (way_in in ('link', 'passkey', 'openid-connect', 'persona')),
  started_at timestamptz not null,
  seen_at timestamptz not null,
  check (seen_at >= started_at)
);
create index session_of_person on session (person_id);

-- A link sent by mail or printed at the console. It is used once, by a button; following it does nothing.
create table sign_in_link (
  token_digest text primary key,
  person_id text not null,
  purpose text not null check (purpose in ('sign-in', 'invitation', 'console')),
  next_path text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  used_at timestamptz
);
create index sign_in_link_of_person on sign_in_link (person_id, made_at);

create table passkey (
  id text primary key,
  person_id text not null,
  label text not null,
  public_key text not null,
  -- What the authenticator last said it had signed; one that goes backwards is a copy.
  counter bigint not null,
  transports text[] not null,
  made_at timestamptz not null,
  used_at timestamptz
);
create index passkey_of_person on passkey (person_id);

-- A question put to a browser or a provider, answered once and soon or not at all.
create table sign_in_challenge (
  digest text primary key,
  kind text not null check (kind in ('passkey-add', 'passkey-use', 'openid-connect')),
  person_id text,
  facts jsonb not null,
  expires_at timestamptz not null
);
create index sign_in_challenge_by_expiry on sign_in_challenge (expires_at);
