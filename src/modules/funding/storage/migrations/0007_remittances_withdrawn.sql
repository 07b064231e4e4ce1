-- A statement of payment that was sent by mistake is withdrawn: it stays on record and counts no more.
alter table remittance
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  -- words_written.id: why
  add column withdrawn_words_id uuid,
  add check ((withdrawn_at is null) = (withdrawn_by is null));
-- As its statement of payment, so that the same payment may be on record again.
alter table remittance_line add column withdrawn_at timestamptz;

drop index remittance_line_once;
create unique index remittance_line_once on remittance_line (reference, payee_code, month, amount_pence) where withdrawn_at is null;

-- Nothing of it changes but that it is withdrawn, once.
drop trigger remittance_is_append_only on remittance;
drop trigger remittance_line_is_append_only on remittance_line;
create trigger remittance_is_kept before delete or truncate on remittance
  for each statement execute function refuse_change();
create trigger remittance_line_is_kept before delete or truncate on remittance_line
  for each statement execute function refuse_change();
create trigger remittance_is_only_withdrawn before update on remittance
  for each row when (old.withdrawn_at is not null or new.withdrawn_at is null
    or (old.id, old.pcn_code, old.digest, old.entered_at, old.entered_by) is distinct from (new.id, new.pcn_code, new.digest, new.entered_at, new.entered_by)) execute function refuse_change();
create trigger remittance_line_is_only_withdrawn before update on remittance_line
  for each row when (old.withdrawn_at is not null or new.withdrawn_at is null
    or (to_jsonb(old) - 'withdrawn_at') is distinct from (to_jsonb(new) - 'withdrawn_at')) execute function refuse_change();
