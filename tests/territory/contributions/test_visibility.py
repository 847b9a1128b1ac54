"""The list one may see and the single thing one may see agree, for every role and state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from territory.contributions.models import State
from territory.contributions.rules import can_see
from territory.cooperation.models import CooperationProject
from territory.organisations.models import Membership, Organisation
from territory.organisations.roles import Role
from tests.territory.contributions.making import make
from tests.tiny_land import at

PEOPLE = (
    "visitor",
    "company_member",
    "coordinator",
    "park_manager",
    "editor_westen",
    "editor_osten",
    "moderator",
    "administrator",
)
OWNERS = ("gemeinde_westen", "gemeinde_osten", "firma", "syndikat", "netzwerk")


@pytest.fixture
def projects(tiny_land) -> list[CooperationProject]:
    """Each state, of each owner: 25 rows."""
    return [
        make(CooperationProject, getattr(tiny_land, owner), at(500, 500), state)
        for owner in OWNERS
        for state in State.values
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_list_and_single_rule_agree(tiny_land, projects, name):
    person = AnonymousUser() if name == "visitor" else getattr(tiny_land, name)
    listed = set(CooperationProject.objects.visible_to(person))
    assert listed == {project for project in projects if can_see(person, project)}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        # Published ones of five owners; owners also see the other four states of their own.
        ("visitor", 5),
        ("park_manager", 5),
        ("company_member", 9),
        ("coordinator", 9),
        ("editor_westen", 9),
        # Moderators: four states of each of five owners, and the draft of their own.
        ("moderator", 21),
        ("administrator", 25),
    ],
)
def test_how_much_each_sees(tiny_land, projects, name, count):
    person = AnonymousUser() if name == "visitor" else getattr(tiny_land, name)
    assert CooperationProject.objects.visible_to(person).count() == count


def test_public_rows_are_the_published_ones(projects):
    assert {project.state for project in CooperationProject.objects.public()} == {State.PUBLISHED}
    assert CooperationProject.objects.public().count() == 5


def test_somebody_with_two_roles_sees_each_row_once(tiny_land, projects):
    person = tiny_land.editor_westen
    for organisation in Organisation.objects.filter(slug__in=["gemeinde-westen", "syndikat-nord"]):
        Membership.objects.create(
            organisation=organisation,
            user=person,
            role=Role.REGIONAL_MODERATOR,
            valid_from="2020-01-01",
        )
    visible = list(CooperationProject.objects.visible_to(person))
    # All but the drafts of Osten, Firma and Netzwerk.
    assert len(visible) == len(set(visible)) == 22
