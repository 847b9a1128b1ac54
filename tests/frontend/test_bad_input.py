"""What cannot be stored comes back with a sentence that helps, and with everything that was typed."""

import html
import json
import re

import pytest
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.test import Client

from layers.crs import CRS84_SRID, STORAGE_SRID, in_lonlat
from territory.contributions.models import Theme
from territory.initiatives.models import LocalInitiative
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, TinyLand, at

ADD = "/{}/add/local-initiatives/"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


def bow_tie() -> Polygon:
    """Two triangles of 100 m × 200 m that meet in the point where the outline crosses itself."""
    corners = [(400, 400), (600, 600), (600, 400), (400, 600), (400, 400)]
    moved = [(ORIGIN_X_M + x, ORIGIN_Y_M + y) for x, y in corners]
    return in_lonlat(Polygon(moved, srid=STORAGE_SRID))


def typed(**more: str) -> dict[str, str]:
    return {
        "title_en": "Repair café",
        "summary_en": "Every first Saturday.",
        "theme": str(Theme.objects.get(code="waste").pk),
        "location": in_lonlat(at(500, 500)).geojson,
        "stage": "pilot",
        "intent": "save",
        **more,
    }


@pytest.fixture
def editor(tiny_land: TinyLand) -> Client:
    client = Client()
    client.force_login(tiny_land.editor_westen, backend="django.contrib.auth.backends.ModelBackend")
    return client


def refused(editor: Client, language: str = "en", **more: str) -> str:
    """The form as it comes back; what was typed elsewhere is still there and nothing is stored."""
    sent = typed(**more)
    answer = editor.post(ADD.format(language), sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'value="Repair café"' in page or "title_en" in more
    assert "Every first Saturday." in page
    assert sent["location"] in page
    assert not LocalInitiative.objects.exists()
    return page


def test_a_shape_that_crosses_itself_is_offered_repaired_and_never_taken_silently(editor) -> None:
    drawn = bow_tie().geojson
    page = refused(editor, location=drawn)
    assert "crosses or touches itself, at 6." in page
    assert "Self-intersection" not in page
    assert "Is this what you meant?" in page
    repaired = re.search(r'name="repaired" value="(.*?)">', page)[1]
    shape = GEOSGeometry(repaired, srid=CRS84_SRID)
    assert shape.valid
    # Without the tick it is asked again, with it the repaired shape is stored.
    refused(editor, location=drawn, repaired=repaired)
    answer = editor.post(ADD.format("en"), typed(location=drawn, repaired=repaired, take_repaired="yes"))
    assert answer.status_code == 302
    # Two triangles, each 200 m wide at its foot and 100 m high: 2 ha together.
    assert LocalInitiative.objects.get().location.area == pytest.approx(20_000, rel=0.001)


def test_a_shape_that_cannot_be_repaired_is_only_refused(editor) -> None:
    flat = {
        "type": "Polygon",
        "coordinates": [[[6.0, 49.5], [6.01, 49.5], [6.0, 49.5], [6.0, 49.5]]],
    }
    page = refused(editor, location=json.dumps(flat))
    assert "Is this what you meant?" not in page


def test_two_hundred_thousand_points_are_too_many(editor) -> None:
    line = [[6.04 + number / 1e8, 49.52] for number in range(200_000)]
    page = refused(editor, location=json.dumps({"type": "LineString", "coordinates": line}))
    assert "200000 points; at most 20000 are taken" in page


def test_a_title_of_ten_thousand_characters_comes_back_whole(editor) -> None:
    long = "Gärten und Wege " * 625
    page = refused(editor, title_en=long)
    assert long.strip() in page
    assert "150" in page


@pytest.mark.parametrize("day", ["1830-05-01", "0024-05-01", "2999-01-01"])
def test_a_day_before_the_tram_is_asked_about(editor, day) -> None:
    page = refused(editor, starts_on=day)
    assert "Is the year right?" in page
    assert f'value="{day}"' in page


def test_a_point_in_another_country_is_told(editor) -> None:
    page = refused(editor, location='{"type": "Point", "coordinates": [2.35, 48.86]}')
    assert "outside the communes of the map" in page


def test_html_in_every_text_field_is_only_text(editor, tiny_land) -> None:
    texts = {
        f"{name}_{language}": f"{SCRIPT} {name} {language}"
        for name in ("title", "summary")
        for language in ("de", "fr", "en", "lb")
    }
    answer = editor.post(ADD.format("en"), typed(**texts), follow=True)
    stored = LocalInitiative.objects.get()
    assert stored.title_en == texts["title_en"]
    assert stored.summary_de == texts["summary_de"]
    pages = [answer.content.decode()] + [
        editor.get(f"/{language}{path}").content.decode()
        for language in ("de", "fr", "en", "lb")
        for path in (
            f"/local-initiatives/{stored.pk}/",
            f"/local-initiatives/{stored.pk}/edit/",
            "/mine/",
        )
    ]
    pages.append(editor.post(f"/en/local-initiatives/{stored.pk}/delete/", follow=True).content.decode())
    for page in pages:
        assert "&lt;script&gt;alert" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_html_in_what_is_refused_is_only_text_too(editor) -> None:
    page = editor.post(
        ADD.format("en"),
        typed(link=SCRIPT, location=SCRIPT, starts_on=SCRIPT, lon=SCRIPT, lat=SCRIPT, stage=SCRIPT),
    ).content.decode()
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_the_sentence_is_in_the_persons_language(editor) -> None:
    english = refused(editor, starts_on="0024-05-01")
    german = refused(editor, "de", starts_on="0024-05-01")
    assert "Stimmt das Jahr?" in german
    assert "Stimmt das Jahr?" not in english


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "٣", "-1", "1.5", ""])
def test_a_number_that_is_none_names_nothing(tiny_land: TinyLand, number: str) -> None:
    administrator = Client()
    administrator.force_login(tiny_land.administrator, backend="django.contrib.auth.backends.ModelBackend")
    follow = administrator.post("/en/following/start/", {"subject": "commune", "pk": number})
    assert follow.status_code == 404
    for address, decision in (("suggestions", "accept"), ("comments", "show"), ("answer", "agree")):
        sent = {"thing": [number], "decision": decision, "answer": "Yes."}
        page = administrator.post(f"/en/queue/{address}/", sent, follow=True)
        assert page.status_code in {200, 422}, address
        assert "deleted in the meantime" in page.content.decode() or page.status_code == 422
