"""Works that hit a place, with the arithmetic; the street and its figures: conftest.py beside this."""

import datetime

import pytest

from territory.companies.models import Company, Establishment
from territory.reach.modes import Mode
from territory.reach.network import Way, network_from
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from territory.works.phases import Timing
from territory.works.report import Asked, NotMeasured, works_report
from territory.works.subject import subject_at, subject_establishment, subject_group, subject_park
from tests.territory.works.conftest import FOOTWAY, TODAY, here
from tests.tiny_land import box

NEXT_MONDAY = datetime.date(2026, 11, 23)
MONDAY_AFTER = datetime.date(2026, 11, 30)
# A whole week: from Monday to Sunday.
ONE_WEEK = (NEXT_MONDAY, NEXT_MONDAY + datetime.timedelta(days=6))


def report(street, subject=None, network="own", **asked):
    subject = subject or subject_establishment(street.office)
    return works_report(subject, Asked(**asked), street.network if network == "own" else network, TODAY)


@pytest.mark.parametrize(
    ("effect", "extra_min"),
    [
        # Round by the loop: 7 minutes instead of 5.
        ("closed", 2.0),
        # 60 of the 80 m between x = 160 and 240 lie inside. They take half as long again: 0.75 min × 0.5.
        ("slowed", 0.375),
        # Twice as long: 0.75 min more, less than the loop.
        ("diverted", 0.75),
        ("none", None),
    ],
)
def test_jobs_times_extra_minutes_times_ten_trips(street, effect, extra_min):
    phase = street.add_phase(*ONE_WEEK, foot=effect, car="closed")
    found = report(street)
    longer = found.per_phase[phase.pk]
    assert longer.job_minutes == pytest.approx(100 * (extra_min or 0) * 10)
    assert (longer.establishments, longer.jobs) == ((1, 100) if extra_min else (0, 0))
    assert found.job_minutes == pytest.approx(longer.job_minutes)  # it lasts one week
    assert found.measured == 1


def test_weeks_add_up_and_phases_of_one_week_are_counted_together(street):
    # Two weeks of the closed way (2000 each); in the second one the loop is slowed as well: its three pieces of 80 m
    # lie inside, 3 min × 0.5 more, so 5 + 2 + 1.5 = 8.5 min instead of 5: 3500.
    street.add_phase(NEXT_MONDAY, MONDAY_AFTER, foot="closed")
    street.add_phase(
        MONDAY_AFTER,
        MONDAY_AFTER,
        footprint=street.ground(150, -5, 250, 90).difference(street.ground(162, -6, 238, 5)),
        foot="slowed",
    )
    found = report(street)
    assert found.per_week[NEXT_MONDAY].job_minutes == pytest.approx(2000)
    assert found.per_week[MONDAY_AFTER].job_minutes > 3400
    assert found.job_minutes == pytest.approx(2000 + found.per_week[MONDAY_AFTER].job_minutes)
    assert found.week == MONDAY_AFTER  # the worst


def test_who_reaches_no_stop_any_more_is_counted_apart(street):
    phase = street.add_phase(*ONE_WEEK, footprint=street.ground(170, -10, 230, 100), foot="closed")
    longer = report(street).per_phase[phase.pk]
    assert (longer.job_minutes, longer.cut_off_establishments, longer.cut_off_jobs) == (0, 1, 100)


def test_a_bus_stop_is_a_stop_too(street):
    # A bus stop 80 m before the office: 1 minute, on this side of the works. Nobody walks longer.
    street.add_bus_stop("bus", 320)
    phase = street.add_phase(*ONE_WEEK, foot="closed")
    assert not report(street).per_phase[phase.pk].is_any


def test_works_that_close_the_road_for_buses_close_the_bus_stop_beside_them(street):
    # The bus stop 80 m before the office is closed, the tram's is not: 4 minutes more for 100 jobs.
    street.add_bus_stop("bus", 320)
    beside = street.ground(300, 20, 340, 30)
    slowed = street.add_phase(*ONE_WEEK, footprint=beside, bus="slowed")
    phase = street.add_phase(*ONE_WEEK, footprint=beside, bus="closed")
    found = report(street)
    assert found.per_phase[phase.pk].job_minutes == pytest.approx(100 * 4 * 10)
    assert not found.per_phase[slowed.pk].is_any


