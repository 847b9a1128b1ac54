-- Goals are written by the moderators of bodies with a mandate for the region, and by administrators.
-- The same answer as territory/vision/rules.py.
create or replace function territory_may_plan(region bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_mandate a where a.region_id = region
      and a.valid_from <= territory_today() and (a.valid_until is null or a.valid_until > territory_today())
      and territory_holds_role(a.organisation_id, array['regional_moderator']))
$$;

alter table territory_goal enable row level security, force row level security;
create policy read_all on territory_goal for select using (true);
create policy plan_own on territory_goal for insert with check (territory_may_plan(region_id));
create policy change_own on territory_goal for update
  using (territory_may_plan(region_id)) with check (territory_may_plan(region_id));
create policy remove_own on territory_goal for delete using (territory_may_plan(region_id));

-- The history is added to by its own triggers only.
alter table territory_goalevent enable row level security;
create policy read_all on territory_goalevent for select using (true);
create policy added_by_trigger on territory_goalevent for insert with check (pg_trigger_depth() > 0);
