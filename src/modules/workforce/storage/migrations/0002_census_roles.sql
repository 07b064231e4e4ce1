-- What a person said that a role of the census is, where the rules do not know it: the id of an additional role, or none of them.
-- The latest belief holds for everybody's pages; a change ends the belief and adds another.
create table census_role_mapped (
  -- As `keyOfName` writes it.
  name_key text not null check (name_key <> ''),
  name text not null,
  role_is text not null check (role_is <> ''),
  recorded tstzrange not null check (not isempty(recorded)),
  recorded_by text not null,
  exclude using gist (name_key with =, recorded with &&)
);
create trigger census_role_mapped_is_kept before update or delete on census_role_mapped for each row execute function refuse_rewriting();
