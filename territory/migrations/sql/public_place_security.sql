-- As the other land in no_table_open.sql. Not forced: imports run as the owner of the table.
alter table layers_publicplace enable row level security;
create policy read_all on layers_publicplace for select using (true);
create policy administrators_add on layers_publicplace for insert with check (territory_is_administrator());
create policy administrators_change on layers_publicplace for update using (territory_is_administrator());
create policy administrators_delete on layers_publicplace for delete using (territory_is_administrator());
