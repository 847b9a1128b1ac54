-- Who may write what is placed, beneath the rules of the application: the same answers, given by the database.
-- The acting person is set per transaction: set_config('territory.user_id', '7', true). Without one nothing is written.

create or replace function territory_acting_user() returns bigint
language sql stable as $$
  select nullif(current_setting('territory.user_id', true), '')::bigint
$$;

create or replace function territory_is_administrator() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from territory_user where id = territory_acting_user() and is_active and is_superuser)
$$;

-- The local day, as the application counts it.
create or replace function territory_today() returns date
language sql stable as $$ select (now() at time zone 'Europe/Luxembourg')::date $$;

-- Whether the acting person holds one of the roles in the organisation today.
create or replace function territory_holds_role(organisation bigint, wanted text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active and m.organisation_id = organisation and m.role = any(wanted)
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today()))
$$;

create or replace function territory_may_write(kind text, organisation bigint) returns boolean
language sql stable as $$
  select territory_is_administrator() or territory_holds_role(organisation, case kind
    when 'localinitiative' then array['commune_editor', 'regional_moderator']
    else array['company_member', 'commune_editor', 'park_manager', 'working_group_coordinator', 'regional_moderator'] end)
$$;

-- The land the organisations answer for today, as far as its parts touch a place; null where none does.
create or replace function territory_land(organisations bigint[], place geometry) returns geometry
language sql stable security definer set search_path = public, pg_temp as $$
  with mandates as (
    select * from territory_mandate where organisation_id = any(organisations)
      and valid_from <= territory_today() and (valid_until is null or valid_until > territory_today())
  )
  select st_union(land) from (
    select c.boundary as land from layers_commune c
    where c.boundary && place and st_intersects(c.boundary, place)
      and c.valid_from <= territory_today() and (c.valid_until is null or c.valid_until > territory_today())
      and (c.id in (select commune_id from mandates) or exists (
        select from layers_regionmembership r join layers_region g on g.id = r.region_id
        where r.commune_id = c.id and r.region_id in (select region_id from mandates)
          and r.valid_from <= territory_today() and (r.valid_until is null or r.valid_until > territory_today())
          and g.valid_from <= territory_today() and (g.valid_until is null or g.valid_until > territory_today())))
    union all
    select p.footprint from layers_businesspark p
    where p.footprint && place and st_intersects(p.footprint, place) and p.id in (select business_park_id from mandates)
  ) pieces
$$;

-- Whether the organisation may put something of a kind at a place: an initiative wholly on its own land, other kinds
-- at least with a part; companies and networks that never had a mandate may place those other kinds anywhere.
create or replace function territory_may_place(kind text, organisation bigint, place geometry) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare land geometry;
begin
  if kind <> 'localinitiative'
     and not exists (select from territory_mandate where organisation_id = organisation)
     and exists (select from territory_organisation where id = organisation and territory_organisation.kind not in ('authority', 'syndicate')) then
    return true;
  end if;
  land := territory_land(array[organisation], place);
  if land is null then return false; end if;
  if kind = 'localinitiative' then return st_covers(land, place); end if;
  return st_dimension(place) < 2 or st_relate(land, place, 'T********');
end $$;

-- Whether the acting person decides on what lies at a place: moderators of a region it touches, and administrators.
create or replace function territory_may_moderate(place geometry) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare land geometry;
begin
  if territory_is_administrator() then return true; end if;
  land := territory_land(array(
    select m.organisation_id from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active and m.role = 'regional_moderator'
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())), place);
  return land is not null and (st_dimension(place) < 2 or st_relate(land, place, 'T********'));
end $$;

-- Which steps between states the acting person may make; the same table as territory/contributions/workflow.py.
create or replace function territory_may_step(kind text, organisation bigint, place geometry, source text, target text) returns boolean
language sql stable as $$
  select coalesce((
    select case party
      when 'writer' then territory_may_write(kind, organisation)
      when 'moderator' then territory_may_moderate(place)
      else territory_may_write(kind, organisation) or territory_may_moderate(place) end
    from (values
      ('draft', 'submitted', 'writer'), ('submitted', 'draft', 'writer'),
      ('submitted', 'published', 'moderator'), ('submitted', 'changes_requested', 'moderator'),
      ('changes_requested', 'submitted', 'writer'), ('published', 'changes_requested', 'moderator'),
      ('published', 'archived', 'either'), ('archived', 'published', 'moderator')
    ) steps (from_state, to_state, party)
    where from_state = source and to_state = target), false)
