"""The commune of Westen with somebody who looks after its members."""

import datetime

import pytest
from django.utils import translation

from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User
from tests.tiny_land import START, TinyLand

SOON = datetime.date(2100, 1, 1)


@pytest.fixture
def land(tiny_land: TinyLand) -> TinyLand:
    """The tiny land, in which ``editor_westen`` looks after the members of their commune."""
    Membership.objects.filter(user=tiny_land.editor_westen).update(is_administrator=True)
    return tiny_land


@pytest.fixture
def colleague(land: TinyLand) -> Membership:
    """Somebody else's membership of the same commune, without more rights."""
    user = User.objects.create_user("colleague@example.org", "a long password", name="Colleague")
    return Membership.objects.create(
        organisation=land.gemeinde_westen, user=user, role=Role.COMMUNE_EDITOR, valid_from=START
    )


@pytest.fixture(autouse=True)
def in_english():
    """Sentences as they stand in the code, whichever language an earlier test has left in use."""
    with translation.override("en"):
        yield
