-- Every other table: nothing is written without an acting person, and the history only by its own triggers.
-- tests/territory/test_every_table.py walks the catalogue; what stands open there stands open for a reason.
-- Not forced: imports, loading and the functions that stand above the policies run as the owner of the tables.

-- The land and the companies: read by everyone, mended by administrators; imports run as the owner.
do $$
declare name text;
begin
  foreach name in array array[
    'layers_businesspark', 'layers_commune', 'layers_constructionphase', 'layers_constructionzone', 'layers_importrun',
    'layers_region', 'layers_regionmembership', 'layers_release', 'layers_routestop', 'layers_source', 'layers_transitroute',
    'layers_transitsection', 'layers_transitstop', 'layers_walkingnetwork', 'territory_company', 'territory_establishment',
    'territory_theme', 'territory_workinggroup', 'territory_workinggroup_business_parks', 'territory_workinggroupmember'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy administrators_add on %I for insert with check (territory_is_administrator())', name);
    execute format('create policy administrators_change on %I for update using (territory_is_administrator())', name);
    execute format('create policy administrators_delete on %I for delete using (territory_is_administrator())', name);
  end loop;
end $$;
-- A raster that somebody uploads says whence it is.
create policy of_rasters on layers_source for insert with check (territory_adds_rasters() and code like 'raster-%');
create policy of_rasters on layers_release for insert with check (territory_adds_rasters()
  and exists (select from layers_source s where s.id = source_id and s.code like 'raster-%'));

-- What triggers keep: the cells that establishments are counted in, the history, and the names and reasons in it.
do $$
declare name text;
begin
  foreach name in array array(
    select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'pgh_label' and not a.attisdropped)
      and c.relname <> 'territory_needorofferevent') loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy added_by_trigger on %I for insert with check (pg_trigger_depth() > 0)', name);
  end loop;
  alter table pghistory_context enable row level security;
  create policy read_all on pghistory_context for select using (true);
  create policy added_by_trigger on pghistory_context for insert with check (pg_trigger_depth() > 0);
  create policy completed_by_trigger on pghistory_context for update using (pg_trigger_depth() > 0);
  alter table territory_establishmentcell enable row level security;
  create policy read_all on territory_establishmentcell for select using (true);
  create policy added_by_trigger on territory_establishmentcell for insert with check (pg_trigger_depth() > 0);
  create policy changed_by_trigger on territory_establishmentcell for update using (pg_trigger_depth() > 0);
  create policy removed_by_trigger on territory_establishmentcell for delete using (pg_trigger_depth() > 0);
end $$;
drop policy add on territory_needorofferevent;
create policy added_by_trigger on territory_needorofferevent for insert with check (pg_trigger_depth() > 0);

-- What belongs to one person: their keys, what they follow, the secret address of their feed. A key is looked up by
-- whoever shows it, so that reading stays open; only its hash is stored.
do $$
declare
  name text;
  holder text;
begin
  for name, holder in values ('territory_apitoken', 'user_id'), ('territory_subscription', 'reader_id'),
      ('territory_feedkey', 'reader_id'), ('django_admin_log', 'user_id'),
      ('territory_user_groups', 'user_id'), ('territory_user_user_permissions', 'user_id') loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy remove_own on %I for delete using (%I = territory_acting_user() or territory_is_administrator())', name, holder);
    -- Django's groups and permissions give nothing here; nobody gets any.
    if name not in ('territory_user_groups', 'territory_user_user_permissions') then
      execute format('create policy add_own on %I for insert with check (%I = territory_acting_user())', name, holder);
      execute format('create policy change_own on %I for update using (%I = territory_acting_user() or territory_is_administrator())', name, holder);
    end if;
  end loop;
end $$;
-- A key that has run out is removed when it is shown.
create policy remove_expired on territory_apitoken for delete using (expiry < now());

-- Files of a meeting are seen with it. The worker, which keeps what hangs on something, says that it is at work.
drop policy read_all on territory_meetingfile;
create policy read_with_meeting on territory_meetingfile for select using (
  current_setting('territory.at_work', true) = 'on' or exists (select from territory_meeting m where m.id = meeting_id));

-- A file is handed in by somebody.
drop policy store_own on territory_storedfile;
create policy store_own on territory_storedfile for insert with check (uploader_id = territory_acting_user());

-- Invitations hold addresses of people who never came: read by those who invite, and with the key of the letter.
drop policy read_all on territory_invitation;
create policy read_own on territory_invitation for select using (
  territory_looks_after(organisation_id) or invited_by_id = territory_acting_user() or accepted_by_id = territory_acting_user()
  or key_digest = encode(sha256(convert_to(coalesce(current_setting('territory.invitation_key', true), ''), 'UTF8')), 'hex'));

-- What the application never writes.
do $$
declare name text;
begin
  if exists (select from pg_roles where rolname = 'web') then
    foreach name in array array(
      select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'pgh_label' and not a.attisdropped)) loop
      execute format('revoke update, delete, truncate on %I from web', name);
    end loop;
    revoke delete, truncate on territory_user, pghistory_context from web;
    foreach name in array array['auth_group', 'auth_group_permissions', 'auth_permission', 'django_content_type',
        'django_migrations', 'spatial_ref_sys'] loop
      if to_regclass(name) is not null then
        execute format('revoke insert, update, delete, truncate on %I from web', name);
      end if;
    end loop;
  end if;
end $$;
