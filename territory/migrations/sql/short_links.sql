-- Links are permanent: the application adds them, and neither changes nor removes one.
do $$
begin
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, delete, truncate on territory_shortlink from web;
  end if;
end $$;
