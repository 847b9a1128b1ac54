-- Meetings of a working group and their decisions: read by those who take part, written by its coordination. Not public:
-- here reading has a policy as well. Beneath the rules of territory/meetings/rules.py, the same answers.

-- Whether an organisation of the acting person takes part: it coordinates, is a member, or its company's establishment is.
create or replace function territory_in_group(wanted bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())
      and (exists (select from territory_workinggroup g where g.id = wanted and g.coordinator_id = m.organisation_id)
        or exists (select from territory_workinggroupmember w
          left join territory_establishment e on e.id = w.establishment_id
          left join territory_company c on c.id = e.company_id
          where w.working_group_id = wanted and m.organisation_id in (w.organisation_id, c.organisation_id))))
$$;

create or replace function territory_reads_meetings(wanted bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or territory_in_group(wanted)
    or coalesce((select territory_may_moderate(footprint) from territory_workinggroup where id = wanted), false)
$$;

create or replace function territory_runs_group(wanted bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or coalesce((
    select territory_holds_role(coordinator_id, array['working_group_coordinator'])
    from territory_workinggroup where id = wanted), false)
$$;

alter table territory_meeting enable row level security, force row level security;
create policy read_own on territory_meeting for select using (territory_reads_meetings(working_group_id));
-- The worker looks for what is due, and what has lain in the trash for its time. It is nobody; the same process as the web's, it says so by a setting.
create policy remind on territory_meeting for select using (current_setting('territory.at_work', true) = 'on');
create policy plan_own on territory_meeting for insert with check (territory_runs_group(working_group_id) and trashed_at is null);
create policy change_own on territory_meeting for update
  using (territory_runs_group(working_group_id)) with check (territory_runs_group(working_group_id));
create policy delete_from_trash on territory_meeting for delete
  using (trashed_at < now() - territory_least_trash_time());

-- A decision is seen and written with its meeting.
alter table territory_decision enable row level security, force row level security;
create policy read_with_meeting on territory_decision for select
  using (exists (select from territory_meeting m where m.id = meeting_id));
create policy write_with_meeting on territory_decision for insert with check (exists (
  select from territory_meeting m where m.id = meeting_id and territory_runs_group(m.working_group_id)));
create policy change_with_meeting on territory_decision for update using (exists (
  select from territory_meeting m where m.id = meeting_id and territory_runs_group(m.working_group_id)));
create policy delete_from_trash on territory_decision for delete using (exists (
  select from territory_meeting m where m.id = meeting_id and m.trashed_at < now() - territory_least_trash_time()));

-- A reminder is nobody's deed.
create policy remind_of_decisions on territory_happening for insert
  with check (actor_id is null and what = 'decision_due' and kind = 'workinggroup');
