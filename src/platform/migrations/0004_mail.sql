-- One row a mail, written in the transaction of what it tells of and sent after. It holds no address and no words.
create table mail (
  id bigint generated always as identity primary key,
  purpose text not null,
  person_id text,
  queued_at timestamptz not null,
  attempts integer not null default 0,
  -- When the sender may take it next; null once it is sent or given up.
  next_attempt_at timestamptz,
  sent_at timestamptz,
  -- Why the last attempt failed, as a short code of the transport's.
  failure text
);
create index mail_due on mail (next_attempt_at) where next_attempt_at is not null;

-- Who it goes to and what it says: personal, and it may carry a link that signs somebody in. Erased when it is sent.
create table mail_content (
  mail_id bigint primary key references mail (id),
  recipient text not null,
  subject text not null,
  plain_text text not null,
  html text not null
);
