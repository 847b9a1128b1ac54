-- As in leads.sql; and each side answers once, while the lead is only found, administrators too: nobody speaks for a side
-- that is not theirs. Who drops a found lead says no with it; whoever facilitates empties the answers to take it up again.

-- Whether the acting person has just dropped the lead while it was only found: in this transaction.
create or replace function territory_dropped_just_now(lead bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from territory_leadstep s where s.lead_id = lead and s.source = 'found' and s.target = 'dropped'
    and s.actor_id = territory_acting_user() and s.happened_at >= now())
$$;

create or replace function territory_check_lead_side() returns trigger
language plpgsql as $$
declare
  lead territory_lead;
  is_own boolean;
begin
  if not row_security_active(tg_relid) then return new; end if;
  select * into lead from territory_lead where id = old.lead_id;
  is_own := old.establishment_id = any (territory_own_establishments());
  if to_jsonb(old) - array['answer', 'answered_at'] <> to_jsonb(new) - array['answer', 'answered_at']
     or (new.answer is null and (new.answered_at is not null or (old.answer is not null and (lead.state <> 'dropped'
       or not (territory_is_administrator() or lead.working_group_id = any (territory_facilitated_groups()))))))
     or (new.answer is not null and not (is_own and ((lead.state = 'found' and old.answer is null)
       or (not new.answer and territory_dropped_just_now(old.lead_id))))) then
    raise insufficient_privilege using message = 'a side may not be answered for by others, nor twice';
  end if;
  return new;
end $$;
