-- Comments: said in one's own name, shown and hidden by the owner, the communes and the moderators, deleted by who wrote them.

-- What a comment is about; no row for what is gone.
create or replace function territory_commented(of_kind text, number bigint)
returns table (owner_id bigint, location geometry, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.owner_id, t.location, t.state::text from territory_localinitiative t
    where of_kind = 'localinitiative' and t.id = number and t.trashed_at is null
  union all select t.owner_id, t.location, t.state::text from territory_cooperationproject t
    where of_kind = 'cooperationproject' and t.id = number and t.trashed_at is null
  union all select t.owner_id, t.location, t.state::text from territory_pooledservice t
    where of_kind = 'pooledservice' and t.id = number and t.trashed_at is null
$$;

-- Whether the acting person looks at comments there: writes for the owner, for a commune it lies in, or moderates.
create or replace function territory_may_moderate_comments(of_kind text, number bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from territory_commented(of_kind, number) t
    where territory_may_write(of_kind, t.owner_id) or territory_may_moderate(t.location)
      or exists (select from layers_commune c where c.boundary && t.location and st_intersects(c.boundary, t.location)
        and territory_answers_for(c.id)))
$$;

-- Whether the acting person belongs today to the owner or to a partner: their words need nobody to look at them first.
create or replace function territory_speaks_for(of_kind text, number bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())
      and (m.organisation_id in (select owner_id from territory_commented(of_kind, number))
        or m.organisation_id in (
          select organisation_id from territory_localinitiative_partners p
            where of_kind = 'localinitiative' and p.localinitiative_id = number
          union all select organisation_id from territory_cooperationproject_partners p
            where of_kind = 'cooperationproject' and p.cooperationproject_id = number
          union all select organisation_id from territory_pooledservice_partners p
            where of_kind = 'pooledservice' and p.pooledservice_id = number)))
$$;

create or replace function territory_check_comment() returns trigger
language plpgsql as $$
declare
  decided constant text[] := array['state', 'reason', 'decided_at', 'decided_by_id'];
begin
  if not row_security_active(tg_relid) then return new; end if;
  if old.author_id = territory_acting_user() and new.trashed_at is not null
     and to_jsonb(old) - 'trashed_at'::text = to_jsonb(new) - 'trashed_at'::text then
    return new;
  end if;
  if not territory_may_moderate_comments(old.kind, old.object_id)
     or new.decided_by_id is distinct from territory_acting_user()
     or to_jsonb(old) - decided <> to_jsonb(new) - decided
     or not exists (select from (values ('waiting', 'shown'), ('waiting', 'hidden'), ('shown', 'shown'), ('shown', 'hidden'),
       ('hidden', 'shown')) steps (from_state, to_state) where from_state = old.state and to_state = new.state) then
    raise insufficient_privilege using message = 'the acting person may not change this comment so';
  end if;
  return new;
end $$;

create trigger check_comment before update on territory_comment for each row execute function territory_check_comment();

alter table territory_comment enable row level security, force row level security;
alter table territory_commentreport enable row level security, force row level security;
create policy read_all on territory_comment for select using (true);
create policy read_all on territory_commentreport for select using (true);
create policy say_own on territory_comment for insert with check (
  author_id = territory_acting_user() and reason = '' and decided_at is null and decided_by_id is null and trashed_at is null
  and exists (select from territory_user u where u.id = author_id and u.is_active)
  and exists (select from territory_commented(kind, object_id) t where t.state = 'published')
  and (state = 'waiting' or (state = 'shown'
    and (territory_speaks_for(kind, object_id) or territory_may_moderate_comments(kind, object_id)))));
create policy change_own on territory_comment for update
  using (author_id = territory_acting_user() or territory_may_moderate_comments(kind, object_id));
create policy report_own on territory_commentreport for insert with check (reporter_id = territory_acting_user()
  and exists (select from territory_comment c where c.id = comment_id and c.state = 'shown' and c.trashed_at is null));
-- At night, by nobody: what has lain in the trash for its time.
create policy delete_from_trash on territory_comment for delete using (trashed_at < now() - territory_least_trash_time());
create policy delete_from_trash on territory_commentreport for delete using (exists (
  select from territory_comment c where c.id = comment_id and c.trashed_at < now() - territory_least_trash_time()));
