-- Enquiries: who facilitates reads all of the group's, an establishment what it was asked, a member the own wishes.

alter table territory_enquiry enable row level security;
create policy read_own on territory_enquiry for select using ((select territory_is_administrator())
  or working_group_id = any ((select territory_facilitated_groups())::bigint[])
  or (sent_at is not null and establishment_id = any ((select territory_own_establishments())::bigint[]))
  or (sent_at is null and started_by_id = territory_acting_user()));
create policy begin_own on territory_enquiry for insert with check (started_by_id = territory_acting_user()
  and answer is null and (territory_is_administrator() or working_group_id = any (territory_facilitated_groups())
    or (sent_at is null and working_group_id = any (territory_own_groups()))));
create policy move_own on territory_enquiry for update using (territory_is_administrator()
  or working_group_id = any (territory_facilitated_groups())
  or (sent_at is not null and establishment_id = any (territory_own_establishments()))
  -- So that one's own wish can be locked before it is forgotten; the trigger lets nothing of it change.
  or (sent_at is null and started_by_id = territory_acting_user()));
create policy forget_wish on territory_enquiry for delete using (territory_is_administrator()
  or (sent_at is null and (started_by_id = territory_acting_user()
    or working_group_id = any (territory_facilitated_groups()))));

-- The establishment answers, nobody for it; who facilitates withdraws, until it is answered. Nothing else changes.
create or replace function territory_check_enquiry() returns trigger
language plpgsql as $$
declare
  answered constant text[] := array['answer', 'answered_at', 'entry_id'];
  facilitates boolean;
begin
  if not row_security_active(tg_relid) then return new; end if;
  facilitates := territory_is_administrator() or old.working_group_id = any (territory_facilitated_groups());
  if to_jsonb(old) - answered - 'withdrawn_at' <> to_jsonb(new) - answered - 'withdrawn_at'
     or ((old.answer, old.answered_at) is distinct from (new.answer, new.answered_at)
       and (old.withdrawn_at is not null or not old.establishment_id = any (territory_own_establishments())))
     or (old.withdrawn_at is distinct from new.withdrawn_at
       and (not facilitates or old.withdrawn_at is not null or old.answer is not null)) then
    raise insufficient_privilege using message = 'an enquiry may not be changed in this way';
  end if;
  return new;
end $$;

create trigger check_enquiry before update on territory_enquiry for each row execute function territory_check_enquiry();
