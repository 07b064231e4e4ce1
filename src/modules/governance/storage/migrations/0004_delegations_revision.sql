-- Raised by every change of the grants, which bears its number: so that a process that keeps them in memory reads only what is new.
create table delegation_revision (revision bigint not null);
insert into delegation_revision values (0);
alter table delegation add column revision bigint not null default 0;
alter table delegation_end add column revision bigint not null default 0;
create index delegation_of_revision on delegation (revision);
create index delegation_end_of_revision on delegation_end (revision);
