-- How many published things touch each area, by kind, theme and stage (of the day, where one is given). A thing counts once in each area it touches,
-- and once in an area that is made of several shapes: a region of its communes.
-- {localinitiative} and the like: the table, or its rows as they were known at a moment (indicators/then.py).
with areas as (
  select k.key, c.boundary as shape
  from unnest(%(commune_keys)s::int[], %(commune_ids)s::bigint[]) k(key, id) join layers_commune c on c.id = k.id
  union all
  select k.key, p.footprint
  from unnest(%(park_keys)s::int[], %(park_ids)s::bigint[]) k(key, id) join layers_businesspark p on p.id = k.id
), things as (
  select 'localinitiative' as kind, id, version, theme_id, stage, starts_on, ends_on, location
    from {localinitiative} thing where state = 'published' and trashed_at is null
  union all
  select 'cooperationproject', id, version, theme_id, stage, starts_on, ends_on, location
    from {cooperationproject} thing where state = 'published' and trashed_at is null
  union all
  select 'pooledservice', id, version, theme_id, stage, starts_on, ends_on, location
    from {pooledservice} thing where state = 'published' and trashed_at is null
)
select a.key, t.kind, t.theme_id, territory_stage_on(t.kind, t.id, t.version, t.stage, %(day)s::date),
  count(distinct t.id)
from areas a join things t on t.location && a.shape and st_intersects(a.shape, t.location)
where %(day)s::date is null
  or ((t.starts_on is null or t.starts_on <= %(day)s::date) and (t.ends_on is null or t.ends_on >= %(day)s::date))
group by 1, 2, 3, 4
