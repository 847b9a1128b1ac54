-- The record of what happened: written by who acts, about their own deed; never changed, never taken back.

alter table territory_happening enable row level security, force row level security;
create policy read_all on territory_happening for select using (true);
-- Works that begin soon are nobody's deed; everything else has an author, and it is the acting person.
create policy record_own on territory_happening for insert with check (
  (actor_id is null and what = 'starts_soon' and kind = 'constructionphase')
  or actor_id = territory_acting_user());
