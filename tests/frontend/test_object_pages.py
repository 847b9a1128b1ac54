"""The page of an object: what it says, to whom, and in which frame."""

import datetime
import re

import pytest

from frontend.views.objects import OBJECT_PAGES
from layers.communes.models import Commune
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at

PANEL = {"X-Fragment": "panel"}


def words(response) -> str:
    """The text of a page, with single spaces."""
    return re.sub(r"(<[^>]*>|\s)+", " ", response.content.decode())


@pytest.mark.parametrize("language", ["de", "fr", "en", "lb"])
@pytest.mark.parametrize("collection", OBJECT_PAGES)
def test_a_visitor_reads_the_page_of_every_object(one_of_each, reading_as, collection, language):
    thing = one_of_each[collection]
    response = reading_as(None).get(f"/{language}/{collection}/{thing.pk}/")
    assert response.status_code == 200
    page = response.content.decode()
    assert f'data-collection="{collection}" data-id="{thing.pk}"' in page
    assert f"<title>{thing}" in page
    assert f'<html lang="{language}"' in page


def test_a_page_names_its_address_in_every_language(one_of_each, reading_as):
    pk = one_of_each["business-parks"].pk
    page = reading_as(None).get(f"/de/business-parks/{pk}/?x=1").content.decode()
    assert f'<link rel="canonical" href="http://testserver/de/business-parks/{pk}/">' in page
    for language in ("de", "fr", "en", "lb"):
        address = f"http://testserver/{language}/business-parks/{pk}/"
        assert f'<link rel="alternate" hreflang="{language}" href="{address}">' in page


def test_the_panel_gets_the_article_alone_and_caches_keep_the_two_apart(one_of_each, reading_as):
    pk = one_of_each["business-parks"].pk
    response = reading_as(None).get(f"/de/business-parks/{pk}/", headers=PANEL)
    assert response.content.decode().startswith('<article id="detail"')
    assert "<html" not in response.content.decode()
    assert "X-Fragment" in response["Vary"]


def test_the_box_of_an_object_is_in_degrees_west_south_east_north(one_of_each, reading_as):
    pk = one_of_each["business-parks"].pk
    page = reading_as(None).get(f"/de/business-parks/{pk}/", headers=PANEL).content.decode()
    west, south, east, north = map(float, re.search(r'data-bbox="([^"]+)"', page)[1].split(","))
    assert 5.7 < west < east < 6.6
    assert 49.4 < south < north < 50.2


def test_a_business_park_tells_area_jobs_stop_and_where_it_comes_from(one_of_each, reading_as):
    pk = one_of_each["business-parks"].pk
    text = words(reading_as(None).get(f"/en/business-parks/{pk}/", headers=PANEL))
    assert "20.0 ha" in text  # 500 m × 400 m
    assert "1,250" in text  # the jobs of the one establishment inside
    assert "Parkplatz , 300 m in a straight line" in text
    assert "Tiny land" in text
    assert "CC0-1.0" in text
    assert "Release of 1 January 2024" in text
    assert "Outline approximate" in text


def test_a_stop_tells_when_it_opened_and_what_is_near(one_of_each, reading_as):
    pk = one_of_each["transit-stops"].pk
    text = words(reading_as(None).get(f"/en/transit-stops/{pk}/", headers=PANEL))
    assert "Opened on 7 July 2024" in text
    assert "Establishments within 500 m 0" in text  # the nearest is 600 m away


def test_a_section_tells_its_length(one_of_each, reading_as):
    pk = one_of_each["transit-sections"].pk
    text = words(reading_as(None).get(f"/fr/transit-sections/{pk}/", headers=PANEL))
    assert "Ouvert le 7 juillet 2024" in text
    assert "1 000 m" in text


def test_a_construction_zone_tells_what_is_closed_for_whom(one_of_each, reading_as):
    pk = one_of_each["construction-zones"].pk
    text = words(reading_as(None).get(f"/de/construction-zones/{pk}/", headers=PANEL))
    assert "Heute: Auto – gesperrt" in text
    assert "ab 1. Januar 2024" in text
    assert "Ende nicht bekannt" in text


def test_what_is_invented_says_so(one_of_each, reading_as):
    pk = one_of_each["establishments"].pk
    text = words(reading_as(None).get(f"/en/establishments/{pk}/", headers=PANEL))
    assert "Invented for the demonstration" in text
    assert "Manufacturing" in text


def test_a_commune_that_was_merged_says_until_when_it_existed(tiny_land, reading_as):
    Commune.objects.filter(pk=tiny_land.osten.pk).update(valid_until=datetime.date(2020, 1, 1))
    text = words(reading_as(None).get(f"/en/communes/{tiny_land.osten.pk}/", headers=PANEL))
    assert "This commune existed until 1 January 2020" in text


def test_a_project_on_the_border_names_both_communes(tiny_land, reading_as):
    project = make(CooperationProject, tiny_land.firma, at(3000, 2000), State.PUBLISHED)
    text = words(reading_as(None).get(f"/en/cooperation-projects/{project.pk}/", headers=PANEL))
    assert "Westen" in text
    assert "Osten" in text


# Who finds the page of an initiative of Westen, by its state. A page that is not theirs is not there.
FINDS = {
    "visitor": {State.PUBLISHED},
    "editor_osten": {State.PUBLISHED},
    "editor_westen": set(State),
    "moderator": set(State) - {State.DRAFT},
    "administrator": set(State),
}


@pytest.mark.parametrize("person", FINDS)
@pytest.mark.parametrize("state", list(State))
def test_who_finds_the_page_of_an_initiative(tiny_land, reading_as, person, state):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
    reader = None if person == "visitor" else getattr(tiny_land, person)
    response = reading_as(reader).get(f"/de/local-initiatives/{thing.pk}/")
    assert response.status_code == (200 if state in FINDS[person] else 404)


def test_drafts_of_others_are_not_listed_in_a_commune(tiny_land, reading_as):
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    address = f"/en/communes/{tiny_land.westen.pk}/"
    link = f"/en/local-initiatives/{draft.pk}/"
    assert link not in reading_as(None).get(address).content.decode()
    assert link in reading_as(tiny_land.editor_westen).get(address).content.decode()


def test_the_state_and_its_reason_are_for_those_who_write_or_decide(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.CHANGES_REQUESTED)
    thing.state_reason = "Wer zahlt?"
    thing.save()
    text = words(reading_as(tiny_land.editor_westen).get(f"/en/local-initiatives/{thing.pk}/", headers=PANEL))
    assert "Changes requested" in text
    assert "Wer zahlt?" in text


def test_text_from_people_is_shown_as_text(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    thing.title_de = "<script>alert(1)</script>"
    thing.save()
    page = reading_as(None).get(f"/de/local-initiatives/{thing.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_addresses_that_lead_nowhere_get_a_page_in_our_look(tiny_land, reading_as):
    response = reading_as(None).get("/de/communes/999999/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()
    assert reading_as(None).get("/fr/nowhere/").status_code == 404
