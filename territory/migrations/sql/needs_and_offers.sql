-- Needs and offers are confidential: who may not read a row does not get it, whatever the statement.
-- Unlike what is placed, this is guarded for reading too: there is no geometry here whose index a policy could switch off.
-- Not forced: the owner of the tables counts for the totals below; the processes of the service are another role.

-- Organisations in which the acting person holds one of the roles today; any role where none is named.
create or replace function territory_organisations_of_acting(wanted text[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organisation_id from territory_membership m join territory_user u on u.id = m.user_id
  where m.user_id = territory_acting_user() and u.is_active and (wanted is null or m.role = any(wanted))
    and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())
$$;

-- The places of work of the companies the acting person writes for.
create or replace function territory_own_establishments() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(e.id), '{}') from territory_establishment e join territory_company c on c.id = e.company_id
  where c.organisation_id in (select territory_organisations_of_acting(array['company_member']))
$$;

create or replace function territory_facilitated_groups() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(g.id), '{}') from territory_workinggroup g
  where g.coordinator_id in (select territory_organisations_of_acting(array['working_group_coordinator']))
$$;

create or replace function territory_own_groups() returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct m.working_group_id), '{}') from territory_workinggroupmember m
  where m.organisation_id in (select territory_organisations_of_acting(null))
     or m.establishment_id = any (territory_own_establishments())
$$;

create or replace function territory_establishments_in(groups bigint[]) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct establishment_id), '{}') from territory_workinggroupmember
  where working_group_id = any (groups) and establishment_id is not null
$$;

-- Each set stands in a sub-select, so that a query works it out once and not for each row.
do $$
declare
  own constant text := '((select territory_is_administrator())'
    ' or establishment_id = any ((select territory_own_establishments())::bigint[]))';
  read constant text := own || ' or (withdrawn_at is null and (visibility = ''all'''
    ' or establishment_id = any ((select territory_establishments_in(territory_facilitated_groups()))::bigint[])'
    ' or (visibility = ''group'''
    '     and establishment_id = any ((select territory_establishments_in(territory_own_groups()))::bigint[]))))';
begin
  alter table territory_needoroffer enable row level security;
  execute 'create policy read_what_is_for_me on territory_needoroffer for select using (' || read || ')';
  execute 'create policy state_own on territory_needoroffer for insert with check (' || own || ')';
  execute 'create policy change_own on territory_needoroffer for update using (' || own || ') with check (' || own || ')';
  create policy administrators_delete on territory_needoroffer for delete using (territory_is_administrator());
  -- An earlier version is read by whom it was for then, as far as the entry is for them today.
  alter table territory_needorofferevent enable row level security;
  execute 'create policy read_what_is_for_me on territory_needorofferevent for select using ((' || read || ')'
    ' and ((select territory_is_administrator()) or exists (select from territory_needoroffer n where n.id = pgh_obj_id)))';
  create policy add on territory_needorofferevent for insert with check (true);
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, delete, truncate on territory_needorofferevent from web;
  end if;
end $$;

-- The greatest of 1, 2, 5, 10, 20, 50 … that is not above an amount.
create or replace function territory_step_below(amount double precision) returns double precision
language sql immutable as $$
  select case when amount is null or amount <= 0 then null else
    power(10, floor(log(amount)))::double precision
      * case when amount / power(10, floor(log(amount))) >= 5 then 5
             when amount / power(10, floor(log(amount))) >= 2 then 2 else 1 end end
$$;

-- What the establishments of one working group, or of one park, need and offer together: by shared service, kind of
-- energy, chapter of the List of Waste. Only what establishments of at least five companies state, counted in fives,
-- quantities (t or MWh a year) in coarse steps and only where no company has more than half: so the difference between
-- two totals, of two areas or of two days, tells nothing about one of them. No other area and no filter is taken.
create or replace function territory_totals_of_needs(of_group bigint, of_park bigint)
returns table (direction text, subject text, establishments integer, per_year_at_least double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  with stated as (
    select n.direction, n.establishment_id, e.company_id, n.per_year,
      case when n.service <> '' then n.service
           when n.material in ('heat', 'cooling', 'electricity') then n.material else left(n.material, 2) end as subject
    from territory_needoroffer n join territory_establishment e on e.id = n.establishment_id
    where n.withdrawn_at is null and (
      n.establishment_id in (select m.establishment_id from territory_workinggroupmember m where m.working_group_id = of_group)
      or exists (select from layers_businesspark p where p.id = of_park and st_covers(p.footprint, e.location)))
  ), by_company as (
    select s.direction, s.subject, s.company_id, count(distinct s.establishment_id) as places, sum(s.per_year) as per_year
    from stated s group by s.direction, s.subject, s.company_id
  )
  select b.direction::text, b.subject::text, (floor(count(*) / 5.0) * 5)::integer,
    case when max(b.per_year) <= sum(b.per_year) / 2 then territory_step_below(sum(b.per_year)) end
  from by_company b group by b.direction, b.subject having count(*) >= 5 order by 1, 2
$$;
