-- Themes are written by whoever plans a region: moderators of bodies with a mandate for one, and administrators.
-- All regions share them. The same answer as territory/vision/rules.py.
create or replace function territory_may_write_themes() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_mandate a where a.region_id is not null
      and a.valid_from <= territory_today() and (a.valid_until is null or a.valid_until > territory_today())
      and territory_holds_role(a.organisation_id, array['regional_moderator']))
$$;

drop policy administrators_add on territory_theme;
drop policy administrators_change on territory_theme;
drop policy administrators_delete on territory_theme;
create policy planners_add on territory_theme for insert with check (territory_may_write_themes());
create policy planners_change on territory_theme for update using (territory_may_write_themes());
create policy planners_remove on territory_theme for delete using (territory_may_write_themes());
