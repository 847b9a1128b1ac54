"""By the application's role of the database, only those who look after an organisation change who belongs to it."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from territory.acting import acting_as
from territory.organisations.actions import change_membership, end_membership
from territory.organisations.invitations import accept, invite
from territory.organisations.models import Membership, Organisation, OrganisationKind
from territory.organisations.roles import Role
from territory.organisations.rules import ROLES_OF_KIND
from territory.people.models import User
from tests.territory.test_row_security import as_web

PEOPLE = ("nobody", "administrator", "editor_westen", "colleague", "editor_osten", "moderator", "company_member")
LOOKS_AFTER = {"administrator", "editor_westen"}
JOIN = (
    "insert into territory_membership (organisation_id, user_id, role, is_administrator, valid_from)"
    " values (%s, %s, 'commune_editor', false, current_date)"
)
INVITE = (
    "insert into territory_invitation"
    " (organisation_id, email, language, role, is_administrator, key_digest, created_at, sent_at, expires_at)"
    " values (%s, 'x@example.org', 'de', %s, false, %s, now(), now(), now() + interval '1 day')"
)


class _Undone(Exception):
    pass


@pytest.fixture
def as_the_application(land) -> Iterator[None]:
    """All that the test does from here on it does as the application's role."""
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        yield
        cursor.execute("reset role")


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_write_what_by_plain_sql(land, colleague, name):
    acting = {"nobody": None, "colleague": colleague.user}.get(name, getattr(land, name, None))
    mine = Membership.objects.filter(user=acting).first() if acting else None
    commune = land.gemeinde_westen
    looks_after, is_admin = name in LOOKS_AFTER, name == "administrator"
    tried = {
        "change the role of another": (
            "update territory_membership set is_administrator = true where id = %s",
            [colleague.pk],
            looks_after,
        ),
        "give a role that does not fit": (
            "update territory_membership set role = 'regional_moderator' where id = %s",
            [colleague.pk],
            is_admin,
        ),
        "hand a membership to somebody else": (
            "update territory_membership set user_id = %s where id = %s",
            [land.editor_osten.pk, colleague.pk],
            is_admin,
        ),
        "end it": (
            "update territory_membership set valid_until = current_date where id = %s",
            [colleague.pk],
            looks_after or name == "colleague",
        ),
        "remove it": (
            "delete from territory_membership where id = %s",
            [colleague.pk],
            looks_after or name == "colleague",
        ),
        "put somebody in": (JOIN, [commune.pk, land.company_member.pk], is_admin),
        "invite": (INVITE, [commune.pk, "commune_editor", "d"], looks_after),
        "invite with a role that does not fit": (INVITE, [commune.pk, "regional_moderator", "d"], is_admin),
        "widen the land": (
            "update territory_mandate set commune_id = %s where organisation_id = %s",
            [land.osten.pk, commune.pk],
            is_admin,
        ),
        "add land": (
            "insert into territory_mandate (organisation_id, commune_id, valid_from) values (%s, %s, '2012-01-01')",
            [commune.pk, land.osten.pk],
            is_admin,
        ),
        "end the land": ("delete from territory_mandate where organisation_id = %s", [commune.pk], is_admin),
        "make the commune a company": (
            "update territory_organisation set kind = 'company' where id = %s",
            [commune.pk],
            is_admin,
        ),
        "make oneself administrator": (
            "update territory_user set is_superuser = true where id = %s",
            [land.company_member.pk],
            is_admin,
        ),
    }
    if mine is not None and not looks_after:
        tried["promote oneself"] = (
            "update territory_membership set is_administrator = true where id = %s",
            [mine.pk],
            False,
        )
        tried["stay longer"] = (
            "update territory_membership set valid_until = null, role = role where id = %s",
            [mine.pk],
            False,
        )
    for action, (sql, parameters, expected) in tried.items():
        assert as_web(acting, sql, parameters) == expected, (name, action)


def test_the_actions_work_as_the_applications_role(land, colleague, as_the_application):
    newcomer = User.objects.create_user("new@example.org", "a long password", name="New")
    _invitation, key = invite(
        land.gemeinde_westen, land.editor_westen, email="new@example.org", language="de", role=Role.COMMUNE_EDITOR
    )
    membership = accept(key, newcomer)
    membership = change_membership(
        membership, land.editor_westen, role=Role.COMMUNE_EDITOR, is_administrator=True, valid_until=None
    )
    end_membership(Membership.objects.get(user=land.editor_westen), newcomer)
    end_membership(colleague, colleague.user)
    left = Membership.objects.filter(organisation=land.gemeinde_westen).valid_on(timezone.localdate())
    assert list(left) == [membership]


def test_without_the_key_of_the_invitation_nobody_comes_in(land, as_the_application):
    newcomer = User.objects.create_user("new@example.org", "a long password", name="New")
    offer = {"email": "new@example.org", "language": "de", "role": Role.COMMUNE_EDITOR}
    _invitation, key = invite(land.gemeinde_westen, land.editor_westen, **offer)

    def join(organisation: Organisation, told: str, **more: object) -> bool:
        values = {"role": Role.COMMUNE_EDITOR, "valid_from": timezone.localdate(), **more}
        try:
            with acting_as(newcomer), connection.cursor() as cursor:
                cursor.execute("select set_config('territory.invitation_key', %s, true)", [told])
                Membership.objects.create(organisation=organisation, user=newcomer, **values)
                raise _Undone
        except _Undone:
            return True
        except ProgrammingError:  # the policy's refusal
            return False

    assert not join(land.gemeinde_westen, "")
    assert not join(land.gemeinde_westen, "another key")
    assert not join(land.gemeinde_osten, key)
    assert not join(land.gemeinde_westen, key, is_administrator=True)
    assert join(land.gemeinde_westen, key)


def test_the_first_administrator_comes_from_the_owner_of_the_tables_only(db):
    assert User.objects.create_superuser("first@example.org", "a long password", name="First").is_superuser
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
    with pytest.raises(DatabaseError, match="may not give the rights"), transaction.atomic():
        User.objects.create_superuser("second@example.org", "a long password", name="Second")


def test_the_database_knows_the_same_roles_of_each_kind(land):
    for kind in OrganisationKind:
        organisation = Organisation.objects.create(slug=kind.value, name=kind.value, kind=kind)
        with connection.cursor() as cursor:
            cursor.execute(
                "select role from unnest(%s::text[]) role where territory_role_fits(%s, role)",
                [Role.values, organisation.pk],
            )
            assert {row[0] for row in cursor.fetchall()} == ROLES_OF_KIND[kind]
