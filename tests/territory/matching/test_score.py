"""One offer against one need: parts, scores and refusals, worked by hand."""

import csv
import itertools
import math
from pathlib import Path

import pytest

from territory.matching.calendar import Calendar
from territory.matching.errors import BadProfile, UnknownCode
from territory.matching.profile import Energy, FlowProfile
from territory.matching.quantity import Period, Quantity
from territory.matching.score import Reason
from territory.matching.substitutions import TABLE, project_substitutions, substitutions_from
from territory.matching.terms import WEIGHTS, Criterion, Terms
from territory.matching.waste_list import WasteList
from tests.territory.matching.flows import TERMS, mwh, need, offer, pair, reasons, score_of, tonnes

OFFICIAL_LIST = Path(__file__).parents[3].parent / "shared/data/ewc_low/ewc_list_of_waste.csv"


def test_a_perfect_pair_scores_one():
    # same code, same quantity, all year, same grade, no way: every part is 1
    found = pair(offer(), need())
    assert (found.score, found.score_at_most) == (pytest.approx(1), pytest.approx(1))
    assert [part.criterion for part in found.parts] == [
        Criterion.MATERIAL,
        Criterion.QUANTITY,
        Criterion.CALENDAR,
        Criterion.GRADE,
        Criterion.DISTANCE,
    ]
    assert math.fsum(part.weight_share for part in found.parts) == pytest.approx(1)


@pytest.mark.parametrize(
    ("offered", "needed", "score", "relation"),
    [
        ("15 01 01", "150101", 1.0, "same"),
        ("15 01 02", "15 01", 1.0, "within"),
        ("15 01 01", "20 01 01", 0.9, "substitute"),
        ("15 01 01", "20 01", 0.9, "substitute"),  # the best entry of the sub-chapter it can stand in for
        ("16 01 99", "16 01 99", 0.5, "unspecified"),
    ],
)
def test_materials(offered, needed, score, relation):
    found = pair(offer(offered), need(needed))
    assert score_of(found, Criterion.MATERIAL) == score
    assert found.parts[0].facts["relation"] == relation


def test_neighbours_in_the_list_are_another_material_unless_weak_leads_are_wanted():
    # wood and paper stand side by side in 20 01
    assert reasons(offer("20 01 38"), need("20 01 01")) == [Reason.OTHER_MATERIAL]
    found = pair(offer("20 01 38"), need("20 01 01"), terms=Terms(same_subchapter_score=0.2))
    assert score_of(found, Criterion.MATERIAL) == 0.2
    assert found.parts[0].facts["relation"] == "same-subchapter"


def test_another_material_is_refused_not_scored_low():
    assert reasons(offer("15 01 02"), need("20 01 38")) == [Reason.OTHER_MATERIAL]
    assert reasons(offer("20 01 01"), need("15 01 01")) == [Reason.OTHER_MATERIAL]  # a substitution has a direction


def test_a_hazardous_offer_needs_a_permit():
    assert reasons(offer("15 01 10"), need("15 01 10")) == [Reason.NO_PERMIT]
    assert reasons(offer("15 01 10"), need("15 01")) == [Reason.NO_PERMIT]
    assert pair(offer("15 01 10"), need("15 01 10", permits=frozenset({"15 01 10"}))).score == pytest.approx(1)
    assert pair(offer("15 01 10"), need("15 01", permits=frozenset({"15"}))).score == pytest.approx(1)
    assert reasons(offer("15 01 10"), need("15 01 10", permits=frozenset({""}))) == [Reason.NO_PERMIT]


def test_a_hazardous_neighbour_in_the_list_is_no_stand_in_even_with_a_permit():
    loose = Terms(same_subchapter_score=0.2)
    drums = offer("15 01 10")
    assert reasons(drums, need("15 01 01", permits=frozenset({"15"})), terms=loose) == [Reason.OTHER_MATERIAL]


def test_unknown_codes_and_codes_that_name_no_material():
    for given, wanted in (("99 99 99", "15 01 01"), ("15 01 01", "99"), ("15 01", "15 01"), ("15 01 01", "15")):
        with pytest.raises(UnknownCode):
            pair(offer(given), need(wanted))


