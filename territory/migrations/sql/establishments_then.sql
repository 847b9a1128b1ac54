-- Establishments as they were known at any moment, a million of them, by index: each event notes until when it held, and
-- what each transaction changed in the counts of a cell is kept.

-- Known until: the earliest moment of the events after it. Also noted anew where a moment is moved.
-- While many rows are written the planner still believes the table to be as small as it was, and would read it whole, or by
-- its primary key from one end to the other, for each of them: neither is left to it.
create function note_known_until() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  update territory_establishmentevent e set known_until = later.first
  from (
    select each.pgh_id, min(each.pgh_created_at) over (
      order by each.pgh_id + 0 rows between 1 following and unbounded following) as first
    from territory_establishmentevent each where each.pgh_obj_id = new.pgh_obj_id
  ) later
  where later.pgh_id = e.pgh_id and e.pgh_obj_id = new.pgh_obj_id and e.known_until is distinct from later.first;
  return null;
end $$;
-- What is inserted has no event before it: an import of a million does not wait for this.
create trigger known_until_next after insert on territory_establishmentevent
  for each row when (new.pgh_label <> 'insert') execute function note_known_until();
create trigger known_until_moved after update of pgh_created_at on territory_establishmentevent
  for each row execute function note_known_until();

-- What was stored past the triggers is known as long as anything is.
insert into territory_establishmentevent (pgh_created_at, pgh_label, pgh_obj_id, id, company_id, name, address, location,
  nace_section, nace_code, nace_revision, jobs, jobs_on, is_invented)
select (select coalesce(min(pgh_created_at), now()) from territory_establishmentevent), 'insert', id, id, company_id, name,
  address, location, nace_section, nace_code, nace_revision, jobs, jobs_on, is_invented
from territory_establishment t
where not exists (select from territory_establishmentevent e where e.pgh_obj_id = t.id);

update territory_establishmentevent e set known_until = later.first
from (
  select pgh_id, min(pgh_created_at) over (
    partition by pgh_obj_id order by pgh_id rows between 1 following and unbounded following) as first
  from territory_establishmentevent
) later
where later.pgh_id = e.pgh_id and later.first is not null;

-- What is called otherwise today is found by its name of then, too; what is called as it was, by today's index.
create index establishment_once_called on territory_establishmentevent
  using gin (search_text(name) gin_trgm_ops) where known_until is not null;

-- As stated_jobs_in_cells.sql; what is added to a cell is also noted with the moment, as the history dates its events.
create or replace function follow_establishments() returns trigger language plpgsql as $body$
declare
  half_world_m constant float8 := 20037508.342789244;
  cell_m constant float8 := 2 * half_world_m / 32768;  -- zoom level 15
  changed constant text := case tg_op
    when 'INSERT' then 'select location, jobs, 1 as sign from new_rows'
    when 'DELETE' then 'select location, jobs, -1 as sign from old_rows'
    else 'select location, jobs, 1 as sign from new_rows union all select location, jobs, -1 from old_rows'
  end;
begin
  execute format($sql$
    with placed as (
      select ST_Transform(location, 3857) as point, jobs, sign from (%s) as changed
    ), summed as materialized (
      select floor(($1 + ST_X(point)) / $2)::int as gx, floor(($1 - ST_Y(point)) / $2)::int as gy,
        sum(sign)::int as establishments, coalesce(sum(sign) filter (where jobs is not null), 0)::int as stating,
        coalesce(sum(sign * jobs), 0)::bigint as jobs,
        sum(sign * round(ST_X(point))::bigint)::bigint as sum_x_m,
        sum(sign * round(ST_Y(point))::bigint)::bigint as sum_y_m
      from placed group by 1, 2
    ), added as materialized (
      select * from summed where (establishments, stating, jobs, sum_x_m, sum_y_m) is distinct from (0, 0, 0, 0, 0)
    ), noted as (
      insert into territory_establishmentcellchange as noted
        (changed_at, gx, gy, establishments, stating, jobs, sum_x_m, sum_y_m)
      select now(), * from added
      on conflict (changed_at, gx, gy) do update set
        establishments = noted.establishments + excluded.establishments,
        stating = noted.stating + excluded.stating,
        jobs = noted.jobs + excluded.jobs,
        sum_x_m = noted.sum_x_m + excluded.sum_x_m,
        sum_y_m = noted.sum_y_m + excluded.sum_y_m
    )
    insert into territory_establishmentcell as cell (gx, gy, establishments, stating, jobs, sum_x_m, sum_y_m)
    select * from added order by gx, gy
    on conflict (gx, gy) do update set
      establishments = cell.establishments + excluded.establishments,
      stating = cell.stating + excluded.stating,
      jobs = cell.jobs + excluded.jobs,
      sum_x_m = cell.sum_x_m + excluded.sum_x_m,
      sum_y_m = cell.sum_y_m + excluded.sum_y_m
    $sql$, changed) using half_world_m, cell_m;
  if tg_op <> 'INSERT' then
    delete from territory_establishmentcell where establishments = 0;
  end if;
  return null;
end $body$;

create or replace function forget_establishment_cells() returns trigger language plpgsql as $$
begin
  delete from territory_establishmentcell;
  delete from territory_establishmentcellchange;
  return null;
end $$;

-- The changes as the history tells them: where it was there before them, or was written or dated by hand.
create function recount_cell_changes() returns void language sql as $$
  delete from territory_establishmentcellchange;
  with happened as (
    select pgh_created_at as changed_at, 1 as sign, location, jobs from territory_establishmentevent
    where pgh_label <> 'delete' and (known_until is null or known_until > pgh_created_at)
    union all
    select known_until, -1, location, jobs from territory_establishmentevent
    where pgh_label <> 'delete' and known_until > pgh_created_at
  ), placed as (
    select changed_at, sign, jobs, ST_Transform(location, 3857) as point from happened
  )
  insert into territory_establishmentcellchange
    (changed_at, gx, gy, establishments, stating, jobs, sum_x_m, sum_y_m)
  select changed_at, floor((20037508.342789244 + ST_X(point)) / (2 * 20037508.342789244 / 32768))::int,
    floor((20037508.342789244 - ST_Y(point)) / (2 * 20037508.342789244 / 32768))::int,
    sum(sign), coalesce(sum(sign) filter (where jobs is not null), 0), coalesce(sum(sign * jobs), 0),
    sum(sign * round(ST_X(point))::bigint), sum(sign * round(ST_Y(point))::bigint)
  from placed group by 1, 2, 3;
$$;
select recount_cell_changes();

alter table territory_establishmentcellchange enable row level security;
create policy read_all on territory_establishmentcellchange for select using (true);
create policy added_by_trigger on territory_establishmentcellchange for insert with check (pg_trigger_depth() > 0);
create policy changed_by_trigger on territory_establishmentcellchange for update using (pg_trigger_depth() > 0);
create policy removed_by_trigger on territory_establishmentcellchange for delete using (pg_trigger_depth() > 0);
