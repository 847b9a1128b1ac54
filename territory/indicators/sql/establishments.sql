-- Establishments in each area: how many, how many of them state their jobs, and these jobs together.
with areas as (
  select k.key, c.boundary as shape
  from unnest(%(commune_keys)s::int[], %(commune_ids)s::bigint[]) k(key, id) join layers_commune c on c.id = k.id
  union all
  select k.key, p.footprint
  from unnest(%(park_keys)s::int[], %(park_ids)s::bigint[]) k(key, id) join layers_businesspark p on p.id = k.id
), inside as (
  -- On the border of two communes of a region, once.
  select distinct a.key, e.id, e.jobs
  from areas a join territory_establishment e on e.location && a.shape and st_covers(a.shape, e.location)
)
select key, count(*), count(jobs), coalesce(sum(jobs), 0) from inside group by key
