"""Sums within minutes are those of the list of everybody within minutes: estimated, measured, off the network."""

import numpy as np
import pytest
from django.contrib.gis.geos import Point

from layers.crs import STORAGE_SRID
from territory.companies.models import Company, Establishment
from territory.nearby.counted import count_within
from territory.nearby.origins import Origin
from territory.nearby.within_minutes import establishments_within
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.network import Way, network_from
from tests.tiny_land import at, box

LIMITS = (5, 10, 15)


@pytest.fixture
def scattered(db):
    """60 establishments anywhere in 1.6 km × 1.6 km, every seventh without a number of jobs."""
    company = Company.objects.create(name="Verstreut")
    rng = np.random.default_rng(7)
    for number, (x, y) in enumerate(rng.uniform(200, 1800, (60, 2))):
        Establishment.objects.create(
            company=company,
            name=f"Haus {number}",
            location=at(x, y),
            jobs=number if number % 7 else None,
            nace_section="C",
        )


def network_of(*lines):
    ways = [Way([(point.x, point.y) for point in line], {"highway": "residential"}) for line in lines]
    return network_from(ways)


STREETS = [[at(0, 1000), at(1000, 1000), at(2000, 1000)], [at(1000, 0), at(1000, 1000), at(1000, 2000)]]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    ("area", "lines", "reason"),
    [
        (at(1000, 1000), [], EstimateReason.NO_NETWORK),
        (box(900, 900, 1100, 1300), [], EstimateReason.NO_NETWORK),
        (at(1000, 1000), STREETS, EstimateReason.SOME_OFF_NETWORK),
        (box(900, 900, 1100, 1300), STREETS, EstimateReason.SOME_OFF_NETWORK),
        (at(400, 400), [[at(4000, 4000), at(4100, 4000)]], EstimateReason.START_OFF_NETWORK),
    ],
)
def test_sums_are_those_of_the_list(mode, area, lines, reason, scattered, django_assert_num_queries):
    network = network_of(*lines) if lines else None
    count_within(Origin(area), LIMITS, mode, network)  # the storage CRS is looked up once per process
    with django_assert_num_queries(1):
        counted = count_within(Origin(area), LIMITS, mode, network)
    listed = establishments_within(Origin(area), max(LIMITS), mode, network)
    assert counted.totals == tuple(listed.within(limit) for limit in LIMITS)
    assert counted.totals[-1][0] > 10
    assert counted.reason == listed.reason == reason


def test_who_stands_on_the_edge_is_within(db):
    # 4 minutes at 80 m a minute with the detour factor 1.3: 4 × 80 ÷ 1.3 = 246.153… m as the crow flies.
    company = Company.objects.create(name="Rand")
    here, edge_m = at(1000, 1000), 4 * 80 / 1.3
    for off_m, jobs in ((-0.01, 3), (0.01, 50)):
        place = Point(here.x + edge_m + off_m, here.y, srid=STORAGE_SRID)
        Establishment.objects.create(company=company, name=f"{off_m}", location=place, jobs=jobs, nace_section="C")
    assert count_within(Origin(here), (4, 5), Mode.FOOT, None).totals == ((1, 3), (2, 53))


def test_nobody_around_is_nobody(db):
    assert count_within(Origin(at(0, 0)), LIMITS, Mode.FOOT, None).totals == ((0, 0),) * 3
    assert count_within(Origin(at(0, 0)), LIMITS, Mode.FOOT, None).reason is None
    network = network_of([at(-100, 0), at(100, 0)])
    assert count_within(Origin(at(0, 0)), LIMITS, Mode.FOOT, network).totals == ((0, 0),) * 3
