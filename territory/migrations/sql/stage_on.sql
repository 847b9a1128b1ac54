-- The stage a thing was in on a day, as far as the given version of it knows; of no day or one not yet over, the stage
-- it is in. Null before the first day that is known. What nobody ever moved has always been where it is.
-- The one place where this is decided: lists, tiles, counts, files and figures all ask here.
create or replace function territory_stage_on(
  thing_kind text, thing_id bigint, thing_version integer, stage_now text, day date
) returns text
language sql stable as $$
  select case
    when day is null or day >= territory_today()
      or not exists (select from territory_stagemove where kind = thing_kind and object_id = thing_id) then stage_now
    else (
      select target from territory_stagemove
      where kind = thing_kind and object_id = thing_id and version <= thing_version
        and (moved_on is null or moved_on <= day)
      order by moved_on desc nulls last, version desc limit 1
    ) end
$$;
