-- A step of a recruitment that was entered by mistake is taken back: it stays on record, and counts no more.
alter table recruitment_step add column withdrawn_at timestamptz;
alter table recruitment_step add column withdrawn_by text;
alter table recruitment_step add check ((withdrawn_at is null) = (withdrawn_by is null));
