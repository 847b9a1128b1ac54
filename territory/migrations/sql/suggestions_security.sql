-- What visitors suggest: written and confirmed with the key of the mail, read and decided by the commune's own people.

-- Hexadecimal SHA-256 of the key the transaction was shown; of nothing where it was shown none, which fits no row.
create or replace function territory_suggestion_digest() returns text
language sql stable as $$
  select encode(sha256(convert_to(coalesce(current_setting('territory.suggestion_key', true), ''), 'UTF8')), 'hex')
$$;

-- Whether the acting person writes today for an organisation that answers for the commune; administrators always.
create or replace function territory_answers_for(commune bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_membership m
    join territory_user u on u.id = m.user_id
    join territory_mandate d on d.organisation_id = m.organisation_id
    where m.user_id = territory_acting_user() and u.is_active and m.role = 'commune_editor' and d.commune_id = commune
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today())
      and d.valid_from <= territory_today() and (d.valid_until is null or d.valid_until > territory_today()))
$$;

create or replace function territory_check_suggestion() returns trigger
language plpgsql as $$
declare
  decided constant text[] := array['state', 'answer', 'decided_at', 'decided_by_id', 'initiative_id'];
begin
  if not row_security_active(tg_relid) then return new; end if;
  if old.state = 'unconfirmed' then
    if new.state <> 'new' or to_jsonb(old) - array['state', 'confirmed_at'] <> to_jsonb(new) - array['state', 'confirmed_at'] then
      raise insufficient_privilege using message = 'a suggestion may only be confirmed, not changed';
    end if;
    return new;
  end if;
  if not territory_answers_for(old.commune_id) or to_jsonb(old) - decided <> to_jsonb(new) - decided
     or new.decided_by_id is distinct from territory_acting_user()
     or not exists (select from (values ('new', 'accepted'), ('new', 'answered'), ('new', 'refused'), ('accepted', 'answered'))
       steps (from_state, to_state) where from_state = old.state and to_state = new.state) then
    raise insufficient_privilege using message = 'the acting person may not decide so on this suggestion';
  end if;
  return new;
end $$;

create trigger check_suggestion before update on territory_suggestion for each row execute function territory_check_suggestion();

-- Not forced: the nightly deletion of addresses below runs as the owner of the table.
alter table territory_suggestion enable row level security;
-- Reading too: the address is nobody's business but the commune's.
create policy read_own on territory_suggestion for select
  using (key_digest = territory_suggestion_digest() or (state <> 'unconfirmed' and territory_answers_for(commune_id)));
create policy suggest_with_key on territory_suggestion for insert
  with check (key_digest = territory_suggestion_digest() and state = 'unconfirmed' and answer = '' and confirmed_at is null
    and decided_at is null and decided_by_id is null and initiative_id is null and not is_invented
    and st_covers((select boundary from layers_commune c where c.id = commune_id), location));
create policy confirm_with_key on territory_suggestion for update
  using (key_digest = territory_suggestion_digest() and state = 'unconfirmed' and expires_at > now())
  with check (state = 'new');
create policy decide_own on territory_suggestion for update
  using (state <> 'unconfirmed' and territory_answers_for(commune_id)) with check (territory_answers_for(commune_id));

-- The record of what happened, as before, and that a visitor's suggestion was confirmed: nobody's deed who has an account.
drop policy record_own on territory_happening;
create policy record_own on territory_happening for insert with check (
  (actor_id is null and what = 'starts_soon' and kind = 'constructionphase')
  or (actor_id is null and what = 'suggested' and kind = 'suggestion' and exists (
    select from territory_suggestion s where s.id = object_id and s.key_digest = territory_suggestion_digest() and s.state = 'new'))
  or actor_id = territory_acting_user());

-- Forgets visitors: unconfirmed suggestions whose link is too old, and the addresses, with the mails to them, of those
-- decided so many days ago, or a year after they came. Says how many of each. Needs no acting person, so it can do nothing else.
create or replace function territory_forget_visitors(days integer, out unconfirmed bigint, out addresses bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if days < 1 then raise insufficient_privilege using message = 'addresses may be forgotten a day after the decision, not earlier'; end if;
  with gone as (delete from territory_suggestion where state = 'unconfirmed' and expires_at < now() - interval '1 day' returning id),
  mails as (delete from territory_outgoingmail m using gone where m.reader_id is null and m.key = format('suggestion %s confirm', gone.id))
  select count(*) from gone into unconfirmed;
  with due as (
    select id from territory_suggestion where email <> ''
      and (decided_at < now() - make_interval(days => days) or confirmed_at < now() - interval '1 year') for update
  ), forgotten as (
    update territory_suggestion s set email = '' from due where s.id = due.id returning s.id
  ), mails as (
    delete from territory_outgoingmail m using due
    where m.reader_id is null and (m.key = format('suggestion %s confirm', due.id) or m.key like format('suggestion %s decided %%', due.id))
  )
  select count(*) from forgotten into addresses;
end $$;
