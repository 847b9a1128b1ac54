-- Establishments at most so far from a place: how many, and their jobs together.
-- Inputs: place (EPSG:2169), radius_m (metres).
-- Cells of the tile grid (docs/decisions/0008-counted-tiles.md) that lie wholly within reach are taken as they are counted;
-- only in the cells on the edge is each establishment looked at, by the GiST index on its location.
-- Output: one row of establishments and jobs.
with grid(half_world_m, cell_m) as (
  values (20037508.342789244::float8, 2 * 20037508.342789244::float8 / 32768) -- zoom level 15
), asked as (
  select shape, radius_m, st_transform(st_envelope(st_expand(shape, radius_m)), 3857) as box
  from (select %(place)s::geometry as shape, %(radius_m)s::float8 as radius_m) given
), cells as materialized (
  -- Ten metres more on each side: an edge that is straight in one projection is bent by less in the other.
  select a.shape, a.radius_m, n.gx, n.gy, n.establishments, n.jobs,
    st_expand(st_transform(st_makeenvelope(n.gx * cell_m - half_world_m, half_world_m - (n.gy + 1) * cell_m,
      (n.gx + 1) * cell_m - half_world_m, half_world_m - n.gy * cell_m, 3857), 2169), 10) as frame
  from grid cross join asked a
  join territory_establishmentcell n
    on n.gx between floor((half_world_m + st_xmin(a.box)) / cell_m)::int - 1
      and floor((half_world_m + st_xmax(a.box)) / cell_m)::int + 1
    and n.gy between floor((half_world_m - st_ymax(a.box)) / cell_m)::int - 1
      and floor((half_world_m - st_ymin(a.box)) / cell_m)::int + 1
), judged as materialized (
  select *, st_maxdistance(shape, frame) <= radius_m as is_whole from cells where st_distance(shape, frame) <= radius_m
), found as (
  select establishments::bigint as number, jobs::bigint as jobs from judged where is_whole
  union all
  select count(*), coalesce(sum(e.jobs), 0)
  from grid, judged j
  join territory_establishment e on e.location && j.frame and st_distance(j.shape, e.location) <= j.radius_m
  cross join lateral st_transform(e.location, 3857) as point
  where not j.is_whole
    and j.gx = floor((half_world_m + st_x(point)) / cell_m)::int
    and j.gy = floor((half_world_m - st_y(point)) / cell_m)::int
)
select coalesce(sum(number), 0)::bigint, coalesce(sum(jobs), 0)::bigint from found
