"""Memberships, mandates, regions and communes hold for a time.

The first day counts; ``valid_until`` is the first day on which it no longer holds.
"""

import datetime

import pytest
from django.utils import timezone

from layers.communes.models import Commune, Region, RegionMembership
from territory.contributions import rules
from territory.contributions.models import State
from territory.contributions.standing import standing_of
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Membership
from tests.territory.contributions.making import make
from tests.tiny_land import at, box

DAY = datetime.timedelta(days=1)
# from, until (relative to today, in days; None = open) and whether it holds today.
PERIODS = [
    (-1, None, True),
    (0, None, True),
    (1, None, False),
    (-5, 1, True),
    (-5, 0, False),
    (-5, -1, False),
]


def days(offset: int | None) -> datetime.date | None:
    return None if offset is None else timezone.localdate() + offset * DAY


@pytest.mark.parametrize(("first", "until", "holds"), PERIODS)
def test_a_role_holds_from_its_first_day_until_the_day_before_its_end(tiny_land, first, until, holds):
    Membership.objects.filter(user=tiny_land.editor_westen).update(valid_from=days(first), valid_until=days(until))
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    assert rules.can_edit(tiny_land.editor_westen, thing) is holds
    assert rules.can_see(tiny_land.editor_westen, thing) is holds
    assert bool(standing_of(tiny_land.editor_westen).roles) is holds


@pytest.mark.parametrize(("first", "until", "holds"), PERIODS)
def test_a_mandate_holds_for_its_period(tiny_land, first, until, holds):
    Mandate.objects.filter(organisation=tiny_land.gemeinde_westen).update(
        valid_from=days(first), valid_until=days(until)
    )
    assert rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500)) is holds
    # A commune whose mandate ended does not become as free as a network that never had one.
    assert rules.can_place(CooperationProject, tiny_land.gemeinde_westen, at(500, 500)) is holds


@pytest.mark.parametrize("target", ["membership", "region"])
@pytest.mark.parametrize(("first", "until", "holds"), PERIODS)
def test_a_commune_lies_in_a_region_for_a_time(tiny_land, target, first, until, holds):
    rows = {
        "membership": RegionMembership.objects.filter(region=tiny_land.nord, commune=tiny_land.osten),
        "region": Region.objects.filter(pk=tiny_land.nord.pk),
    }[target]
    rows.update(valid_from=days(first), valid_until=days(until))
    thing = make(CooperationProject, tiny_land.firma, at(4000, 500), State.SUBMITTED)
    assert rules.can_moderate(tiny_land.moderator, thing) is holds


def test_a_mandate_on_a_commune_that_merged_gives_no_land(tiny_land):
    today = timezone.localdate()
    Commune.objects.filter(pk=tiny_land.westen.pk).update(valid_until=today)
    merged = Commune.objects.create(
        release=tiny_land.release,
        lau2_code="0904",
        name="Neu-Westen",
        canton="Tiny",
        boundary=tiny_land.westen.boundary,
        valid_from=today,
    )
    assert not rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    Mandate.objects.create(organisation=tiny_land.gemeinde_westen, commune=merged, valid_from=today)
    assert rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    assert rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, box(100, 100, 200, 200))