def test_quantities_overlap_by_the_smaller_over_the_larger():
    found = pair(offer(quantity=tonnes(30)), need(quantity=tonnes(120)))
    assert score_of(found, Criterion.QUANTITY) == pytest.approx(0.25)  # 30 / 120
    assert (found.offer_per_year, found.need_per_year, found.matchable, found.unit) == (30, 120, 30, "t")
    # 500 kg a month are 6 t a year: 6 / 24
    found = pair(offer(quantity=Quantity(500, "kg", Period.MONTH)), need(quantity=tonnes(24)))
    assert score_of(found, Criterion.QUANTITY) == pytest.approx(0.25)


def test_a_volume_without_density_is_refused_with_the_reason():
    assert reasons(offer(quantity=Quantity(5, "m3", Period.WEEK)), need()) == [Reason.UNITS]


def test_materials_share_months():
    # Offer all year, 120 t; need 30 t in June, July, August (92 days): all of the need's time is served.
    found = pair(offer(quantity=tonnes(120)), need(quantity=tonnes(30), calendar=Calendar.of(months="6-8")))
    assert score_of(found, Criterion.CALENDAR) == 1
    # in these months 120 × 92 / 365.25 = 30.2 t are there, so all 30 can be passed on
    assert found.matchable == pytest.approx(30)
    # of 40 t a year only 40 × 92 / 365.25 = 10.08 t are there in these months
    found = pair(offer(quantity=tonnes(40)), need(quantity=tonnes(30), calendar=Calendar.of(months="6-8")))
    assert found.matchable == pytest.approx(10.075, abs=0.001)
    # The other way round: 92 of 365.25 days, and of the 30 t needed all year only that part.
    found = pair(offer(quantity=tonnes(120), calendar=Calendar.of(months="6-8")), need(quantity=tonnes(30)))
    assert score_of(found, Criterion.CALENDAR) == pytest.approx(92 / 365.25)
    assert found.matchable == pytest.approx(30 * 92 / 365.25)


def test_materials_wait_for_the_day_of_collection_but_not_for_half_a_year():
    monday, friday = Calendar.of(weekdays="1"), Calendar.of(weekdays="5")
    assert score_of(pair(offer(calendar=monday), need(calendar=friday)), Criterion.CALENDAR) == 1
    winter, summer = Calendar.of(months="12-2"), Calendar.of(months="6-8")
    assert reasons(offer(calendar=winter), need(calendar=summer)) == [Reason.NO_COMMON_TIME]


def heat(direction, amount=100.0, calendar=None, temperature_c=70.0, **facts) -> FlowProfile:
    return direction(
        "heat", mwh(amount), calendar=calendar or Calendar.of(), temperature_c=temperature_c, grade=None, **facts
    )


def test_heat_must_be_used_when_it_is_there():
    day, night = Calendar.of(hours="6-17"), Calendar.of(hours="18-5")
    assert reasons(heat(offer, calendar=day), heat(need, calendar=night, temperature_c=40)) == [Reason.NO_COMMON_TIME]
    # A bakery's heat from 0 to 6 for a need round the clock: a quarter of the time; 200 MWh are there, 100 × 6/24 = 25
    # are used.
    found = pair(heat(offer, 200, Calendar.of(hours="0-5")), heat(need, 100, temperature_c=40))
    assert score_of(found, Criterion.CALENDAR) == pytest.approx(0.25)
    assert (found.matchable, found.unit) == (pytest.approx(25), "MWh")


@pytest.mark.parametrize(
    ("offered_c", "needed_c", "score"),
    [
        (70, 65, 1.0),  # 70 ≥ 65 + 5 K for the exchanger
        (70, 40, 1.0),
        (45, 60, 0.5),  # 60 + 5 − 45 = 20 K missing of 40
        (35, 60, 0.25),  # 30 K missing
    ],
)
def test_heat_of_too_low_a_temperature_loses_by_what_a_heat_pump_must_lift(offered_c, needed_c, score):
    found = pair(heat(offer, temperature_c=offered_c), heat(need, temperature_c=needed_c))
    assert score_of(found, Criterion.TEMPERATURE) == pytest.approx(score)


