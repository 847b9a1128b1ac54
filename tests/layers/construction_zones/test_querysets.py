import datetime

import pytest
from django.db import IntegrityError, transaction

from layers.construction_zones.models import (
    Certainty,
    ConstructionKind,
    ConstructionPhase,
    ConstructionZone,
)
from tests.tiny_land import TinyLand, box

FIRST, LAST = datetime.date(2026, 3, 2), datetime.date(2026, 10, 16)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def phase(tiny_land: TinyLand) -> ConstructionPhase:
    zone = ConstructionZone.objects.create(
        release=tiny_land.release,
        code="zone",
        name="Zone",
        kind=ConstructionKind.ROAD_WORKS,
        footprint=box(0, 0, 100, 100),
    )
    return ConstructionPhase.objects.create(
        zone=zone,
        number=1,
        title="Phase",
        footprint=box(0, 0, 100, 100),
        starts_on=FIRST,
        ends_on=LAST,
    )


@pytest.mark.parametrize(("day", "runs"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_a_phase_runs_from_its_first_to_its_last_day(phase: ConstructionPhase, day: datetime.date, runs: bool) -> None:
    assert (phase in ConstructionPhase.objects.running_between(day, day)) == runs


def test_a_phase_without_an_end_still_runs(phase: ConstructionPhase) -> None:
    ConstructionPhase.objects.update(certainty=Certainty.OPEN_ENDED, ends_on=None)

    late = datetime.date(2099, 1, 1)
    assert phase in ConstructionPhase.objects.running_between(late, late)


def test_a_phase_that_only_touches_the_interval_counts(phase: ConstructionPhase) -> None:
    assert phase in ConstructionPhase.objects.running_between(LAST, LAST + 30 * DAY)
    assert phase not in ConstructionPhase.objects.running_between(LAST + DAY, LAST + 30 * DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": FIRST - DAY},
        {"certainty": Certainty.FIXED, "ends_on": None},
        {"certainty": Certainty.OPEN_ENDED},
    ],
)
def test_dates_that_contradict_themselves_are_refused_by_the_table(
    phase: ConstructionPhase, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConstructionPhase.objects.filter(pk=phase.pk).update(**wrong)
