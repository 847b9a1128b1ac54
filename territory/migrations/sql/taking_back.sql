-- Its writers too take what is public back for changes, as they archive it: territory/contributions/workflow.py.
create or replace function territory_may_step(kind text, organisation bigint, place geometry, source text, target text) returns boolean
language sql stable as $$
  select coalesce((
    select case party
      when 'writer' then territory_may_write(kind, organisation)
      when 'moderator' then territory_may_moderate(place)
      else territory_may_write(kind, organisation) or territory_may_moderate(place) end
    from (values
      ('draft', 'submitted', 'writer'), ('submitted', 'draft', 'writer'),
      ('submitted', 'published', 'moderator'), ('submitted', 'changes_requested', 'moderator'),
      ('changes_requested', 'submitted', 'writer'), ('published', 'changes_requested', 'either'),
      ('published', 'archived', 'either'), ('archived', 'published', 'moderator')
    ) steps (from_state, to_state, party)
    where from_state = source and to_state = target), false)
$$;
