-- Crossing borders: which land of others a place lies on, who is asked, and that nothing is public without their yes.
-- One answer for rules, pages, interfaces and plain SQL: territory/consents/parts.py asks the functions below.

-- How much of a place there is: points counted, lines in metres, areas in square metres.
create or replace function territory_size(place geometry) returns double precision
language sql immutable as $$
  select case st_dimension(place) when 0 then st_npoints(place) when 1 then st_length(place) else st_area(place) end::double precision
$$;

-- Less than this is an inaccuracy of drawing or of the boundaries: one metre, one square metre. Each point counts.
create or replace function territory_is_negligible(piece geometry) returns boolean
language sql immutable as $$
  select piece is null or st_isempty(piece) or (st_dimension(piece) > 0 and territory_size(piece) < 1)
$$;

-- The pieces of a place in common with some land that are of its own dimension: a shared border is no land.
create or replace function territory_in_common(place geometry, land geometry) returns geometry
language sql immutable as $$
  select st_collectionextract(st_intersection(place, land), st_dimension(place) + 1)
$$;

-- Whether the organisation may place things without answering for any land: a company or network that never had a mandate.
create or replace function territory_has_no_land(organisation bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from territory_mandate where organisation_id = organisation)
    and exists (select from territory_organisation where id = organisation and kind not in ('authority', 'syndicate'))
$$;

-- The parts of a place that need the consent of others: by commune and authority with a mandate for it today. Of a place
-- whose owner has no land, each commune's part once there are several; within one commune its moderators decide alone.
create or replace function territory_parts_beyond(owner bigint, place geometry)
returns table (commune_id bigint, organisation_id bigint, part geometry, share double precision)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  is_landless constant boolean := territory_has_no_land(owner);
  own geometry;
  beyond geometry := place;
begin
  if not is_landless then
    own := territory_land(array[owner], place);
    if own is not null then
      if st_covers(own, place) then return; end if;
      beyond := st_difference(place, own);
    end if;
  end if;
  return query
    with touched as materialized (
      select c.id, territory_in_common(beyond, c.boundary) as piece from layers_commune c
      where c.boundary && beyond and st_intersects(c.boundary, beyond)
        and c.valid_from <= territory_today() and (c.valid_until is null or c.valid_until > territory_today())
    ), pieces as materialized (
      select t.id, t.piece from touched t where not territory_is_negligible(t.piece)
    )
    select p.id, o.id, p.piece, least(1.0, territory_size(p.piece) / nullif(territory_size(place), 0))
    from pieces p join territory_organisation o on o.kind = 'authority' and o.id <> owner and exists (
      select from territory_mandate m where m.organisation_id = o.id and m.commune_id = p.id
        and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today()))
    where not is_landless or (select count(*) from pieces) > 1
    order by p.id, o.id;
end $$;

