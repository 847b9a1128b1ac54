-- Days of construction phases that touch each area and hinder somebody, from the first day to the last, both included.
-- {constructionphase}: the table, or its rows as they were known at a moment (indicators/then.py).
with areas as (
  select k.key, c.boundary as shape
  from unnest(%(commune_keys)s::int[], %(commune_ids)s::bigint[]) k(key, id) join layers_commune c on c.id = k.id
  union all
  select k.key, p.footprint
  from unnest(%(park_keys)s::int[], %(park_ids)s::bigint[]) k(key, id) join layers_businesspark p on p.id = k.id
), touching as (
  select distinct a.key, f.id, greatest(f.starts_on, %(first)s::date) as begins,
    least(coalesce(f.ends_on, %(last)s::date), %(last)s::date) as ends
  from areas a join {constructionphase} f on f.footprint && a.shape and st_intersects(a.shape, f.footprint)
  where f.starts_on <= %(last)s::date and (f.ends_on is null or f.ends_on >= %(first)s::date)
    and (f.effect_car <> 'none' or f.effect_bus <> 'none' or f.effect_tram <> 'none'
      or f.effect_bicycle <> 'none' or f.effect_foot <> 'none')
)
select key, sum(ends - begins + 1) from touching group by key