$$;

-- What a policy cannot say: whether the change from the old row to the new one is allowed.
create or replace function territory_check_change() returns trigger
language plpgsql as $$
declare
  kind constant text := replace(tg_table_name, 'territory_', '');
  moved constant text[] := array['state', 'state_reason', 'published_at', 'updated_at', 'version'];
begin
  -- Roles that stand above the policies (migrations, loading) stand above this check.
  if not row_security_active(tg_relid) then return new; end if;
  if (new.owner_id <> old.owner_id and not territory_may_write(kind, new.owner_id))
     or ((new.owner_id <> old.owner_id or not st_orderingequals(new.location, old.location))
         and not territory_may_place(kind, new.owner_id, new.location)) then
    raise insufficient_privilege using message = format('the owner may not place a %s there', kind);
  end if;
  if old.state = new.state then
    if not (case when old.state in ('draft', 'changes_requested') then territory_may_write(kind, old.owner_id)
                 when old.state = 'published' then territory_may_moderate(old.location) else false end) then
      raise insufficient_privilege using message = format('the acting person may not change a %s that is %s', kind, old.state);
    end if;
  elsif not territory_may_step(kind, old.owner_id, old.location, old.state, new.state)
     or to_jsonb(old) - moved <> to_jsonb(new) - moved then
    raise insufficient_privilege using message = format('the acting person may not move a %s from %s to %s', kind, old.state, new.state);
  end if;
  return new;
end $$;

do $$
declare
  kind text;
  name text;
begin
  foreach kind in array array['localinitiative', 'cooperationproject', 'pooledservice'] loop
    name := 'territory_' || kind;
    execute format('alter table %I enable row level security, force row level security', name);
    -- Reading is left to visible_to(): a reading policy would switch the spatial index off.
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy place_own on %I for insert with check (territory_may_write(%L, owner_id)'
      ' and territory_may_place(%L, owner_id, location) and state = ''draft'')', name, kind, kind);
    execute format('create policy change_own on %I for update'
      ' using (territory_may_write(%L, owner_id) or territory_may_moderate(location))'
      ' with check (territory_may_write(%L, owner_id) or territory_may_moderate(location))', name, kind, kind);
    execute format('create policy delete_own on %I for delete using (territory_is_administrator()'
      ' or (published_at is null and state in (''draft'', ''changes_requested'') and territory_may_write(%L, owner_id)))', name, kind);
    execute format('create trigger check_change before update on %I for each row execute function territory_check_change()', name);
    execute format('alter table %I enable row level security, force row level security', name || '_partners');
    execute format('create policy read_all on %I for select using (true)', name || '_partners');
    execute format('create policy write_with_row on %I for all using (exists (select from %I r where r.id = %I'
      ' and ((r.state in (''draft'', ''changes_requested'') and territory_may_write(%L, r.owner_id))'
      '  or (r.state = ''published'' and territory_may_moderate(r.location)) or territory_is_administrator())))',
      name || '_partners', name, kind || '_id', kind);
  end loop;
  alter table territory_pooledservice_subscribers enable row level security, force row level security;
  create policy read_all on territory_pooledservice_subscribers for select using (true);
  create policy write_with_row on territory_pooledservice_subscribers for all using (exists (
    select from territory_pooledservice r where r.id = pooledservice_id
      and ((r.state in ('draft', 'changes_requested') and territory_may_write('pooledservice', r.owner_id))
        or (r.state = 'published' and territory_may_moderate(r.location)) or territory_is_administrator())));
end $$;

-- The application's role: reads and writes rows, owns nothing. Servers with a single role have none.
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    grant usage on schema public to web;
    grant select, insert, update, delete on all tables in schema public to web;
    grant usage, select on all sequences in schema public to web;
    alter default privileges in schema public grant select, insert, update, delete on tables to web;
    alter default privileges in schema public grant usage, select on sequences to web;
  end if;
end $$;
