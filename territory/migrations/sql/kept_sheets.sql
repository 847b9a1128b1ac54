-- The context sheet of what was handed in: kept once a version by the worker, read with the thing, never changed.

-- Whether that version of a thing was handed in.
create or replace function territory_was_submitted(thing_kind text, thing bigint, wanted bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found boolean;
begin
  if thing_kind not in ('localinitiative', 'cooperationproject', 'pooledservice') then return false; end if;
  execute format('select exists (select from %I where pgh_obj_id = $1 and version = $2 and state = ''submitted'')',
    'territory_' || thing_kind || 'event') into found using thing, wanted;
  return found;
end $$;

-- Not forced: the function that forgets belongs to the owner of the tables.
alter table territory_keptsheet enable row level security;
-- Reading is left to sheets_seen_by(), as with the things themselves.
create policy read_all on territory_keptsheet for select using (true);
-- The worker is nobody; the same process as the web's, it says so by a setting.
create policy keep on territory_keptsheet for insert with check (
  current_setting('territory.at_work', true) = 'on' and territory_was_submitted(kind, object_id, version));

-- What is gone for good lies nowhere.
create or replace function territory_forget_sheets() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from territory_keptsheet where kind = replace(tg_table_name, 'territory_', '') and object_id = old.id;
  return old;
end $$;

do $$
declare kind text;
begin
  foreach kind in array array['localinitiative', 'cooperationproject', 'pooledservice'] loop
    execute format('create trigger forget_sheets after delete on %I for each row'
      ' execute function territory_forget_sheets()', 'territory_' || kind);
  end loop;
end $$;
