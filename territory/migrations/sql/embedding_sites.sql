-- Sites that may show the map: named by the moderators of a region and by administrators, read by everyone, never changed.
-- The same answer as territory/embedding/actions.py.
create or replace function territory_may_allow_sites() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from layers_region r where r.valid_from <= territory_today()
      and (r.valid_until is null or r.valid_until > territory_today()) and territory_may_plan(r.id))
$$;

alter table territory_embeddingsite enable row level security, force row level security;
create policy read_all on territory_embeddingsite for select using (true);
create policy allow on territory_embeddingsite for insert with check (territory_may_allow_sites());
create policy disallow on territory_embeddingsite for delete using (territory_may_allow_sites());