-- Of these parts, those that no consent covers: not asked, no answer, refused, or consented to less. A consent reaches
-- one metre beyond the part it was given for.
create or replace function territory_parts_lacking_consent(thing_kind text, thing bigint, owner bigint, place geometry)
returns table (commune_id bigint, organisation_id bigint, part geometry, share double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.* from territory_parts_beyond(owner, place) b
  where not exists (
    select from territory_consent c where c.kind = thing_kind and c.object_id = thing and c.closed_at is null
      and c.commune_id = b.commune_id and c.organisation_id = b.organisation_id
      and c.answer = 'consents' and st_covers(st_buffer(c.part, 1), b.part))
$$;

-- Whether an initiative may lie there: partly on its own land, and elsewhere only where somebody can be asked.
create or replace function territory_reaches_askable_land(organisation bigint, place geometry, own geometry) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare left_over geometry;
begin
  if st_covers(own, place) then return true; end if;
  if territory_is_negligible(territory_in_common(place, own)) then return false; end if;
  left_over := st_difference(place, st_buffer(st_union(array[own, (
    select st_union(b.boundary) from layers_commune b where b.id in (select p.commune_id from territory_parts_beyond(organisation, place) p))
  ]), 0.01));
  return territory_is_negligible(left_over);
end $$;

-- As in row_security.sql; an initiative may now reach across the border, where its neighbours can be asked.
create or replace function territory_may_place(kind text, organisation bigint, place geometry) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare land geometry;
begin
  if kind <> 'localinitiative' and territory_has_no_land(organisation) then return true; end if;
  land := territory_land(array[organisation], place);
  if land is null then return false; end if;
  if kind = 'localinitiative' then return territory_reaches_askable_land(organisation, place, land); end if;
  return st_dimension(place) < 2 or st_relate(land, place, 'T********');
end $$;

-- Asks everybody whose land the stored place touches and who has not consented to it. The numbers of the consents that
-- wait anew: those newly touched, those whose part grew, those who refused. Who is no longer touched is let be.
create or replace function territory_ask_for_consents(thing_kind text, thing bigint) returns setof bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  owner bigint;
  place geometry;
  thing_state text;
  wanted record;
  known territory_consent;
  asked bigint;
begin
  if thing_kind not in ('localinitiative', 'cooperationproject', 'pooledservice') then
    raise exception 'there is no kind %', thing_kind;
  end if;
  execute format('select owner_id, location, state from %I where id = $1', 'territory_' || thing_kind)
    into owner, place, thing_state using thing;
  if not coalesce(territory_may_write(thing_kind, owner) or territory_may_moderate(place), false)
     or thing_state not in ('submitted', 'archived') then
    raise insufficient_privilege using message = 'the acting person may not ask for consents to this';
  end if;
  update territory_consent c set closed_at = now()
    where c.kind = thing_kind and c.object_id = thing and c.closed_at is null and not exists (
      select from territory_parts_beyond(owner, place) b
      where b.commune_id = c.commune_id and b.organisation_id = c.organisation_id);
  for wanted in select * from territory_parts_beyond(owner, place) loop
    asked := null;
    select * into known from territory_consent c where c.kind = thing_kind and c.object_id = thing and c.closed_at is null
      and c.commune_id = wanted.commune_id and c.organisation_id = wanted.organisation_id for update;
    if known.id is null then
      insert into territory_consent (kind, object_id, commune_id, organisation_id, part, share, asked_at, answer, reason)
      values (thing_kind, thing, wanted.commune_id, wanted.organisation_id, wanted.part, wanted.share, now(), 'waiting', '')
      returning id into asked;
    elsif known.answer = 'refuses' or not st_covers(st_buffer(known.part, 1), wanted.part) then
      update territory_consent set part = wanted.part, share = wanted.share, asked_at = now(), answer = 'waiting',
        reason = '', answered_by_id = null, answered_at = null where id = known.id;
      asked := known.id;
    end if;
    if asked is not null then return next asked; end if;
  end loop;
end $$;

-- An answer is given by whoever writes for the organisation that was asked, in their own name, before it is public.
create or replace function territory_check_consent() returns trigger
language plpgsql as $$
declare
  answered constant text[] := array['answer', 'reason', 'answered_by_id', 'answered_at'];
  thing_state text;
begin
  -- The function that asks stands above this.
  if not row_security_active(tg_relid) then return new; end if;
  execute format('select state from %I where id = $1', 'territory_' || old.kind) into thing_state using old.object_id;
  if old.closed_at is not null or to_jsonb(old) - answered <> to_jsonb(new) - answered
     or thing_state is null or thing_state not in ('submitted', 'archived')
     or (new.answer <> 'waiting' and new.answered_by_id is distinct from territory_acting_user()) then
    raise insufficient_privilege using message = 'the acting person may not change this consent';
  end if;
  return new;
end $$;

-- Nobody takes back an answer while it is being acted on.
create or replace function territory_hold_consents(thing_kind text, thing bigint) returns void
language sql security definer set search_path = public, pg_temp as $$
  select from territory_consent where kind = thing_kind and object_id = thing and closed_at is null for share
$$;

-- What is public, or becomes so, has the consent of everybody whose land it touches.
create or replace function territory_check_consents() returns trigger
language plpgsql as $$
declare kind constant text := replace(tg_table_name, 'territory_', '');
begin
  if row_security_active(tg_relid) and new.state = 'published'
     and (old.state <> 'published' or new.owner_id <> old.owner_id or not st_orderingequals(new.location, old.location)) then
    perform territory_hold_consents(kind, new.id);
    if exists (select from territory_parts_lacking_consent(kind, new.id, new.owner_id, new.location)) then
      raise insufficient_privilege using message = 'it may not be public: consents of others are missing';
    end if;
  end if;
  return new;
end $$;

-- As in row_security.sql; and a moderator who moves a published thing onto land of others sends it back to wait for them.
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
  elsif old.state = 'published' and new.state = 'submitted' then
    if not territory_may_moderate(old.location) or st_orderingequals(new.location, old.location) or not exists (
      select from territory_parts_lacking_consent(kind, new.id, new.owner_id, new.location)) then
      raise insufficient_privilege using message = format('the acting person may not send back a %s', kind);
    end if;
  elsif not territory_may_step(kind, old.owner_id, old.location, old.state, new.state)
     or to_jsonb(old) - moved <> to_jsonb(new) - moved then
    raise insufficient_privilege using message = format('the acting person may not move a %s from %s to %s', kind, old.state, new.state);
  end if;
  return new;
end $$;

-- What is gone for good was asked for nothing.
create or replace function territory_forget_consents() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from territory_consent where kind = replace(tg_table_name, 'territory_', '') and object_id = old.id;
  return old;
end $$;

do $$
declare kind text;
begin
  foreach kind in array array['localinitiative', 'cooperationproject', 'pooledservice'] loop
    execute format('create trigger check_consents before update on %I for each row'
      ' when (new.trashed_at is null) execute function territory_check_consents()', 'territory_' || kind);
    execute format('create trigger forget_consents after delete on %I for each row'
      ' execute function territory_forget_consents()', 'territory_' || kind);
  end loop;
end $$;

-- Not forced: the function that asks belongs to the owner of the tables. The application's role can neither add nor
-- remove a consent, only answer where it was asked.
alter table territory_consent enable row level security;
create policy read_all on territory_consent for select using (true);
create policy answer_asked on territory_consent for update using (
  territory_is_administrator() or territory_holds_role(organisation_id, array['commune_editor', 'regional_moderator']));
create trigger check_consent before update on territory_consent for each row execute function territory_check_consent();

-- The application's role adds to the history, it does not rewrite it.
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, delete, truncate on territory_consentevent from web;
  end if;
end $$;