def test_heat_beyond_a_heat_pump_is_refused():
    # 60 + 5 − 25 = 40 K missing
    assert reasons(heat(offer, temperature_c=25), heat(need, temperature_c=60)) == [Reason.TEMPERATURE]


def test_cold_must_be_colder_than_needed():
    cold = {"calendar": Calendar.of(), "grade": None}
    found = pair(offer("cooling", mwh(10), temperature_c=6, **cold), need("cooling", mwh(10), temperature_c=12, **cold))
    assert score_of(found, Criterion.TEMPERATURE) == 1  # 6 + 5 ≤ 12
    found = pair(
        offer("cooling", mwh(10), temperature_c=11, **cold), need("cooling", mwh(10), temperature_c=12, **cold)
    )
    assert score_of(found, Criterion.TEMPERATURE) == pytest.approx(0.9)  # 4 K too warm of 40


def test_heat_makes_cold_only_when_it_is_hot_enough():
    cold = need("cooling", mwh(10), temperature_c=8, grade=None)
    found = pair(heat(offer, 10, temperature_c=85), cold)
    assert (score_of(found, Criterion.MATERIAL), score_of(found, Criterion.TEMPERATURE)) == (0.4, 1)
    assert reasons(heat(offer, 10, temperature_c=75), cold) == [Reason.TEMPERATURE]


def test_electricity_has_neither_grade_nor_temperature():
    found = pair(offer("electricity", mwh(50)), need("electricity", mwh(50)))
    assert [part.criterion for part in found.parts] == [
        Criterion.MATERIAL,
        Criterion.QUANTITY,
        Criterion.CALENDAR,
        Criterion.DISTANCE,
    ]
    # weights 0.30, 0.20, 0.15, 0.20 of 0.85
    assert found.parts[0].weight_share == pytest.approx(0.30 / 0.85)


def test_energy_is_not_waste():
    assert Reason.OTHER_MATERIAL in reasons(heat(offer), need())
    assert Reason.OTHER_MATERIAL in reasons(offer(), heat(need))


@pytest.mark.parametrize(("offered", "needed", "score"), [(2, 2, 1.0), (1, 4, 1.0), (3, 2, 0.5)])
def test_grades(offered, needed, score):
    assert score_of(pair(offer(grade=offered), need(grade=needed)), Criterion.GRADE) == score


def test_two_grades_worse_is_refused():
    assert reasons(offer(grade=4), need(grade=2)) == [Reason.GRADE]


def test_the_way_of_a_material_costs_by_the_tonne_kilometre():
    # 3 km east and 4 km north are 5 km by air, × 1.3 = 6.5 km by road; × 0.25 €/tkm = 1.625 €/t of the tolerable 10
    found = pair(offer(), need(position_m=(3_000.0, 4_000.0)))
    assert score_of(found, Criterion.DISTANCE) == pytest.approx(1 - 0.1625)
    assert found.transport_eur_per_unit == pytest.approx(1.625)
    # a measured way takes the place of the estimate
    found = pair(offer(), need(), distance_m=lambda _offer, _need: 20_000.0)
    assert score_of(found, Criterion.DISTANCE) == pytest.approx(0.5)  # 20 × 0.25 = 5 of 10 €/t


def test_what_is_too_far_is_refused():
    # 40 km × 0.25 €/tkm = 10 €/t
    assert reasons(offer(), need(), distance_m=lambda _offer, _need: 40_000.0) == [Reason.TOO_FAR]
    assert reasons(heat(offer), heat(need, temperature_c=40), distance_m=lambda _o, _n: 3_000.0) == [Reason.TOO_FAR]
    near = pair(heat(offer), heat(need, temperature_c=40), distance_m=lambda _offer, _need: 600.0)
    assert score_of(near, Criterion.DISTANCE) == pytest.approx(0.8)  # 600 of 3 000 m
    assert near.transport_eur_per_unit is None


