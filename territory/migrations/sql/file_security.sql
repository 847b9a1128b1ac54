-- Files, and what hangs them on things: written by whoever may change the thing, beneath the rules as in row_security.sql.

alter table territory_storedfile enable row level security, force row level security;
create policy read_all on territory_storedfile for select using (true);
create policy store_own on territory_storedfile for insert with check (uploader_id is not distinct from territory_acting_user());
-- What hangs on nothing goes after a day; what hangs on something is held by its foreign key.
create policy delete_waiting on territory_storedfile for delete using (created_at < now() - interval '1 day');

-- Whether the acting person may change what a row hangs on, as it is now.
create or replace function territory_may_hang_on(initiative bigint, project bigint, service bigint) returns boolean
language sql stable as $$
  select coalesce((
    select thing.trashed_at is null and case
      when thing.state in ('draft', 'changes_requested') then territory_may_write(thing.kind, thing.owner_id)
      when thing.state = 'published' then territory_may_moderate(thing.location)
      else false end
    from (
      select 'localinitiative' as kind, state, owner_id, location, trashed_at from territory_localinitiative where id = initiative
      union all
      select 'cooperationproject', state, owner_id, location, trashed_at from territory_cooperationproject where id = project
      union all
      select 'pooledservice', state, owner_id, location, trashed_at from territory_pooledservice where id = service
    ) thing), false)
$$;

alter table territory_contributionfile enable row level security, force row level security;
create policy read_all on territory_contributionfile for select using (true);
create policy hang_on_own on territory_contributionfile for insert
  with check (removed_at is null and territory_may_hang_on(local_initiative_id, cooperation_project_id, pooled_service_id));
create policy change_on_own on territory_contributionfile for update
  using (territory_may_hang_on(local_initiative_id, cooperation_project_id, pooled_service_id))
  with check (territory_may_hang_on(local_initiative_id, cooperation_project_id, pooled_service_id));
-- For good only after its time: removed by itself, or together with the thing that has lain in the trash.
create policy delete_after_its_time on territory_contributionfile for delete using (
  removed_at < now() - territory_least_trash_time()
  or exists (select from territory_localinitiative t where t.id = local_initiative_id and t.trashed_at < now() - territory_least_trash_time())
  or exists (select from territory_cooperationproject t where t.id = cooperation_project_id and t.trashed_at < now() - territory_least_trash_time())
  or exists (select from territory_pooledservice t where t.id = pooled_service_id and t.trashed_at < now() - territory_least_trash_time()));

-- When it was removed is the database's word, and the file itself never becomes another one.
create or replace function territory_check_hanging() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) then return new; end if;
  if new.file_id <> old.file_id then
    raise insufficient_privilege using message = 'what hangs on a thing may not become another file';
  end if;
  if new.removed_at is not null and old.removed_at is null then new.removed_at := now(); end if;
  return new;
end $$;
create trigger check_hanging before update on territory_contributionfile for each row execute function territory_check_hanging();
