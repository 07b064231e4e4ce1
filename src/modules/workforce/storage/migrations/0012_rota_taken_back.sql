-- A rota whose days change because of another is copied with its other days; the copy names the rota of which it is one.
alter table rota add column kept_as uuid references rota (id);

-- Rotas that were taken back. What stands is told by those that were not, each from its first Monday on over the ones kept before it.
create table rota_taken_back (
  rota_id uuid primary key references rota (id),
  taken_back_at timestamptz not null,
  taken_back_by text not null
);
