-- Who belongs where, and which land an organisation answers for: the root of all rights, so the database guards it too.

-- Whether the acting person looks after the members of the organisation today; administrators of the service do for all.
create or replace function territory_looks_after(organisation bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_membership m join territory_user u on u.id = m.user_id
    where m.user_id = territory_acting_user() and u.is_active and m.organisation_id = organisation and m.is_administrator
      and m.valid_from <= territory_today() and (m.valid_until is null or m.valid_until > territory_today()))
$$;

-- Whether an organisation of its kind can give the role; the same table as territory/organisations/rules.py.
create or replace function territory_role_fits(organisation bigint, wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select territory_is_administrator() or exists (
    select from territory_organisation o join (values
      ('authority', 'commune_editor'),
      ('syndicate', 'commune_editor'), ('syndicate', 'park_manager'), ('syndicate', 'regional_moderator'),
      ('network', 'working_group_coordinator'), ('network', 'regional_moderator'),
      ('company', 'company_member'), ('company', 'park_manager'),
      ('association', 'company_member'), ('association', 'working_group_coordinator')
    ) fitting (of_kind, role) on fitting.of_kind = o.kind
    where o.id = organisation and fitting.role = wanted)
$$;

-- Whether an open invitation, whose key the transaction knows, offers the acting person exactly this membership.
create or replace function territory_is_invited(organisation bigint, person bigint, wanted text, looks_after boolean, until date)
returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from territory_invitation i join territory_user u on lower(u.email) = i.email
    where i.key_digest = encode(sha256(convert_to(coalesce(current_setting('territory.invitation_key', true), ''), 'UTF8')), 'hex')
      and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
      and u.id = person and person = territory_acting_user() and u.is_active
      and i.organisation_id = organisation and i.role = wanted
      and i.is_administrator = looks_after and i.member_until is not distinct from until)
$$;

create or replace function territory_check_membership() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) or territory_is_administrator() then return new; end if;
  if new.organisation_id <> old.organisation_id or new.user_id <> old.user_id or new.valid_from <> old.valid_from then
    raise insufficient_privilege using message = 'a membership may not become another person''s or organisation''s';
  end if;
  if new.role <> old.role and not territory_role_fits(new.organisation_id, new.role) then
    raise insufficient_privilege using message = 'a member may not have a role that does not fit the organisation';
  end if;
  -- One's own membership may be ended, nothing else.
  if not territory_looks_after(old.organisation_id) and (
    new.role <> old.role or new.is_administrator <> old.is_administrator
    or new.valid_until is null or (old.valid_until is not null and new.valid_until > old.valid_until)) then
    raise insufficient_privilege using message = 'the acting person may not change this membership';
  end if;
  return new;
end $$;

create or replace function territory_check_invitation() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) or territory_is_administrator() then return new; end if;
  if row(new.organisation_id, new.email, new.role, new.is_administrator, new.member_until)
     is distinct from row(old.organisation_id, old.email, old.role, old.is_administrator, old.member_until)
     and not (old.accepted_by_id = territory_acting_user() and new.email = '') then
    raise insufficient_privilege using message = 'what an invitation offers may not change';
  end if;
  return new;
end $$;

-- Flags on people open everything: they are given by administrators, or to the very first one.
create or replace function territory_check_person() returns trigger
language plpgsql as $$
begin
  if not row_security_active(tg_relid) then return new; end if;
  if (new.is_superuser and (tg_op = 'INSERT' or not old.is_superuser))
     or (new.is_staff and (tg_op = 'INSERT' or not old.is_staff))
     or (tg_op = 'UPDATE' and new.is_active and not old.is_active) then
    if not territory_is_administrator() then
      raise insufficient_privilege using message = 'who is no administrator may not give the rights of one';
    end if;
  end if;
  return new;
end $$;

create trigger check_membership before update on territory_membership for each row execute function territory_check_membership();
create trigger check_invitation before update on territory_invitation for each row execute function territory_check_invitation();
create trigger check_person before insert or update on territory_user for each row execute function territory_check_person();

-- Not forced: whoever owns the tables makes the first administrator and the accounts of the demonstration.
alter table territory_user enable row level security;
create policy everyone on territory_user using (true) with check (true);

do $$
declare name text;
begin
  foreach name in array array['territory_organisation', 'territory_mandate', 'territory_membership', 'territory_invitation'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy read_all on %I for select using (true)', name);
  end loop;
  foreach name in array array['territory_organisation', 'territory_mandate'] loop
    execute format('create policy administrators_write on %I for all using (territory_is_administrator())', name);
  end loop;
end $$;

-- Nobody is put into an organisation without having said yes: memberships begin with an invitation.
create policy join_invited on territory_membership for insert with check (territory_is_administrator()
  or territory_is_invited(organisation_id, user_id, role, is_administrator, valid_until));
create policy change_looked_after on territory_membership for update
  using (territory_looks_after(organisation_id) or user_id = territory_acting_user());
create policy end_looked_after on territory_membership for delete
  using (territory_looks_after(organisation_id) or user_id = territory_acting_user());

create policy invite_looked_after on territory_invitation for insert
  with check (territory_looks_after(organisation_id) and territory_role_fits(organisation_id, role) and accepted_at is null);
create policy change_looked_after on territory_invitation for update using (territory_looks_after(organisation_id));
-- Whoever has the key accepts, in their own name only.
create policy accept_with_key on territory_invitation for update
  using (accepted_at is null and withdrawn_at is null and expires_at > now()
    and key_digest = encode(sha256(convert_to(coalesce(current_setting('territory.invitation_key', true), ''), 'UTF8')), 'hex'))
  with check (accepted_by_id = territory_acting_user());
-- Whoever leaves takes their address along.
create policy forget_own on territory_invitation for update
  using (accepted_by_id = territory_acting_user()) with check (accepted_by_id = territory_acting_user() and email = '');
create policy administrators_delete on territory_invitation for delete using (territory_is_administrator());
