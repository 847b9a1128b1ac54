-- Establishments in each area: how many, how many of them state their jobs, and these jobs together.
-- {establishment} and {establishmentcell}: the tables, or their rows as they were known at a moment (indicators/then.py).
-- Cells of the tile grid (docs/decisions/0008-counted-tiles.md) that lie wholly inside an area are taken as they are
-- counted; only in the cells on its edge is each establishment looked at. So a region costs as much as its border.
with grid(half_world_m, cell_m) as (
  values (20037508.342789244::float8, 2 * 20037508.342789244::float8 / 32768) -- zoom level 15
), shapes as (
  select k.key, c.boundary as shape
  from unnest(%(commune_keys)s::int[], %(commune_ids)s::bigint[]) k(key, id) join layers_commune c on c.id = k.id
  union all
  select k.key, p.footprint
  from unnest(%(park_keys)s::int[], %(park_ids)s::bigint[]) k(key, id) join layers_businesspark p on p.id = k.id
), areas as materialized (
  -- On the border of two communes of a region, once.
  select key, st_union(shape) as shape from shapes group by key
), spans as (
  select key, shape,
    floor((half_world_m + st_xmin(box)) / cell_m)::int - 1 as west, floor((half_world_m + st_xmax(box)) / cell_m)::int + 1 as east,
    floor((half_world_m - st_ymax(box)) / cell_m)::int - 1 as north, floor((half_world_m - st_ymin(box)) / cell_m)::int + 1 as south
  from grid, (select key, shape, st_transform(st_envelope(shape), 3857) as box from areas) boxed
), cells as materialized (
  -- Ten metres more on each side: an edge that is straight in one projection is bent by less in the other.
  select s.key, s.shape, n.gx, n.gy, n.establishments, n.stating, n.jobs,
    st_expand(st_transform(st_makeenvelope(n.gx * cell_m - half_world_m, half_world_m - (n.gy + 1) * cell_m,
      (n.gx + 1) * cell_m - half_world_m, half_world_m - n.gy * cell_m, 3857), 2169), 10) as frame
  from grid, spans s
  join {establishmentcell} n on n.gx between s.west and s.east and n.gy between s.north and s.south
), judged as materialized (
  select *, st_covers(shape, frame) as is_whole from cells where shape && frame and st_intersects(shape, frame)
), found as (
  select key, establishments::bigint as number, stating::bigint as stating, jobs from judged where is_whole
  union all
  select j.key, count(*), count(e.jobs), coalesce(sum(e.jobs), 0)
  -- Cells of then are those of today and what is taken back from them, several rows each.
  from grid, (select distinct on (key, gx, gy) * from judged where not is_whole) j
  join {establishment} e on e.location && j.frame and st_covers(j.shape, e.location)
  cross join lateral st_transform(e.location, 3857) as point
  where j.gx = floor((half_world_m + st_x(point)) / cell_m)::int
    and j.gy = floor((half_world_m - st_y(point)) / cell_m)::int
  group by j.key
)
select key, sum(number)::bigint, sum(stating)::bigint, sum(jobs)::bigint from found group by key
