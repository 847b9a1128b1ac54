-- Files of meetings: hung and removed by the coordination. That a file hangs on a meeting may be known to the worker, which
-- keeps what hangs on something; what it is, the doors say to those who read the meeting.

alter table territory_meetingfile enable row level security, force row level security;
create policy read_all on territory_meetingfile for select using (true);
create policy hang_on_own on territory_meetingfile for insert with check (removed_at is null and exists (
  select from territory_meeting m where m.id = meeting_id and m.trashed_at is null and territory_runs_group(m.working_group_id)));
create policy change_on_own on territory_meetingfile for update using (exists (
  select from territory_meeting m where m.id = meeting_id and territory_runs_group(m.working_group_id)));
create policy delete_after_its_time on territory_meetingfile for delete using (
  removed_at < now() - territory_least_trash_time() or exists (
    select from territory_meeting m where m.id = meeting_id and m.trashed_at < now() - territory_least_trash_time()));
