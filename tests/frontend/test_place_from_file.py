"""The place of a form out of a file: choices, sentences in the person's language, and what was typed stays."""

import html
import re

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile

from layers.crs import in_lonlat
from territory.contributions.models import Theme
from territory.initiatives.models import LocalInitiative
from tests.territory.geometry_files import samples
from tests.tiny_land import at

ADD = "/en/add/local-initiatives/"


def corner(x_m: float, y_m: float) -> tuple[float, float]:
    return in_lonlat(at(x_m, y_m)).coords


@pytest.fixture
def editor(tiny_land, reading_as):
    return reading_as(tiny_land.editor_westen)


def typed(content: bytes | None = None, name: str = "garden.geojson", **more: object) -> dict[str, object]:
    chosen = {} if content is None else {"place_file": SimpleUploadedFile(name, content)}
    return {
        "title_en": "Repair <b>café</b>",
        "summary_en": "Every first Saturday.",
        "theme": str(Theme.objects.get(code="waste").pk),
        "stage": "pilot",
        "intent": "load-place",
        **chosen,
        **more,
    }


def choices_in(page: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(r'name="file_place" value="([^"]*)"', page)]


def test_of_several_shapes_one_is_chosen_without_any_script(editor) -> None:
    squares = [
        shapely.Polygon([corner(x, 500), corner(x + 100, 500), corner(x + 100, 600), corner(x, 600)])
        for x in (500, 900)
    ]
    answer = editor.post(ADD, typed(samples.geojson(*squares)))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Repair &lt;b&gt;café&lt;/b&gt;" in page
    assert "Every first Saturday." in page
    assert "The file holds 2 shapes." in page
    assert "1.0\u00a0ha" in page
    chosen = choices_in(page)[1]
    stored = editor.post(ADD, typed(intent="save", file_place=chosen))
    assert stored.status_code == 302
    # The second square: its corner is 900 m east of the origin.
    assert LocalInitiative.objects.get().location.extent[0] == pytest.approx(at(900, 500).x, abs=0.1)


def test_a_refused_form_still_has_the_chosen_shape(editor) -> None:
    (chosen,) = choices_in(editor.post(ADD, typed(samples.geojson(shapely.Point(corner(500, 500))))).content.decode())
    page = html.unescape(editor.post(ADD, typed(intent="save", file_place=chosen, title_en="")).content.decode())
    assert f">\n{chosen}</textarea>" in page


def test_loading_while_changing_something_keeps_the_version_it_began_from(editor) -> None:
    (chosen,) = choices_in(editor.post(ADD, typed(samples.geojson(shapely.Point(corner(500, 500))))).content.decode())
    editor.post(ADD, typed(intent="save", file_place=chosen))
    thing = LocalInitiative.objects.get()
    address = f"/en/local-initiatives/{thing.pk}/edit/"
    page = editor.post(address, typed(samples.geojson(shapely.Point(corner(600, 500))), based_on="1")).content.decode()
    assert 'name="based_on" value="1"' in page
    editor.post(address, typed(intent="save", based_on="1", file_place=choices_in(page)[0]))
    thing.refresh_from_db()
    assert thing.location.x == pytest.approx(at(600, 500).x, abs=0.1)


def test_a_lake_of_two_hundred_thousand_points_is_offered_lighter_and_says_by_how_much(editor) -> None:
    page = html.unescape(editor.post(ADD, typed(samples.geojson(samples.ring(200_001)))).content.decode())
    assert re.search(r"It has 200,001 points\. Offered is a simpler shape of [\d,]+, up to [\d.]+ m off\.", page)


BAD = {
    "external entity": (
        samples.kml_with_an_external_entity(),
        {"de": "auf andere Dateien", "fr": "à d’autres fichiers"},
    ),
    "zip bomb": (samples.zip_bomb(), {"de": "nicht entpackt", "fr": "pas été décompressé"}),
    "no .prj": (samples.shapefile(without=".prj"), {"de": ".prj-Datei fehlt", "fr": "fichier .prj manque"}),
    "a photo": (b"\xff\xd8\xff\xe0", {"de": "keine Datei mit Orten", "fr": "pas un fichier de lieux"}),
}


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("what", BAD)
def test_bad_files_get_a_sentence_and_what_was_typed_stays(editor, what, language) -> None:
    content, words = BAD[what]
    sent = typed(content, "garden.zip", title_en="", **{f"title_{language}": "Reparieren"})
    page = html.unescape(editor.post(f"/{language}/add/local-initiatives/", sent).content.decode())
    assert words[language] in page
    assert 'value="Reparieren"' in page
    assert "Every first Saturday." in page
    assert "root:" not in page
    upload = SimpleUploadedFile("garden.zip", content)
    fragment = editor.post(f"/{language}/place-from-file/", {"place_file": upload})
    assert fragment.status_code == 422
    assert words[language] in html.unescape(fragment.content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("de", "außerhalb der Gemeinden"), ("fr", "hors des communes de la carte")]
)
def test_a_shape_in_another_country_is_told_when_it_is_handed_in(editor, language, words) -> None:
    address = f"/{language}/add/local-initiatives/"
    (chosen,) = choices_in(editor.post(address, typed(samples.geojson(shapely.Point(2.35, 48.86)))).content.decode())
    answer = editor.post(address, typed(intent="save", file_place=chosen))
    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert chosen in html.unescape(answer.content.decode())


def test_names_in_a_file_are_only_text(editor) -> None:
    content = samples.kml().replace(b"Garden", b"&lt;script&gt;alert(1)&lt;/script&gt;")
    page = editor.post(ADD, typed(content, "garden.kml")).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_only_whoever_is_signed_in_may_have_a_file_read(tiny_land, reading_as) -> None:
    assert reading_as(None).post("/en/place-from-file/", {}).status_code == 302
