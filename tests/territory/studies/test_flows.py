"""Sitings by the volume of a flow: what counts, in which unit, and for whom. Hand-worked.

Cardboard (15 01 01) is offered: the bakery at (1100, 1100) 104 t a year to everyone, the joiner at (1400, 1100) 52 t to
the facilitator only; the joiner needs 30 t. Heat is offered by the bakery: 900 MWh to the group. Without a network
minutes are metres × 1.3 / 80: the 300 m between the two are 4.875 minutes.
"""

import json

import pytest
from django.contrib.auth.models import AnonymousUser

from layers.crs import in_lonlat
from territory.companies.models import Company, Establishment
from territory.errors import Invalid
from territory.needs_and_offers.models import NeedOrOffer
from territory.siting.errors import UnusableProblem
from territory.studies.actions import ask, keep, run_again
from territory.studies.answer import with_words
from territory.studies.flows import Stated, stated_by
from territory.studies.inputs import Flow, Inputs, Threshold
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box


@pytest.fixture
def land(tiny_land):
    tiny_land.group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
    )
    places = {"bakery": (1100, tiny_land.firma), "joiner": (1400, None), "silent": (1200, None)}
    for name, (x, organisation) in places.items():
        company = Company.objects.create(name=name.title(), organisation=organisation)
        place = Establishment.objects.create(
            company=company, name=name.title(), location=at(x, 1100), nace_section="C", jobs=500
        )
        WorkingGroupMember.objects.create(working_group=tiny_land.group, establishment=place)
        setattr(tiny_land, name, place)
    stated = [
        (tiny_land.bakery, "out", "150101", 104.0, "all"),
        (tiny_land.joiner, "out", "150101", 52.0, "facilitator"),
        (tiny_land.joiner, "in", "150101", 30.0, "all"),
        (tiny_land.bakery, "out", "heat", 900.0, "group"),
    ]
    for place, direction, material, per_year, visibility in stated:
        NeedOrOffer.objects.create(
            establishment=place,
            direction=direction,
            material=material,
            amount=per_year,
            unit="MWh" if material == "heat" else "t",
            period="year",
            per_year=per_year,
            visibility=visibility,
        )
    return tiny_land


def question(material="150101", direction="out", **more):
    points = tuple(in_lonlat(at(x, 1100)).coords for x in (1100, 1400))
    inputs = {"stops": False, "ground": False, "points": points, "minutes": 2, **more}
    return Inputs({"group": "gruppe"}, flow=Flow(material, direction), **inputs)


def amounts(answer):
    return {one["name"]: one["jobs"] for one in answer["demand"]}


def test_tonnes_a_year_count_instead_of_jobs(land):
    answer = with_words(ask(land.coordinator, question()))
    # Within 2 minutes a point reaches one of the two: the bakery's 104 t are more than the joiner's 52 t.
    assert amounts(answer) == {"Bakery": 104, "Joiner": 52}
    assert answer["unit"] == "t"
    assert (answer["best"]["served_jobs"], answer["best"]["all_jobs"]) == (104, 156)
    assert [site["id"] for site in answer["best"]["sites"]] == ["point-1"]
    assert answer["best"]["sentences"][0] == "1 site serves 104 of 156 t a year (67 %)."


def test_the_least_walk_of_tonnes(land):
    answer = ask(land.coordinator, question(model="p-median"))
    # At the bakery 52 t × 4.875 min = 253.5; at the joiner 104 × 4.875 = 507. Mean: 253.5 ÷ 156 = 1.625.
    assert [site["id"] for site in answer["best"]["sites"]] == ["point-1"]
    assert answer["best"]["mean_min"] == 1.6


def test_what_is_needed_is_another_flow(land):
    assert amounts(ask(land.coordinator, question(direction="in"))) == {"Joiner": 30}


@pytest.mark.parametrize("material", ["15", "15 01", "150101", "15 01 01"])
def test_a_chapter_counts_all_below_it(material, land):
    assert amounts(ask(land.coordinator, question(material))) == {"Bakery": 104, "Joiner": 52}


def test_energy_counts_megawatt_hours(land):
    answer = ask(land.coordinator, question("heat"))
    assert (amounts(answer), answer["unit"]) == ({"Bakery": 900}, "MWh")


def test_a_threshold_is_in_the_same_unit(land):
    answer = ask(land.coordinator, question(threshold=Threshold(120, 5)))
    # 104 t alone are too little; with the neighbour 4.875 minutes away they are 156.
    assert sorted(answer["critical_mass"]["needed"]) == sorted([land.bakery.pk, land.joiner.pk])
    assert answer["critical_mass"]["jobs"] == 156


WHO_COUNTS_WHAT = [
    ("coordinator", "150101", {"Bakery": 104, "Joiner": 52}),  # facilitates
    ("administrator", "150101", {"Bakery": 104, "Joiner": 52}),
    ("company_member", "150101", {"Bakery": 104}),  # of the bakery
    ("moderator", "150101", {"Bakery": 104}),
    ("editor_westen", "150101", {"Bakery": 104}),
    ("coordinator", "heat", {"Bakery": 900}),
    ("company_member", "heat", {"Bakery": 900}),  # its own
    ("moderator", "heat", None),
    ("editor_westen", "heat", None),
]


@pytest.mark.parametrize(("name", "material", "counted"), WHO_COUNTS_WHAT)
def test_only_what_the_asker_may_read_counts(name, material, counted, land):
    person = getattr(land, name)
    if counted is None:
        with pytest.raises(UnusableProblem, match="or not to you"):
            ask(person, question(material))
    else:
        assert amounts(ask(person, question(material))) == counted


def test_what_is_kept_counts_only_what_everyone_may_read(land):
    study, run = keep(land.coordinator, "Karton", question(), land.group)
    assert amounts(run.answer) == {"Bakery": 104}
    assert amounts(run_again(land.coordinator, study).answer) == {"Bakery": 104}
    assert "52" not in json.dumps([one["jobs"] for one in run.answer["demand"]])
    with pytest.raises(UnusableProblem, match="to everyone"):
        keep(land.coordinator, "Wärme", question("heat"))


def test_a_question_with_a_flow_comes_back_as_it_was():
    assert Inputs.from_json(question().as_json()) == question()


def test_the_flows_on_offer_are_those_that_may_be_read(land):
    ids = [land.bakery.pk, land.joiner.pk, land.silent.pk]
    cardboard, needed = Flow("150101", "out"), Flow("150101", "in")
    heat = Stated(Flow("heat", "out"), "MWh", 900, 1)
    assert stated_by(ids, land.coordinator) == [heat, Stated(cardboard, "t", 156, 2), Stated(needed, "t", 30, 1)]
    assert stated_by(ids, AnonymousUser()) == [Stated(cardboard, "t", 104, 1), Stated(needed, "t", 30, 1)]


def test_what_is_withdrawn_counts_nothing(land):
    NeedOrOffer.objects.filter(establishment=land.joiner).update(withdrawn_at="2026-01-01T00:00Z")
    assert amounts(ask(land.coordinator, question())) == {"Bakery": 104}


@pytest.mark.parametrize(
    ("flow", "pointer"),
    [(("999999", "out"), "/flow/material"), (("", "out"), "/flow/material"), (("150101", "up"), "/flow/direction")],
)
def test_an_unknown_flow_is_pointed_at(flow, pointer, land):
    with pytest.raises(Invalid) as refusal:
        ask(land.coordinator, question(*flow))
    assert list(refusal.value.problems) == [pointer]
