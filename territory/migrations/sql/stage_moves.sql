-- Stages: how far a thing is, is said with a day and evidence, by those who may; what was said stays.

-- Who may say it, by the state of the thing; the same as can_move_stage in territory/contributions/rules.py.
create or replace function territory_may_move_stage(thing_kind text, owner bigint, place geometry, thing_state text)
returns boolean
language sql stable as $$
  select coalesce(case
    when thing_state in ('draft', 'changes_requested') then territory_may_write(thing_kind, owner)
    when thing_state = 'published' then territory_may_write(thing_kind, owner) or territory_may_moderate(place)
    else false end, false)
$$;

-- A move starts where the thing is, makes its next version, and is told in one's own name, now. The first one comes
-- with the thing itself.
create or replace function territory_check_stage_move() returns trigger
language plpgsql as $$
declare
  thing record;
  last record;
begin
  -- Roles that stand above the policies (migrations, loading) stand above this check.
  if not row_security_active(tg_relid) then return new; end if;
  new.recorded_at := now();
  if new.kind not in ('localinitiative', 'cooperationproject', 'pooledservice') then
    raise insufficient_privilege using message = 'a stage of this kind may not be said';
  end if;
  -- For update: nobody else moves it meanwhile; and what may not be written is not found.
  execute format('select owner_id, location, state, stage, version from %I where id = $1 and trashed_at is null for update',
    'territory_' || new.kind) into thing using new.object_id;
  select version, moved_on into last from territory_stagemove
    where kind = new.kind and object_id = new.object_id order by version desc limit 1;
  if thing.state is null or not territory_may_move_stage(new.kind, thing.owner_id, thing.location, thing.state)
     or new.actor_id is distinct from territory_acting_user()
     or new.moved_on > territory_today() or new.moved_on < last.moved_on
     or (case when new.source = '' then last.version is not null or thing.version <> 1 or new.version <> 1
               or thing.state <> 'draft' or new.target <> thing.stage
             else new.source <> thing.stage or new.version <> thing.version + 1 end) then
    raise insufficient_privilege using message = 'the acting person may not say this of the stage';
  end if;
  return new;
end $$;

-- What was said was done: no move stands without the thing having come there.
create or replace function territory_stage_move_was_made() returns trigger
language plpgsql as $$
declare is_made boolean;
begin
  if not row_security_active(tg_relid) then return null; end if;
  execute format('select exists (select from %I where id = $1 and version >= $2)', 'territory_' || new.kind)
    into is_made using new.object_id, new.version;
  if not is_made and not territory_is_gone(new.kind, new.object_id) then
    raise insufficient_privilege using message = 'a stage may not be said of what has not come into it';
  end if;
  return null;
end $$;

-- As in consents.sql; and the stage changes alone, as a move says that was written for it.
create or replace function territory_check_change() returns trigger
language plpgsql as $$
declare
  kind constant text := replace(tg_table_name, 'territory_', '');
  moved constant text[] := array['state', 'state_reason', 'published_at', 'updated_at', 'version'];
  staged constant text[] := array['stage', 'updated_at', 'version'];
begin
  -- Roles that stand above the policies (migrations, loading) stand above this check.
  if not row_security_active(tg_relid) then return new; end if;
  if new.stage <> old.stage then
    if to_jsonb(old) - staged <> to_jsonb(new) - staged or not exists (
      select from territory_stagemove m where m.kind = replace(tg_table_name, 'territory_', '') and m.object_id = old.id
        and m.version = new.version and m.version = old.version + 1 and m.source = old.stage and m.target = new.stage
        and m.actor_id = territory_acting_user()) then
      raise insufficient_privilege using message = format('the stage of a %s may not change without a day and evidence', kind);
    end if;
    return new;
  end if;
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

-- Whether the thing is gone for good: then what was said of its stages may go.
create or replace function territory_is_gone(thing_kind text, thing bigint) returns boolean
language sql stable as $$
  select not exists (select from territory_localinitiative where thing_kind = 'localinitiative' and id = thing)
    and not exists (select from territory_cooperationproject where thing_kind = 'cooperationproject' and id = thing)
    and not exists (select from territory_pooledservice where thing_kind = 'pooledservice' and id = thing)
$$;

create or replace function territory_forget_stage_moves() returns trigger
language plpgsql as $$
begin
  delete from territory_stagemove where kind = replace(tg_table_name, 'territory_', '') and object_id = old.id;
  return null;
end $$;

-- What was there before moves were kept: in its stage since a day that is not known.
insert into territory_stagemove (kind, object_id, version, source, target, evidence, actor_id, recorded_at)
  select 'localinitiative', id, 1, '', stage, '', created_by_id, created_at from territory_localinitiative
  union all select 'cooperationproject', id, 1, '', stage, '', created_by_id, created_at from territory_cooperationproject
  union all select 'pooledservice', id, 1, '', stage, '', created_by_id, created_at from territory_pooledservice;

do $$
declare kind text;
begin
  foreach kind in array array['localinitiative', 'cooperationproject', 'pooledservice'] loop
    execute format('create trigger forget_stage_moves after delete on %I for each row'
      ' execute function territory_forget_stage_moves()', 'territory_' || kind);
  end loop;
end $$;

-- Added only: no policy lets anybody change a move, and none goes before its thing.
alter table territory_stagemove enable row level security, force row level security;
create policy read_all on territory_stagemove for select using (true);
create policy say_own on territory_stagemove for insert with check (actor_id = territory_acting_user());
create policy forget_gone on territory_stagemove for delete using (pg_trigger_depth() > 0 and territory_is_gone(kind, object_id));
create trigger check_stage_move before insert on territory_stagemove for each row execute function territory_check_stage_move();
create constraint trigger stage_move_was_made after insert on territory_stagemove deferrable initially deferred
  for each row execute function territory_stage_move_was_made();
