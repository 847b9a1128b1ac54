"""The list as the server writes it: filtered, in its order, page after page; nothing that only members see."""

import datetime
import re

import pytest

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at


def rows_of(page: str) -> list[str]:
    return re.findall(r'row__name">([^<]*)<', page)


@pytest.fixture
def gardens(tiny_land):
    """One garden a kilometre, the first in 2024 and the second in 2025; one is a draft."""
    for number, (name, state) in enumerate(
        [("Zaun", State.PUBLISHED), ("Ähre", State.PUBLISHED), ("Beet", State.DRAFT), ("Baum", State.PUBLISHED)]
    ):
        make(
            LocalInitiative,
            tiny_land.gemeinde_westen,
            at(500 + 1000 * number, 500),
            state,
            title_de=name,
            stage="pilot" if number else "running",
            starts_on=datetime.date(2024 + number, 1, 1),
        )
    return tiny_land


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ähre", "Baum", "Zaun"]),
        ("?stage=pilot", ["Ähre", "Baum"]),
        ("?stage=pilot,running", ["Ähre", "Baum", "Zaun"]),
        ("?stage=pilot&stage=running&commune=0902", ["Baum"]),
        ("?theme=mobility,food&stage=running", ["Zaun"]),
        ("?kind=local-initiatives,pooled-services&stage=running", ["Zaun"]),
        ("?kind=cooperation-projects,pooled-services", []),
        ("?region=nord,alles&q=zau", ["Zaun"]),
        ("?sort=-date", ["Baum", "Ähre", "Zaun"]),
        ("?sort=distance&at=6.1,49.53", ["Baum", "Ähre", "Zaun"]),
        ("?commune=0902", ["Baum"]),
        ("?kind=local-initiatives&commune=0901,0902", ["Ähre", "Baum", "Zaun"]),
        ("?commune=0901&commune=0902&stage=pilot", ["Ähre", "Baum"]),
        ("?commune=0902,0903", ["Baum"]),
        ("?region=nord&q=zau", ["Zaun"]),
        ("?q=zaunn", ["Zaun"]),
        ("?q=zahn", []),
        ("?on=2024-06-01", ["Zaun"]),
        ("?works=running", []),
        ("?on=2024-13-01", []),
    ],
)
def test_the_filters_of_the_address_hold(gardens, client, query, expected):
    assert rows_of(client.get(f"/de/{query}").content.decode()) == expected


def test_the_form_shows_what_is_chosen_and_hands_on_the_rest(gardens, client):
    page = client.get("/de/?stage=pilot&sort=-date&z=12&lon=6.05&lat=49.52&on=2025-01-01").content.decode()
    assert re.search(r'value="pilot" checked', page)
    assert re.search(r'value="-date" selected', page)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert kept == {"z": "12", "lon": "6.05", "lat": "49.52", "on": "2025-01-01"}


def test_the_form_names_the_communes_that_are_chosen_and_hands_them_on_as_one(gardens, client):
    page = client.get("/de/?commune=0902&commune=0901").content.decode()
    assert set(re.findall(r'name="commune" value="(\d+)" checked', page)) == {"0901", "0902"}
    in_words = [set(each.split(", ")) for each in re.findall(r'chip-fold__chosen">([^<]*)<', page)]
    assert {"Osten", "Westen"} in in_words
    assert "?commune=0902,0901" in re.search(r'row__link" href="([^"]+)"', page)[1]


@pytest.mark.parametrize(
    "query",
    [
        "theme=nothing",
        "theme=food,nothing",
        "region=nowhere",
        "region=nord,nowhere",
        "on=yesterday",
        "working_group=none",
        "commune=0901,none",
        "kind=local-initiatives,none",
        "works=running,none",
    ],
)
def test_a_choice_that_is_none_is_said_in_words(gardens, client, query):
    response = client.get(f"/de/?{query}")
    assert response.status_code == 200
    assert "message--error" in response.content.decode()


def test_one_kind_comes_page_after_page(gardens, client):
    for number in range(105):
        make(LocalInitiative, gardens.gemeinde_westen, at(100, 100), State.PUBLISHED, title_de=f"M {number:03}")
    first = client.get("/de/?kind=local-initiatives").content.decode()
    assert len(rows_of(first)) == 100
    rest = re.search(r'group__more" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(rest).content.decode()
    assert len(rows_of(second)) == 8
    assert "group__more" not in second
    assert not set(rows_of(first)) & set(rows_of(second))


def test_each_thing_chosen_can_be_left_out_alone_and_what_is_much_together(gardens, client):
    page = client.get("/de/?theme=food,energy&stage=pilot&z=12").content.decode()
    chips = [href.replace("&amp;", "&") for href in re.findall(r'chosen__chip" href="([^"]*)"', page)]
    assert sorted(chips) == [
        "?stage=pilot&theme=energy&z=12",
        "?stage=pilot&theme=food&z=12",
        "?theme=food,energy&z=12",
    ]
    assert re.search(r'chosen__clear" href="([^"]*)"', page)[1] == "?z=12"
    many = client.get("/de/?theme=food,energy,mobility,buildings,waste").content.decode()
    assert re.findall(r'chosen__chip" href="([^"]*)" data-name="theme">.*?</span>([^<]*)<', many) == [("?", "Thema: 5")]


def test_a_group_among_others_goes_on_without_losing_a_filter(gardens, client):
    for number in range(10):
        make(LocalInitiative, gardens.gemeinde_westen, at(100, 100), State.PUBLISHED, title_de=f"M {number:03}")
    page = client.get("/de/?kind=local-initiatives,business-parks").content.decode()
    assert len(re.findall("<section", page.split('id="list"')[1].split('id="nearby"')[0])) == 2
    more = re.search(r'group__more" href="([^"]+)"', page)[1].replace("&amp;", "&")
    rest = client.get(more).content.decode()
    # 13 gardens, 8 of them on the first page.
    assert rows_of(rest) == rows_of(client.get("/de/?kind=local-initiatives").content.decode())[8:]
    assert set(re.findall(r'name="kind" value="([\w-]+)" checked', rest)) == {"local-initiatives", "business-parks"}


@pytest.mark.parametrize("query", ["kind=local-initiatives&begin=1", "more=local-initiatives&begin=1"])
def test_addresses_of_a_page_of_one_kind_go_on_working(gardens, client, query):
    assert rows_of(client.get(f"/de/?{query}").content.decode()) == ["Baum", "Zaun"]


def test_the_page_takes_a_bounded_number_of_statements(gardens, client, django_assert_max_num_queries):
    # Days of the slider, sources, regions: each asked together, whatever the map layers. What a link shows where
    # it is posted takes two more: whether there is such a region, and its name.
    with django_assert_max_num_queries(32):
        client.get("/de/?region=nord")
    with django_assert_max_num_queries(21):
        client.get("/de/")
