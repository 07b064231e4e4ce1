-- A filling keeps its number when what is believed of it is corrected, as when it ends.
alter table filling drop constraint filling_pkey;
alter table filling add exclude using gist (id with =, recorded with &&);