def test_a_whole_score_worked_by_hand():
    # cardboard instead of separately collected paper 0.9; 60 of 80 t: 0.75; all year: 1; one grade worse: 0.5;
    # 10 km by road × 0.25 = 2.50 of 10 €/t: 0.75
    found = pair(
        offer("15 01 01", tonnes(60), grade=3),
        need("20 01 01", tonnes(80), grade=2),
        distance_m=lambda _offer, _need: 10_000.0,
    )
    # weights 0.30 0.20 0.15 0.15 0.20 add up to 1:
    # 0.27 + 0.15 + 0.15 + 0.075 + 0.15 = 0.795
    assert found.score == pytest.approx(0.795)


def test_the_unknown_earns_nothing_and_is_told():
    found = pair(offer(calendar=None, grade=None), need(position_m=None))
    assert [part.score for part in found.parts] == [1, 1, None, None, None]
    # known: material 0.30 and quantity 0.20
    assert (found.score, found.score_at_most) == (pytest.approx(0.5), pytest.approx(1))
    assert found.transport_eur_per_unit is None


def test_all_reasons_are_told_at_once():
    far = {"distance_m": lambda _offer, _need: 90_000.0}
    found = reasons(offer("15 01 10", grade=5, holder="B"), need("20 01 38", grade=1), **far)
    assert found == [Reason.SAME_HOLDER, Reason.OTHER_MATERIAL, Reason.NO_PERMIT, Reason.GRADE, Reason.TOO_FAR]


def test_an_offer_comes_first():
    with pytest.raises(BadProfile):
        pair(need(), offer())


def test_each_part_and_score_lies_between_0_and_1_and_more_is_never_known_than_possible():
    for grade, months, amount, way_m in itertools.product((None, 1, 3), (None, "1-6"), (1, 1e6), (None, 0.0, 39_999.0)):
        given = offer(quantity=tonnes(amount), grade=grade, calendar=Calendar.of(months=months) if months else None)
        found = pair(given, need(grade=2), distance_m=lambda _offer, _need, way_m=way_m: way_m)
        assert all(part.score is None or 0 <= part.score <= 1 for part in found.parts)
        assert 0 <= found.score <= found.score_at_most <= 1 + 1e-12
        assert 0 < found.matchable <= min(found.offer_per_year, found.need_per_year) * (1 + 1e-12)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: offer(grade=6),
        lambda: offer(temperature_c=-300),
        lambda: offer(position_m=(math.nan, 0.0)),
        lambda: Terms(detour_factor=0),
        lambda: Terms(grade_step=2),
        lambda: Terms(weights={Criterion.MATERIAL: 1.0}),
        lambda: Terms(weights={**WEIGHTS, Criterion.GRADE: 0.0}),
    ],
)
def test_facts_that_cannot_be_are_refused(wrong):
    with pytest.raises(BadProfile):
        wrong()


def test_the_table_of_substitutions_is_sound():
    table = project_substitutions()
    assert len(table) > 30
    assert table["150101", "200101"] == 0.9
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] for row in rows)
    for wrong in ([rows[0], rows[0]], [{**rows[0], "score": "1.2"}], [{**rows[0], "needed": rows[0]["offered"]}]):
        with pytest.raises(BadProfile):
            substitutions_from(wrong)


@pytest.mark.skipif(
    not OFFICIAL_LIST.exists(), reason="the official list is used in place and is not part of the project"
)
def test_each_code_of_the_substitutions_is_a_harmless_entry_of_the_official_list():
    with OFFICIAL_LIST.open(encoding="utf-8", newline="") as file:
        official = WasteList.of((row["code"], row["hazardous"] == "true") for row in csv.DictReader(file))
    assert len(official.hazardous) == 973
    assert sum(official.hazardous.values()) == 408
    for code in {code for codes in project_substitutions() for code in codes} - set(Energy):
        assert len(code) == 6
        assert not official.is_hazardous(code)
    assert TERMS.detour_factor == 1.3
