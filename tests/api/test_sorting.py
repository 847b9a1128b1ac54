"""Items by name, date or distance, page after page, each once."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at

# By the letters of no country É stands beside E and ä beside a; upper and lower case are one letter.
NAMES = ["ätzend", "Elster", "Étoile", "eule", "Zebra", "Apfel", "Élan"]
BY_NAME = ["Apfel", "ätzend", "Élan", "Elster", "Étoile", "eule", "Zebra"]
# Days after 2026-01-01; None has no first day.
DAYS = [30, None, 10, 10, None, 20, 0]
HERE = "from=6.0,49.5"


@pytest.fixture
def animals(tiny_land):
    """Seven initiatives along a line from west to east, 100 m apart."""
    for number, (name, days) in enumerate(zip(NAMES, DAYS, strict=True)):
        first = None if days is None else datetime.date(2026, 1, 1) + datetime.timedelta(days=days)
        make(
            LocalInitiative,
            tiny_land.gemeinde_westen,
            at(100 * (number + 1), 100),
            State.PUBLISHED,
            title_fr=name,
            starts_on=first,
        )
    return tiny_land


def titles(answer) -> list[str]:
    return [each["properties"]["title"] for each in answer["features"]]


def walk(ask, query: str, rel: str = "next") -> list[list[str]]:
    """The titles of each page, following the links."""
    pages, address = [], f"/ogc/collections/local-initiatives/items?{query}"
    while address:
        answer = ask(address).json()
        pages.append(titles(answer))
        links = {link["rel"]: link["href"] for link in answer["links"]}
        address = links.get(rel, "").removeprefix("http://testserver")
    return pages


def test_by_name_as_people_look_a_word_up(ask, animals):
    assert titles(ask("/ogc/collections/local-initiatives/items?sortby=name&lang=fr").json()) == BY_NAME
    assert titles(ask("/ogc/collections/local-initiatives/items?sortby=-name&lang=fr").json()) == BY_NAME[::-1]
    told = ask("/api/v1/summary?collections=local-initiatives&sortby=name&lang=fr&limit=3").json()
    assert titles(told["local-initiatives"]) == BY_NAME[:3]


@pytest.mark.parametrize(
    ("sortby", "expected"),
    [
        ("date", ["Élan", "Étoile", "eule", "Apfel", "ätzend", "Elster", "Zebra"]),
        ("-date", ["ätzend", "Apfel", "Étoile", "eule", "Élan", "Elster", "Zebra"]),
        ("+date", ["Élan", "Étoile", "eule", "Apfel", "ätzend", "Elster", "Zebra"]),
    ],
)
def test_by_first_day_and_without_one_at_the_end(ask, animals, sortby, expected):
    answer = ask(f"/ogc/collections/local-initiatives/items?sortby={sortby}&lang=fr").json()
    assert titles(answer) == expected


def test_who_is_equally_far_comes_by_id(ask, animals):
    first = LocalInitiative.objects.order_by("pk").first()
    for number in range(3):
        make(LocalInitiative, animals.gemeinde_westen, first.location, State.PUBLISHED, title_fr=f"Nr. {number}")
    whole = [first.title_fr, "Nr. 0", "Nr. 1", "Nr. 2"]
    pages = walk(ask, f"sortby=distance&{HERE}&lang=fr&limit=3")
    assert [title for page in pages for title in page][:4] == whole
    told = ask(f"/api/v1/summary?collections=local-initiatives&sortby=distance&{HERE}&lang=fr&limit=2").json()
    assert titles(told["local-initiatives"]) == whole[:2]


@pytest.mark.parametrize("sortby", ["name", "-name", "date", "-date", f"distance&{HERE}", f"-distance&{HERE}"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_page_after_page_each_comes_once_and_back_again(ask, animals, sortby, limit):
    whole = titles(ask(f"/ogc/collections/local-initiatives/items?sortby={sortby}&lang=fr").json())
    pages = walk(ask, f"sortby={sortby}&lang=fr&limit={limit}")
    assert [title for page in pages for title in page] == whole
    # The last page, and from there back to the first.
    address = f"/ogc/collections/local-initiatives/items?sortby={sortby}&lang=fr&limit={limit}"
    while True:
        links = {link["rel"]: link["href"] for link in ask(address).json()["links"]}
        if "next" not in links:
            break
        address = links["next"].removeprefix("http://testserver")
    query = urlsplit(address).query
    back = walk(ask, query, "prev")
    assert [title for page in reversed(back) for title in page] == whole
    assert limit == 7 or "cursor" in parse_qs(query)


def test_by_distance_each_says_how_far(ask, full_land):
    far = ask("/api/v1/establishments/?sortby=distance&from=6.0373,49.5197").json()["features"]
    told = ask("/api/v1/summary?collections=establishments&sortby=distance&from=6.0373,49.5197").json()
    near = ask("/api/v1/establishments/near?lon=6.0373&lat=49.5197&radius_m=20000").json()["features"]
    assert [(each["id"], each["properties"]["distance_m"]) for each in far] == [
        (each["id"], each["properties"]["distance_m"]) for each in near
    ]
    assert [each["properties"]["distance_m"] for each in told["establishments"]["features"]] == [
        each["properties"]["distance_m"] for each in near
    ]
    assert "distance_m" not in ask("/api/v1/establishments/?sortby=name").json()["features"][0]["properties"]


def test_works_by_their_first_phase_and_what_has_no_date_by_name(ask, full_land):
    assert ask("/api/v1/construction-zones/?sortby=-date").json()["numberReturned"] == 1
    by_date = ask("/api/v1/establishments/?sortby=date").json()
    assert [each["properties"]["name"] for each in by_date["features"]] == [
        "Atelier Müller",
        "Bäckerei Élise",
        "Transports Weber",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "sortby=jobs",
        "sortby=--name",
        "sortby=distance",
        "sortby=distance&from=6.1",
        "sortby=distance&from=a,b",
        "sortby=distance&from=49.5,6.1",
        "sortby=name&from=6.1,49.5",
        "from=6.1,49.5",
        "sortby=name&cursor=after-1",
        "sortby=name&cursor=after-1-%21",
        "sortby=name&cursor=after-1-MTI",
        "sortby=date&cursor=after-1-IngiCg",
        "cursor=after-1-IngiCg",
    ],
)
def test_what_cannot_be_sorted_is_refused_in_words(ask, full_land, query):
    response = ask(f"/api/v1/local-initiatives/?{query}")
    assert response.status_code == 400
    assert response.json()["detail"]


def test_as_it_was_known_on_a_day_too(ask, animals):
    today = timezone.localdate().isoformat()
    answer = ask(f"/ogc/collections/local-initiatives/items?sortby=-name&lang=fr&as_of={today}").json()
    assert titles(answer) == BY_NAME[::-1]
