"""The demonstration's accounts, one a role. Nobody real: all addresses are in example.org."""

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.crypto import hash_token

from territory.acting import acting_as
from territory.alerts.starting_works import announce_starting_works
from territory.demo.following import ensure_comments, ensure_following
from territory.demo.load import is_loaded
from territory.errors import Refused
from territory.organisations.models import Membership, Organisation
from territory.organisations.roles import Role
from territory.people.models import ApiToken, User

ADMINISTRATOR = "administrator"
MEMBER_SINCE = datetime.date(2026, 1, 1)
TOKEN_NAME = "make demo"  # noqa: S105  what the token is called, not the token
# Four of these and four digits: some 36 bits, for accounts that can only change invented content.
WORDS = """
amsel auer beem biergem botter brees buerg donnen fiels gaart garer geess haff hecken
hierscht holz hunneg insel joer kaffi karp kiischt kuerf leeder liicht louft mier mount
moies nascht nuets quetsch reen ronn sand schwalef sonn stengen summer tasch tram uebst
vioul vullen waasser wand weier wierk wisen wollek zalot zeitung zocker zomm
""".split()  # noqa: SIM905  fifty lines of one word each read worse


@dataclass(frozen=True)
class Account:
    """``organisations``: short names of those in which the person has the role. ``name_in_file``: else the role."""

    role: str
    email: str
    name: str
    language: str
    organisations: tuple[str, ...]
    note: str
    name_in_file: str = ""

    @property
    def key(self) -> str:
        """Under which it stands in demo.json: one account a role, and a neighbour of the company."""
        return self.name_in_file or self.role


ACCOUNTS = (
    Account(
        Role.COMPANY_MEMBER,
        "company@example.org",
        "Demo company member",
        "en",
        ("demo-boussole",),
        "writes projects and services for an invented company at Cloche d’Or",
    ),
    Account(
        Role.COMPANY_MEMBER,
        "neighbour@example.org",
        "Demo neighbour company",
        "fr",
        ("demo-nuage",),
        "writes for another invented company at Cloche d’Or: two are needed to agree on a flow",
        "neighbour_company",
    ),
    Account(
        Role.COMMUNE_EDITOR,
        "commune@example.org",
        "Demo commune editor",
        "fr",
        ("commune-bettembourg",),
        "writes for the commune of Bettembourg, on its land",
    ),
    Account(
        Role.PARK_MANAGER,
        "park@example.org",
        "Demo park manager",
        "fr",
        ("zare",),
        "writes projects and services that touch the parks of ZARE",
    ),
    Account(
        Role.WORKING_GROUP_COORDINATOR,
        "coordinator@example.org",
        "Demo coordinator",
        "lb",
        ("ims-luxembourg",),
        "writes for the working groups Cloche d’Or and Kirchberg",
    ),
    Account(
        Role.REGIONAL_MODERATOR,
        "moderator@example.org",
        "Demo moderator",
        "de",
        ("prosud", "agglo-centre-demo"),
        "publishes what lies in the regions ProSud and Agglo-Centre",
    ),
    Account(
        ADMINISTRATOR,
        "administrator@example.org",
        "Demo administrator",
        "en",
        (),
        "may do everything, also in the back office /admin/",
    ),
)


def ensure_accounts(known: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Per role (and a neighbour company), in the order of ACCOUNTS: e-mail, password, token, organisation and a note.

    known: the same as it was told before. Passwords and tokens in it that still work are kept,
    others are made anew. Raises Refused where the demonstration is not loaded.
    """
    if not is_loaded():
        raise Refused(_("Demo accounts belong to the demonstration: run `manage.py load_demo` first."))
    with transaction.atomic():
        people = {account.key: _person(account) for account in ACCOUNTS}
        with acting_as(people[ADMINISTRATOR], verb="demo account"):
            told = {
                account.key: _ensure(account, people[account.key], known.get(account.key, {})) for account in ACCOUNTS
            }
        ensure_following(people)
        ensure_comments(people)
        announce_starting_works(timezone.localdate())
        return told


def _person(account: Account) -> User:
    is_administrator = account.role == ADMINISTRATOR
    user, _is_new = User.objects.update_or_create(
        email=account.email,
        defaults={
            "name": account.name,
            "is_active": True,
            "is_staff": is_administrator,
            "is_superuser": is_administrator,
        },
        create_defaults={
            "name": account.name,
            "language": account.language,
            "is_staff": is_administrator,
            "is_superuser": is_administrator,
        },
    )
    return user


def _ensure(account: Account, user: User, known: Mapping[str, Any]) -> dict[str, Any]:
    for slug in account.organisations:
        organisation = Organisation.objects.get(slug=slug)
        Membership.objects.update_or_create(
            organisation=organisation,
            user=user,
            role=account.role,
            valid_from=MEMBER_SINCE,
            defaults={"is_administrator": True},  # the first member looks after those who come
        )
    return {
        "email": account.email,
        "password": _password(user, known.get("password")),
        "token": _token(user, known.get("token")),
        "organisation": account.organisations[0] if account.organisations else None,
        "note": account.note,
    }


def _password(user: User, known: Any) -> str:
    if isinstance(known, str) and user.check_password(known):
        return known
    password = "-".join(secrets.choice(WORDS) for _word in range(4))
    password += f"-{secrets.randbelow(10_000):04d}"
    user.set_password(password)
    user.save()
    return password


def _token(user: User, known: Any) -> str:
    if isinstance(known, str) and _authenticates(user, known):
        return known
    ApiToken.objects.filter(user=user, name=TOKEN_NAME).delete()
    _stored, token = ApiToken.objects.create(user=user, expiry=None, name=TOKEN_NAME)
    return token


def _authenticates(user: User, token: str) -> bool:
    try:
        digest = hash_token(token)
    except ValueError:  # not hexadecimal
        return False
    still_valid = Q(expiry__isnull=True) | Q(expiry__gt=timezone.now())
    return ApiToken.objects.filter(still_valid, user=user, digest=digest).exists()
