-- The tram has kept no history until now. What is stored was written by the first import of its release: known since then.
insert into layers_transitsectionevent
  (pgh_created_at, pgh_label, pgh_obj_id, id, code, name, alignment, opened_on, release_id, route_id)
select coalesce((select min(applied_at) from layers_importrun r where r.release_id = t.release_id), now()), 'insert',
  id, id, code, name, alignment, opened_on, release_id, route_id from layers_transitsection t;
insert into layers_transitstopevent
  (pgh_created_at, pgh_label, pgh_obj_id, id, gtfs_stop_id, name, gtfs_name, location, opened_on, release_id)
select coalesce((select min(applied_at) from layers_importrun r where r.release_id = t.release_id), now()), 'insert',
  id, id, gtfs_stop_id, name, gtfs_name, location, opened_on, release_id from layers_transitstop t;

-- As the other histories in no_table_open.sql, which has found these two already where the database is new: read by
-- everyone, added to by triggers only, changed by nobody.
do $$
declare name text;
begin
  foreach name in array array['layers_transitsectionevent', 'layers_transitstopevent'] loop
    execute format('alter table %I enable row level security', name);
    execute format('drop policy if exists read_all on %I', name);
    execute format('drop policy if exists added_by_trigger on %I', name);
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy added_by_trigger on %I for insert with check (pg_trigger_depth() > 0)', name);
    if exists (select from pg_roles where rolname = 'web') then
      execute format('revoke update, delete, truncate on %I from web', name);
    end if;
  end loop;
end $$;