def test_works_on_the_tram_close_the_stop_beside_them(street):
    # The next stop is 100 m behind the near one: 75 s more, for 100 jobs and 10 trips.
    line = [here(x, 0).coords for x in (-100, 0, 160, 240, 400)]
    street.network = network_from([Way(line, FOOTWAY)])
    street.add_stop("far", -100)
    phase = street.add_phase(*ONE_WEEK, footprint=street.ground(-20, 20, 20, 30), tram="closed")
    assert report(street).per_phase[phase.pk].job_minutes == pytest.approx(100 * 100 / 80 * 10)


def test_before_and_during_in_reach(street):
    street.add_phase(*ONE_WEEK, foot="closed")
    found = report(street, subject_at(here(0, 0)), minutes=6)
    assert (found.before.establishments, found.before.jobs) == (1, 100)  # 5 minutes
    assert (found.after.establishments, found.after.jobs) == (0, 0)  # 7 minutes
    assert found.after.area.area < found.before.area.area
    assert found.week == NEXT_MONDAY
    calm = report(street, subject_at(here(0, 0)), minutes=6, week=MONDAY_AFTER)
    assert calm.after.jobs == 100


def test_only_works_nearby_that_hinder_the_chosen_way_of_travelling(street):
    on_foot = street.add_phase(*ONE_WEEK, foot="slowed")
    by_car = street.add_phase(*ONE_WEEK, car="closed")
    street.add_phase(*ONE_WEEK)  # hinders nobody
    street.add_phase(*ONE_WEEK, footprint=street.ground(1210, 0, 1220, 10), foot="closed")  # 810 m from the office
    street.add_phase(datetime.date(2027, 6, 1), None, foot="closed")  # after the period
    assert {each.phase for each in report(street).works} == {on_foot, by_car}
    assert [each.phase for each in report(street, modes=("car",)).works] == [by_car]
    assert not report(street, modes=("bicycle",), mode=Mode.BICYCLE).works


def test_what_is_over_what_goes_on_what_comes(street):
    street.add_phase(datetime.date(2026, 11, 1), datetime.date(2026, 11, 17), foot="slowed")
    street.add_phase(datetime.date(2026, 11, 2), TODAY, foot="slowed")
    street.add_phase(NEXT_MONDAY, None, foot="slowed")
    street.add_phase(datetime.date(2026, 9, 1), datetime.date(2026, 11, 1), foot="slowed")  # before the first week
    found = report(street)
    assert [each.timing for each in found.works] == [Timing.PAST, Timing.NOW, Timing.NEXT]
    assert found.weeks[0] == datetime.date(2026, 11, 2)  # two weeks before this one
    assert len(found.coming_weeks) == 12


def test_without_a_network_nothing_is_said_about_walks(street):
    street.add_phase(*ONE_WEEK, foot="closed")
    found = report(street, network=None)
    assert found.reason == NotMeasured.NO_NETWORK
    assert len(found.works) == 1
    assert (found.before, found.per_phase, found.per_week) == (None, {}, {})
    lonely = Establishment.objects.create(
        company=Company.objects.get(), name="Far", location=here(0, -900), nace_section="J", nace_code="62.0"
    )
    assert report(street, subject_establishment(lonely)).reason == NotMeasured.OFF_NETWORK


def test_a_park_counts_those_inside_and_a_group_its_members(street):
    park = street.park
    park.footprint = type(park.footprint)(street.ground(390, -10, 410, 10), srid=park.footprint.srid)
    park.save()
    group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=street.netzwerk, footprint=street.ground(300, -10, 410, 10)
    )
    phase = street.add_phase(*ONE_WEEK, foot="closed")
    assert report(street, subject_park(park)).per_phase[phase.pk].jobs == 100
    assert not report(street, subject_group(group)).per_phase
    WorkingGroupMember.objects.create(working_group=group, establishment=street.office)
    assert report(street, subject_group(group)).per_phase[phase.pk].jobs == 100


def test_too_large_an_area_gets_a_list_only(street):
    street.park.footprint = type(street.park.footprint)(box(0, 0, 11_000, 100), srid=street.park.footprint.srid)
    assert report(street, subject_park(street.park)).reason == NotMeasured.TOO_LARGE


def test_however_many_phases_there_are_the_number_of_queries_stays(street, django_assert_num_queries):
    for _number in range(6):
        street.add_phase(*ONE_WEEK, foot="slowed")
    subject = subject_establishment(street.office)
    with django_assert_num_queries(5):  # phases, stops of tram and of bus, who is in reach before and during
        report(street, subject)
