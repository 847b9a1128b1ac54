-- Saved views belong to one person: nobody else reads or writes them, whatever their role.
-- The same answers as territory/saved_views/actions.py.
alter table territory_savedview enable row level security, force row level security;
create policy own_only on territory_savedview
  using (owner_id = territory_acting_user())
  with check (owner_id = territory_acting_user() and territory_is_active(owner_id));
