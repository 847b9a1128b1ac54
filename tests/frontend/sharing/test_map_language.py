"""Paper and screen speak the same map language: the numbers of the one are compared with the source of the other."""

import re

import pytest

from frontend.sharing.drawing import language
from frontend.sharing.drawing.place import ABOVE, DEEPEST_ZOOM
from layers.public_places.models import PlaceKind
from tests.architecture.checkout import ROOT

MAP = ROOT / "frontend/static/frontend/js/map"
STYLES = (MAP / "styles.js").read_text()
LIGHT = STYLES[STYLES.index("light: {") : STYLES.index("dark: {")]


COLOURS = "ground beyond paper border ink quiet park zone tram casing work place glyph selection"


@pytest.mark.parametrize("name", COLOURS.split())
def test_colours(name: str) -> None:
    (colour,) = re.findall(rf"\b{name}: '(#\w+)'", LIGHT)
    assert getattr(language, name.upper()) == colour


def test_hues_and_forms_of_what_is_placed() -> None:
    placed = LIGHT[LIGHT.index("placed: {") :]
    assert dict(re.findall(r"'([\w-]+)': '(#\w+)'", placed)) == language.PLACED
    forms = re.search(r"FORMS = \{(.+?)\}", STYLES)
    assert forms
    assert dict(re.findall(r"'([\w-]+)': '(\w+)'", forms[1])) == language.FORMS


def test_rings() -> None:
    rings = re.search(r"RINGS = \{(.+?)\}", STYLES)
    assert rings
    assert dict(re.findall(r"(\w+): '(\w+)'", rings[1])) == language.RINGS


def test_the_signs_of_public_places() -> None:
    told = re.search(r"PLACE_SIGNS = \{(.+?)\n\};", STYLES, re.DOTALL)
    assert told
    found = re.findall(r"(\w+): \{ form: '(\w+)', letter: '([^']*)' \}", told[1])
    assert {kind: (form, letter) for kind, form, letter in found} == language.PLACE_SIGNS
    assert set(language.PLACE_SIGNS) == set(PlaceKind.values)
    radii = re.search(r"placeRadiusPx\(zoom\) \{\s+return zoom < 15 \? ([\d.]+) : ([\d.]+);", STYLES)
    assert radii
    assert [float(each) for each in radii.groups()] == [language.place_radius_px(14.9), language.place_radius_px(15)]


def test_how_large_a_number_is() -> None:
    told = re.search(r"const QUIETER = ([\d.]+);", STYLES)
    assert told
    assert float(told[1]) == language.QUIETER
    # 20 things: 8 + 3 * log2(20) ** 0.9 = 19.20; establishments 0.78 of it.
    assert language.aggregate_radius_px(20, 12, quiet=False) == pytest.approx(19.20, abs=0.01)
    assert language.aggregate_radius_px(20, 12, quiet=True) == pytest.approx(14.98, abs=0.01)


def test_from_which_zoom_on_things_have_names() -> None:
    source = (MAP / "paint-names.js").read_text()
    named = re.search(r"NAMED_FROM = \{(.+?)\}", source, re.DOTALL)
    assert named
    found = {name: int(zoom) for name, zoom in re.findall(r"'?([\w-]+)'?: (\d+)", named[1])}
    assert found == language.NAMED_FROM


def test_what_is_counted_where() -> None:
    source = (ROOT / "frontend/static/frontend/js/geo/tile-grid.js").read_text()
    assert f"counted: {ABOVE}" in source
    assert f"DEEPEST_ZOOM = {DEEPEST_ZOOM};" in source
