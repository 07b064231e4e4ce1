-- Where a paper belongs, and whether the public may have it. Told anew is a new row; the former is withdrawn and stays.
create table paper_attached (
  id uuid primary key default gen_random_uuid(),
  paper_id uuid not null references paper (id),
  -- An agenda item, a meeting, a delegation (its instrument), a forum's terms of reference.
  belongs_to text not null check (belongs_to in ('item', 'meeting', 'delegation', 'terms')),
  subject_id text not null,
  -- The forum that keeps it: whose keeper may attach, and whose members may read. None for a delegation: its recorder keeps it.
  forum_code text references forum (code) check (forum_code is not null or belongs_to = 'delegation'),
  is_published boolean not null,
  -- Said to the public in place of the paper.
  withheld_reason text check (is_published or coalesce(withheld_reason, '') <> ''),
  attached_at timestamptz not null,
  attached_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text check (withdrawn_at is null or coalesce(withdrawn_reason, '') <> '')
);
create index paper_attached_to on paper_attached (belongs_to, subject_id);
create index paper_attached_of on paper_attached (paper_id);
create unique index paper_attached_once on paper_attached (paper_id, belongs_to, subject_id) where withdrawn_at is null;

-- What stands before an item in the board pack, in a few sentences; the latest stands.
create table item_cover (
  id bigint generated always as identity primary key,
  item_id uuid not null references agenda_item (id),
  -- words_written.id
  words_id uuid,
  at timestamptz not null,
  by text not null
);
create index item_cover_of on item_cover (item_id);
create trigger item_cover_is_append_only before update or delete or truncate on item_cover
  for each statement execute function refuse_change();

-- Every version of a meeting's minutes is kept, from the one that was made from what happened.
create table minutes_version (
  meeting_id uuid not null references meeting (id),
  version integer not null check (version > 0),
  -- words_written.id: the words are the body's, not a person's.
  words_id uuid not null,
  -- The same of the private items, which the public does not get.
  private_words_id uuid,
  made_at timestamptz not null,
  made_by text not null,
  -- Why it was changed; none for the first.
  why text check (version = 1 or coalesce(why, '') <> ''),
  primary key (meeting_id, version)
);
create trigger minutes_version_is_append_only before update or delete or truncate on minutes_version
  for each statement execute function refuse_change();

-- Which version a later meeting agreed as a true record.
create table minutes_agreed (
  meeting_id uuid not null,
  version integer not null,
  agreed_at_meeting uuid not null references meeting (id),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (meeting_id, version),
  foreign key (meeting_id, version) references minutes_version (meeting_id, version),
  check (agreed_at_meeting <> meeting_id)
);
create trigger minutes_agreed_is_append_only before update or delete or truncate on minutes_agreed
  for each statement execute function refuse_change();
