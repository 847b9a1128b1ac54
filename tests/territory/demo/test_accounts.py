"""The demo accounts: one a role, kept while they work."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from knox.auth import TokenAuthentication

from frontend.mails import write_news
from territory.alerts import telling
from territory.alerts.models import Notification
from territory.comments.reading import waiting_comments
from territory.contributions.rules import can_propose
from territory.contributions.standing import standing_of
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Membership, Organisation
from territory.organisations.roles import Role
from territory.people.models import ApiToken, User

# Two companies are needed to agree on a flow.
ROLES = [Role.values[0], "neighbour_company", *Role.values[1:], "administrator"]
HELD = {"administrator": set(), "neighbour_company": {Role.COMPANY_MEMBER}}


def accounts_in(path: Path) -> dict:
    call_command("demo_accounts", write=path, base_url="http://127.0.0.1:8000")
    return json.loads(path.read_text())


def works(token: str) -> bool:
    user, _token = TokenAuthentication().authenticate_credentials(token.encode())
    return user.is_active


def test_each_role_signs_in_and_has_a_token_that_works(demo, tmp_path, settings, capsys):
    settings.WEB_DATABASE_URL = "postgresql://web@/territory?host=/tmp/x"
    path = tmp_path / "demo.json"
    content = accounts_in(path)
    assert content["base_url"] == "http://127.0.0.1:8000"
    assert content["database_url"] == settings.WEB_DATABASE_URL
    assert list(content["roles"]) == ROLES
    assert path.stat().st_mode & 0o777 == 0o600
    table = capsys.readouterr().out
    for role, account in content["roles"].items():
        user = authenticate(username=account["email"], password=account["password"])
        assert user is not None, role
        assert works(account["token"])
        assert user.email.endswith("@example.org")
        assert account["password"] in table
        assert account["token"] in table
        roles = {held for held, _organisation in standing_of(user).roles}
        assert roles == HELD.get(role, {role})
    assert User.objects.filter(is_superuser=True).count() == 1


def test_the_roles_reach_what_they_are_for(demo, tmp_path):
    roles = accounts_in(tmp_path / "demo.json")["roles"]
    editor = User.objects.get(email=roles["commune_editor"]["email"])
    assert can_propose(editor, LocalInitiative, Organisation.objects.get(slug="commune-bettembourg"))
    moderator = User.objects.get(email=roles["regional_moderator"]["email"])
    moderated = {membership.organisation.slug for membership in moderator.memberships.all()}
    assert moderated == {"prosud", "agglo-centre-demo"}


def test_a_second_call_keeps_what_works(demo, tmp_path):
    path = tmp_path / "demo.json"
    assert accounts_in(path) == accounts_in(path)
    assert ApiToken.objects.count() == User.objects.filter(is_active=True).count() == len(ROLES)
    assert Membership.objects.count() == 7


def test_a_token_that_was_revoked_and_a_password_that_was_changed_are_made_anew(demo, tmp_path):
    path = tmp_path / "demo.json"
    before = accounts_in(path)["roles"]
    ApiToken.objects.filter(user__email=before["park_manager"]["email"]).delete()
    editor = User.objects.get(email=before["commune_editor"]["email"])
    editor.set_password("something else entirely")
    editor.save()
    after = accounts_in(path)["roles"]
    assert works(after["park_manager"]["token"])
    assert after["park_manager"]["password"] == before["park_manager"]["password"]
    assert after["commune_editor"]["token"] == before["commune_editor"]["token"]
    assert after["commune_editor"]["password"] != before["commune_editor"]["password"]
    assert authenticate(username=editor.email, password=after["commune_editor"]["password"]) == editor
    for role in ("company_member", "administrator"):
        assert after[role] == before[role]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"roles": []}',
        '{"roles": {"administrator": 7}}',
        '{"roles": {"administrator": {"token": "zz", "password": 5}}}',
    ],
)
def test_an_unreadable_file_is_written_anew(demo, tmp_path, content):
    path = tmp_path / "demo.json"
    path.write_text(content)
    assert list(accounts_in(path)["roles"]) == ROLES
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo.json"]


def test_accounts_follow_something_and_find_news(demo, tmp_path):
    accounts_in(tmp_path / "demo.json")
    for happening in Happening.objects.order_by("pk"):
        telling.tell(happening.pk, write_news)
    readers = {notification.reader.email for notification in Notification.objects.select_related("reader")}
    assert {"company@example.org", "commune@example.org", "coordinator@example.org"} <= readers
    waiting = waiting_comments(User.objects.get(email="commune@example.org"))
    assert len(waiting) == 1
    accounts_in(tmp_path / "demo.json")  # a second start adds nothing
    assert len(waiting_comments(User.objects.get(email="commune@example.org"))) == 1
