-- Rasters: added by moderators and park managers, suitability maps by everyone with a role; shown to everyone by the former.
-- The same answers as territory/suitability/rules.py; reading is left to visible_to() there.

create or replace function territory_holds_some_role(wanted text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active and m.role = any(wanted)
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today()))
$$;

create or replace function territory_adds_rasters() returns boolean
language sql stable as $$ select territory_holds_some_role(array['regional_moderator', 'park_manager']) $$;

create or replace function territory_check_raster() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) then return new; end if;
  if new.made_by_id <> old.made_by_id or new.origin <> old.origin or new.recipe <> old.recipe then
    raise insufficient_privilege using message = 'what a raster is made of, and by whom, may not change';
  end if;
  if new.is_published <> old.is_published and not territory_adds_rasters() then
    raise insufficient_privilege using message = 'the acting person may not publish a raster';
  end if;
  return new;
end $$;

alter table layers_rasterlayer enable row level security, force row level security;
create policy read_all on layers_rasterlayer for select using (true);
create policy add_own on layers_rasterlayer for insert with check (
  made_by_id = territory_acting_user() and not is_published and case origin
    when 'suitability' then territory_holds_some_role(array['company_member', 'commune_editor', 'park_manager',
      'working_group_coordinator', 'regional_moderator'])
    else territory_adds_rasters() end);
create policy change_own on layers_rasterlayer for update
  using (made_by_id = territory_acting_user() or territory_is_administrator());
create policy remove_own on layers_rasterlayer for delete
  using (made_by_id = territory_acting_user() or territory_is_administrator());
create trigger check_raster before update on layers_rasterlayer for each row execute function territory_check_raster();
