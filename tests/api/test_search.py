"""Search by name: four languages, accents, case and typing errors, rank, and who may see what."""

import pytest
from django.utils import translation

from layers.business_parks.models import BusinessPark


def search(ask, words, **more):
    response = ask(f"/api/v1/search?q={words}", **more)
    assert response.status_code == 200, response.content
    return response.json()


def labels(ask, words, **more):
    return [hit["label"] for hit in search(ask, words, **more)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("osten", "Osten"),
        ("SUDEN", "Süden"),
        ("süd", "Süden"),
        ("breck", "Bréck"),
        ("stareplaz", "Stäreplaz"),
        ("stäreplats", "Stäreplaz"),
        ("atelier muller", "Atelier Müller"),
        ("ateleir", "Atelier Müller"),
        ("backerei", "Bäckerei Élise"),
        ("elise", "Bäckerei Élise"),
        ("gruner", "Grüner Weg"),
        ("gemeinsam", "Gemeinsam fahren"),
        ("kantine", "Kantine"),
        ("gruppe", "Gruppe"),
        ("park", "Park"),
    ],
)
def test_what_is_meant_is_found_first(words, first, ask, full_land):
    assert labels(ask, words)[0] == first


def test_every_kind_is_searched(ask, full_land):
    words = ("westen", "park", "breck", "gruppe", "atelier", "gruner", "gemeinsam", "kantine")
    assert [search(ask, word)[0]["collection"] for word in words] == [
        "communes",
        "business-parks",
        "transit-stops",
        "working-groups",
        "establishments",
        "local-initiatives",
        "cooperation-projects",
        "pooled-services",
    ]


def test_establishments_are_found_by_their_company(ask, full_land):
    assert set(labels(ask, "schreinerei")) == {establishment.name for establishment in full_land.establishments}


def test_a_name_is_found_in_any_language_and_told_in_the_readers(ask, full_land):
    full_land.osten.name_fr, full_land.osten.name_de = "Levant", "Osten"
    full_land.osten.save()
    assert labels(ask, "levant&lang=de") == ["Osten"]
    assert labels(ask, "osten&lang=fr")[0] == "Levant"


def test_an_exact_name_ranks_before_a_beginning_before_a_likeness(ask, full_land):
    full_land.westen.name_en, full_land.osten.name_en, full_land.sueden.name_en = "Belval", "Belvaux", "Belval Nord"
    for commune in (full_land.westen, full_land.osten, full_land.sueden):
        commune.save()
    assert labels(ask, "belval")[:2] == ["Belval", "Belval Nord"]


def test_drafts_are_found_by_their_own_people_only(ask, full_land):
    assert labels(ask, "geheimer") == []
    assert labels(ask, "geheimer", user=full_land.editor_westen) == ["Geheimer Plan"]


def test_a_hit_says_where_it_is(ask, full_land):
    hit = search(ask, "atelier")[0]
    assert set(hit) == {"kind", "collection", "id", "label", "context", "bbox", "lon", "lat"}
    assert hit["id"] == full_land.establishments[0].pk
    assert hit["bbox"] == [hit["lon"], hit["lat"], hit["lon"], hit["lat"]]
    assert (hit["lon"], hit["lat"]) == pytest.approx((6.045182, 49.529545), abs=1e-5)


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "%25%25", "a%00b", "", "x" * 101])
def test_odd_characters_do_no_harm(words, ask, full_land):
    response = ask("/api/v1/search") if words == "" else ask(f"/api/v1/search?q={words}")
    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert response.json() == []


def test_the_limit_is_kept(ask, full_land):
    assert len(search(ask, "e&limit=1")) <= 1


@pytest.mark.parametrize("language", ["en", "de", "fr", "lb"])
def test_the_type_of_a_business_park_is_said_in_words(language, ask, full_land):
    [park] = [hit for hit in search(ask, f"park&lang={language}") if hit["kind"] == "business-park"]
    with translation.override(language):
        assert park["context"] == BusinessPark.objects.get(pk=park["id"]).get_state_type_display()
