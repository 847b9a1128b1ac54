-- Deleting moves to the trash: who may, and that nothing leaves it before its time. Beneath the rules, as row_security.sql.

-- The least time something lies in the trash before the application's role can delete it for good.
create or replace function territory_least_trash_time() returns interval
language sql immutable as $$ select interval '7 days' $$;

-- Into the trash and out of it: administrators, and writers of what was never public. Nothing else changes on the way.
create or replace function territory_check_trash() returns trigger
language plpgsql as $$
declare
  kind constant text := replace(tg_table_name, 'territory_', '');
  moved constant text[] := array['trashed_at', 'updated_at', 'version'];
begin
  if not row_security_active(tg_relid) then return new; end if;
  if not (territory_is_administrator() or (old.published_at is null and old.state in ('draft', 'changes_requested')
          and territory_may_write(kind, old.owner_id))) then
    raise insufficient_privilege using message = format('the acting person may not trash or recover this %s', kind);
  end if;
  if to_jsonb(old) - moved <> to_jsonb(new) - moved or (old.trashed_at is not null and new.trashed_at is not null) then
    raise insufficient_privilege using message = format('a %s in the trash may not be changed, only taken out', kind);
  end if;
  if new.trashed_at is not null then new.trashed_at := now(); end if;
  return new;
end $$;

-- Every change of a row is a version of its own, also one made past the actions: whoever names the version they
-- started from then learns of it.
create or replace function territory_count_version() returns trigger
language plpgsql as $$
begin
  if new.version <= old.version then new.version := old.version + 1; end if;
  return new;
end $$;

do $$
declare
  kind text;
  name text;
begin
  foreach kind in array array['localinitiative', 'cooperationproject', 'pooledservice'] loop
    name := 'territory_' || kind;
    execute format('drop trigger check_change on %I', name);
    execute format('create trigger check_change before update on %I for each row'
      ' when (old.trashed_at is null and new.trashed_at is null) execute function territory_check_change()', name);
    execute format('create trigger check_trash before update on %I for each row'
      ' when (old.trashed_at is not null or new.trashed_at is not null) execute function territory_check_trash()', name);
    execute format('create trigger count_version before update on %I for each row'
      ' when (old.* is distinct from new.*) execute function territory_count_version()', name);
    execute format('drop policy delete_own on %I', name);
    execute format('create policy delete_from_trash on %I for delete using (trashed_at < now() - territory_least_trash_time())', name);
    -- The lists of a row go with it.
    execute format('create policy delete_from_trash on %I for delete using (exists (select from %I r where r.id = %I'
      ' and r.trashed_at < now() - territory_least_trash_time()))', name || '_partners', name, kind || '_id');
  end loop;
  create policy delete_from_trash on territory_pooledservice_subscribers for delete using (exists (
    select from territory_pooledservice r where r.id = pooledservice_id and r.trashed_at < now() - territory_least_trash_time()));
end $$;
