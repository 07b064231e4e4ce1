-- Whether the practices see one another's amounts once it is locked; else each sees its own, with the rule and the totals.
-- Those that were locked before were shown whole.
alter table sharing add column is_open boolean not null default true;
alter table sharing alter column is_open drop default;
