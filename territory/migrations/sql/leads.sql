-- Leads: each side reads its own, the facilitator everything of their groups, the other side nothing until both said yes.

create or replace function territory_own_leads() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(lead_id), '{}') from territory_leadside where establishment_id = any (territory_own_establishments())
$$;

-- Leads of the acting person whose names are shown.
create or replace function territory_own_disclosed_leads() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(l.id), '{}') from territory_lead l
  where l.id = any (territory_own_leads()) and l.disclosed_at is not null
$$;

create or replace function territory_facilitated_leads() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from territory_lead where working_group_id = any (territory_facilitated_groups())
$$;

-- Entries of the other side, while both are interested and until it is dropped.
create or replace function territory_disclosed_entries() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.entry_id), '{}') from territory_leadside s join territory_lead l on l.id = s.lead_id
  where l.id = any (territory_own_leads()) and l.state in ('both-interested', 'talks', 'pilot', 'running')
$$;

create or replace function territory_both_agreed(lead bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) = 2 and bool_and(coalesce(answer, false)) from territory_leadside where lead_id = lead
$$;

-- The states each lead of a group has been in, oldest first, without naming any; only for who belongs to the group.
create or replace function territory_lead_histories(of_group bigint) returns table (states text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select array_agg(s.target::text order by s.id) from territory_lead l join territory_leadstep s on s.lead_id = l.id
  where l.working_group_id = of_group and (territory_is_administrator()
    or of_group = any (territory_facilitated_groups()) or of_group = any (territory_own_groups()))
  group by l.id order by 1
$$;

-- The same table as territory/matching/leads.py; a found lead goes on only by both answers.
create or replace function territory_check_lead() returns trigger
language plpgsql as $$
declare facilitates boolean;
begin
  if not row_security_active(tg_relid) then return new; end if;
  facilitates := territory_is_administrator() or old.working_group_id = any (territory_facilitated_groups());
  if to_jsonb(old) - array['state', 'version', 'disclosed_at', 'updated_at']
     <> to_jsonb(new) - array['state', 'version', 'disclosed_at', 'updated_at'] then
    raise insufficient_privilege using message = 'what a lead is about may not change';
  end if;
  if (old.state = 'found' and new.state = 'both-interested' and not territory_both_agreed(old.id))
     or (old.state = 'dropped' and new.state = 'found' and not facilitates)
     or (old.state <> new.state and (old.state, new.state) not in (
       ('found', 'both-interested'), ('both-interested', 'talks'), ('talks', 'pilot'), ('talks', 'running'), ('pilot', 'running'),
       ('found', 'dropped'), ('both-interested', 'dropped'), ('talks', 'dropped'), ('pilot', 'dropped'), ('running', 'dropped'),
       ('dropped', 'found')))
     or (new.disclosed_at is distinct from old.disclosed_at and (old.state, new.state) <> ('found', 'both-interested')) then
    raise insufficient_privilege using message = format('a lead may not go from %s to %s in this way', old.state, new.state);
  end if;
  return new;
end $$;

create or replace function territory_check_lead_side() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) or territory_is_administrator() then return new; end if;
  if to_jsonb(old) - array['answer', 'answered_at'] <> to_jsonb(new) - array['answer', 'answered_at']
     or (new.answer is not null and not (old.establishment_id = any (territory_own_establishments()))) then
    raise insufficient_privilege using message = 'a side may not be answered for by others';
  end if;
  return new;
end $$;

create trigger check_lead before update on territory_lead for each row execute function territory_check_lead();
create trigger check_lead_side before update on territory_leadside for each row execute function territory_check_lead_side();

alter table territory_matchingrun enable row level security;
create policy of_facilitator on territory_matchingrun for all using ((select territory_is_administrator())
  or working_group_id = any ((select territory_facilitated_groups())::bigint[]));

alter table territory_lead enable row level security;
create policy read_own on territory_lead for select using ((select territory_is_administrator())
  or working_group_id = any ((select territory_facilitated_groups())::bigint[])
  or id = any ((select territory_own_leads())::bigint[]));
create policy found_by_facilitator on territory_lead for insert with check (territory_is_administrator()
  or working_group_id = any (territory_facilitated_groups()));
create policy move_own on territory_lead for update using (territory_is_administrator()
  or working_group_id = any (territory_facilitated_groups()) or id = any (territory_own_leads()));
create policy administrators_delete on territory_lead for delete using (territory_is_administrator());

alter table territory_leadside enable row level security;
create policy read_own on territory_leadside for select using ((select territory_is_administrator())
  or lead_id = any ((select territory_facilitated_leads())::bigint[])
  or establishment_id = any ((select territory_own_establishments())::bigint[])
  or lead_id = any ((select territory_own_disclosed_leads())::bigint[]));
create policy found_by_facilitator on territory_leadside for insert with check (territory_is_administrator()
  or lead_id = any (territory_facilitated_leads()));
create policy answer_own on territory_leadside for update using (territory_is_administrator()
  or lead_id = any (territory_facilitated_leads()) or establishment_id = any (territory_own_establishments()));
create policy administrators_delete on territory_leadside for delete using (territory_is_administrator());

-- The words of a side are read by the other one only where names are shown.
alter table territory_leadstep enable row level security;
create policy read_own on territory_leadstep for select using ((select territory_is_administrator())
  or lead_id = any ((select territory_facilitated_leads())::bigint[])
  or lead_id = any ((select territory_own_disclosed_leads())::bigint[])
  or exists (select from territory_leadside s where s.lead_id = territory_leadstep.lead_id and s.direction = taken_by
    and s.establishment_id = any ((select territory_own_establishments())::bigint[])));
create policy note_own on territory_leadstep for insert with check (actor_id = territory_acting_user() and (
  territory_is_administrator() or lead_id = any (territory_facilitated_leads()) or lead_id = any (territory_own_leads())));
create policy administrators_delete on territory_leadstep for delete using (territory_is_administrator());
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, truncate on territory_leadstep from web;
  end if;
end $$;

-- As in needs_and_offers.sql, and what the other side of a lead stated, once both are interested.
drop policy read_what_is_for_me on territory_needoroffer;
create policy read_what_is_for_me on territory_needoroffer for select using ((select territory_is_administrator())
  or establishment_id = any ((select territory_own_establishments())::bigint[])
  or id = any ((select territory_disclosed_entries())::bigint[])
  or (withdrawn_at is null and (visibility = 'all'
    or establishment_id = any ((select territory_establishments_in(territory_facilitated_groups()))::bigint[])
    or (visibility = 'group' and establishment_id = any ((select territory_establishments_in(territory_own_groups()))::bigint[])))));
