-- Adds one entry to the audit chain in one statement: takes its turn, reads the head, hashes and inserts. `tail` is the
-- JSON text that the hash covers without what only the chain knows: ["at", "by", "action", "module", "kind", "id", {detail}].
-- The text hashed is ["<previous hash>",<sequence>,<tail>, exactly as verification writes it.
create function append_audit(tail text) returns bigint language plpgsql as $$
declare
  cells jsonb := tail::jsonb;
  head record;
  next_sequence bigint;
  previous text;
begin
  perform pg_advisory_xact_lock(4207002);
  select sequence, hash into head from audit_entry order by sequence desc limit 1;
  next_sequence := coalesce(head.sequence, 0) + 1;
  previous := coalesce(head.hash, repeat('0', 64));
  insert into audit_entry (sequence, at, by, action, subject_module, subject_kind, subject_id, detail, previous_hash, hash)
  values (
    next_sequence, (cells ->> 0)::timestamptz, cells ->> 1, cells ->> 2, cells ->> 3, cells ->> 4, cells ->> 5, cells -> 6, previous,
    encode(sha256(convert_to('["' || previous || '",' || next_sequence || ',' || substr(tail, 2), 'UTF8')), 'hex')
  );
  return next_sequence;
end $$;
