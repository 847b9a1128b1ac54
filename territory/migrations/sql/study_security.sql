-- Siting studies: written by their author, run by the people of the group they are shared with.
-- The same answers as territory/studies/rules.py; reading is left to visible_to() there.

-- Whether the acting person belongs to a working group today: by its coordinator, by a member organisation, or by the
-- organisation of a member establishment's company.
create or replace function territory_belongs_to_group(working_group bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())
      and (exists (select from territory_workinggroup g where g.id = working_group and g.coordinator_id = m.organisation_id)
        or exists (select from territory_workinggroupmember w
          left join territory_establishment e on e.id = w.establishment_id
          left join territory_company c on c.id = e.company_id
          where w.working_group_id = working_group and m.organisation_id in (w.organisation_id, c.organisation_id))))
$$;

create or replace function territory_is_active(person bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from territory_user where id = person and is_active)
$$;

create or replace function territory_check_study() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) then return new; end if;
  if new.owner_id <> old.owner_id then
    raise insufficient_privilege using message = 'a study may not become another person''s';
  end if;
  if new.working_group_id is distinct from old.working_group_id and new.working_group_id is not null
     and not territory_belongs_to_group(new.working_group_id) then
    raise insufficient_privilege using message = 'the acting person does not belong to the group';
  end if;
  return new;
end $$;

alter table territory_study enable row level security, force row level security;
create policy read_all on territory_study for select using (true);
create policy keep_own on territory_study for insert with check (
  owner_id = territory_acting_user() and territory_is_active(owner_id)
  and (working_group_id is null or territory_belongs_to_group(working_group_id)));
create policy change_own on territory_study for update
  using (owner_id = territory_acting_user() or territory_is_administrator());
create policy delete_own on territory_study for delete
  using (owner_id = territory_acting_user() or territory_is_administrator());
create trigger check_study before update on territory_study for each row execute function territory_check_study();

-- An answer is never changed; the oldest go when there are too many, and all go with the study.
alter table territory_studyrun enable row level security, force row level security;
create policy read_all on territory_studyrun for select using (true);
create policy run_shared on territory_studyrun for insert with check (exists (
  select from territory_study s where s.id = study_id
    and (s.owner_id = territory_acting_user() or territory_is_administrator()
      or (s.working_group_id is not null and territory_belongs_to_group(s.working_group_id)))));
create policy forget_runs on territory_studyrun for delete using (exists (
  select from territory_study s where s.id = study_id
    and (s.owner_id = territory_acting_user() or territory_is_administrator()
      or (s.working_group_id is not null and territory_belongs_to_group(s.working_group_id)))));
