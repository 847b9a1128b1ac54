"""The drawing: where things lie, what is counted, and that names and signs leave each other room."""

import re

import pytest
import shapely
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from frontend.sharing.drawing.draw import Drawing, draw
from frontend.sharing.drawing.lettering import width_px
from frontend.sharing.drawing.name_places import Taken, grounds
from frontend.sharing.drawing.names import Name, write_names
from frontend.sharing.drawing.place import Place, place_of
from frontend.sharing.drawing.signs import stripes
from frontend.sharing.drawing.spread import Spot, spread
from frontend.sharing.map_view import MapView, read_view
from frontend.sharing.paper import scale_of
from frontend.sharing.seen_rows import seen_layers
from layers.crs import in_lonlat
from territory.companies.models import Company, Establishment
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

ALL = "5.5,49.2,6.5,50.0"


def drawn(query: dict[str, str], *, reader: object = None, width: float = 1000, height: float = 700) -> Drawing:
    view = read_view(query)
    place = place_of(view, (5.5, 49.2, 6.5, 50.0), width, height)
    return draw(seen_layers(view, reader or AnonymousUser()), view, place, "en", frozenset())  # type: ignore[arg-type]


def test_a_place_is_drawn_where_the_screen_has_it() -> None:
    # At zoom 0 the world is 256 px wide: the meridian of Greenwich and the equator are in its middle.
    place = Place(lon=0, lat=0, zoom=0, seen_zoom=0, width=256, height=256)
    assert place.on_paper(0, 0) == (128, 128)
    assert place.on_paper(180, 0) == (256, 128)
    # Round the equator 40 075 017 m are 256 px.
    assert place.metres_a_px == pytest.approx(156_543.03, abs=0.01)


def test_the_sheet_holds_all_that_the_screen_showed() -> None:
    view = MapView(box=(6.0, 49.4, 6.2, 49.6), zoom=12)
    for width, height in ((1000, 400), (400, 1000)):
        west, south, east, north = place_of(view, (0, 0, 1, 1), width, height).box
        assert west <= 6.0 + 1e-9
        assert east >= 6.2 - 1e-9
        assert south <= 49.4 + 1e-9
        assert north >= 49.6 - 1e-9
        assert (west + east) / 2 == pytest.approx(6.1)


def test_every_layer_is_counted_as_stored(one_of_each: dict[str, Model]) -> None:
    counts = drawn({"bbox": ALL, "z": "11", "hide": "none", "show": "public-places"}).counts
    assert counts == {**dict.fromkeys(one_of_each, 1), "communes": 3}


def test_the_number_of_things_is_the_same_at_every_zoom(tiny_land: TinyLand) -> None:
    company = Company.objects.create(name="Betrieb")
    Establishment.objects.bulk_create(
        Establishment(company=company, name=str(n), location=at(37 * n, 53 * n), nace_section="C", nace_code="10")
        for n in range(60)
    )
    for n in range(7):
        make(LocalInitiative, tiny_land.gemeinde_westen, at(100 + 200 * n, 500), State.PUBLISHED)
    for zoom in range(8, 19):
        counts = drawn({"bbox": ALL, "z": str(zoom)}).counts
        assert (counts["establishments"], counts["local-initiatives"]) == (60, 7), zoom


def test_a_filter_counts_only_what_it_lets_through(tiny_land: TinyLand) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, stage="pilot")
    make(LocalInitiative, tiny_land.gemeinde_osten, at(4000, 500), State.PUBLISHED, stage="running")
    drawing = drawn({"bbox": ALL, "z": "15", "stage": "pilot"})
    assert drawing.counts["local-initiatives"] == 1
    assert drawing.stages == {"pilot"}


def test_titles_are_text_and_drafts_are_not_drawn(tiny_land: TinyLand) -> None:
    hostile = "<script>x</script>&\x01"
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_en=hostile)
    make(LocalInitiative, tiny_land.gemeinde_westen, at(2500, 3500), State.DRAFT, title_en="Secret")
    svg = drawn({"bbox": ALL, "z": "16"}).svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "\x01" not in svg
    assert "Secret" not in svg
    assert "Secret" in drawn({"bbox": ALL, "z": "16"}, reader=tiny_land.editor_westen).svg


def test_a_merged_commune_is_not_drawn_over_its_parts(tiny_land: TinyLand) -> None:
    tiny_land.osten.valid_until = "2020-01-01"
    tiny_land.osten.save()
    assert drawn({"bbox": ALL, "z": "11"}).counts["communes"] == 2
    assert drawn({"bbox": ALL, "z": "11", "on": "2019-12-31"}).counts["communes"] == 3


def test_names_never_lie_over_each_other() -> None:
    taken = Taken(400, 200)
    names = [Name(f"Name {n}", 200, 100, 12, 12, 400, "#000000", 20) for n in range(12)]
    written = write_names(names, taken)
    # Right, left, below and above of one place there is room for four; each is written with its halo.
    assert written.count("<text") == 2 * 4


def test_names_stand_beside_the_tram_line() -> None:
    taken = Taken(400, 200)
    taken.keep_off(shapely.LineString([(0, 100), (400, 100)]))
    svg = write_names([Name("Stadion", 200, 100, 8, 12, 400, "#000000", 40)], taken)
    line = float(re.search(r' y="([\d.]+)"', svg)[1])
    assert not 95 < line < 110


def name_on(land: shapely.Geometry, *others: shapely.Geometry, words: str = "Sassenheim", is_land: bool = True) -> Name:
    """A name in the middle of the box of ``land``, which lies among ``others``."""
    ground = next(iter(grounds([land, *others], 400, 200)))
    middle = shapely.box(*land.bounds).centroid
    return Name(words, middle.x, middle.y, 0, 16, 600, "#000000", 50, ground, is_land)


def middle_of(svg: str) -> tuple[float, float]:
    """Where about the middle of the first line that is written lies."""
    x, y, size = (float(re.search(rf' {name}="([\d.]+)"', svg)[1]) for name in ("x", "y", "font-size"))
    words = re.search(r">([^<]+)</text>", svg)[1]
    return x + width_px(words, size, 600) / 2, y - 0.34 * size


def test_a_commune_has_its_name_where_its_land_is_free() -> None:
    taken = Taken(400, 200)
    taken.take(0, 0, 400, 140)
    land = shapely.box(20, 0, 380, 200)
    assert middle_of(write_names([name_on(land)], taken))[1] > 140
    # Nowhere else than on its own land.
    taken = Taken(400, 200)
    taken.take(0, 0, 400, 140)
    assert write_names([name_on(shapely.box(20, 0, 380, 130))], taken) == ""


def test_no_name_of_a_commune_lies_on_the_land_of_another() -> None:
    """Where signs leave no room on the right side of its own land but much on the left, it stays off its neighbour."""
    land, neighbour = shapely.box(200, 0, 400, 200), shapely.box(0, 0, 200, 200)
    taken = Taken(400, 200)
    taken.take(310, 0, 400, 200)
    x, _y = middle_of(write_names([name_on(land, neighbour, words="Luxemburg")], taken))
    # About 80 px wide: it fits between the border at 200 and the signs at 310.
    assert 240 <= x <= 270
    taken.take(230, 0, 310, 200)
    assert write_names([name_on(land, neighbour, words="Luxemburg")], taken) == ""


def test_a_commune_is_rather_named_beside_its_parks() -> None:
    land, park = shapely.box(0, 0, 400, 200), shapely.box(120, 80, 280, 120)
    taken = Taken(400, 200)
    assert 80 < middle_of(write_names([name_on(land)], taken))[1] < 120
    taken = Taken(400, 200)
    taken.is_busy_on([park])
    assert not 72 < middle_of(write_names([name_on(land)], taken))[1] < 128
    # Rather there than not at all.
    taken = Taken(400, 200)
    taken.is_busy_on([land])
    assert write_names([name_on(land)], taken)


def test_a_name_reaches_over_the_edge_of_the_land_where_nobody_is() -> None:
    """Half of it would be on the neighbour's land, or in the free."""
    land = shapely.box(150, 80, 190, 120)
    assert "Sassenheim" in write_names([name_on(land)], Taken(400, 200))
    around = shapely.difference(shapely.box(0, 0, 400, 200), land)
    assert write_names([name_on(land, around)], Taken(400, 200)) == ""


def test_a_long_name_stands_on_two_lines_where_one_is_too_long() -> None:
    land = shapely.box(150, 50, 230, 150)
    around = shapely.difference(shapely.box(0, 0, 400, 200), land)
    for words, lines in (("Esch-sur-Alzette", ("Esch-sur-", "Alzette")), ("Weiler zum Turm", ("Weiler", "zum Turm"))):
        written = write_names([name_on(land, around, words=words)], Taken(400, 200))
        assert all(f">{line}</text>" in written for line in lines)
        assert f">{words}</text>" in write_names([name_on(shapely.box(0, 0, 400, 200), words=words)], Taken(400, 200))


def test_a_park_without_room_has_its_name_right_beside_it() -> None:
    park, other = shapely.box(150, 80, 220, 120), shapely.box(224, 60, 300, 140)
    taken = Taken(400, 200)
    taken.take(150, 80, 220, 120)
    x, y = middle_of(write_names([name_on(park, other, words="Belval", is_land=False)], taken))
    # On its right lies another park: on its left, 6 px away, about 45 px wide.
    assert x == pytest.approx(150 - 6 - width_px("Belval", 16, 600) / 2, abs=0.1)
    assert 80 <= y <= 120


def test_no_name_is_written_where_something_lies_upon_the_map(tiny_land: TinyLand) -> None:
    view = read_view({"bbox": ALL, "z": "11"})
    place = place_of(view, (5.5, 49.2, 6.5, 50.0), 1000, 700)
    layers = seen_layers(view, AnonymousUser())
    assert "Süden" in draw(layers, view, place, "en", frozenset()).svg
    assert "Süden" not in draw(layers, view, place, "en", frozenset(), [(0, 0, 1000, 700)]).svg


def test_what_is_chosen_has_its_name_even_without_room() -> None:
    taken = Taken(400, 200)
    taken.take(0, 0, 400, 200)
    assert "Chosen" in write_names([Name("Chosen", 200, 100, 12, 12, 600, "#000000", 0)], taken)
    assert write_names([Name("Other", 200, 100, 12, 12, 400, "#000000", 20)], taken) == ""


def test_signs_on_one_spot_part() -> None:
    spots = [Spot(100, 100, 10) for _ in range(3)]
    spread(spots, 34)
    for first, a in enumerate(spots):
        assert a.moved_px <= 34
        for b in spots[first + 1 :]:
            assert ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 > 18


def test_stripes_stay_within_their_area() -> None:
    area = shapely.box(10, 10, 50, 40)
    path = stripes(area, "#000000", 1, 6, 1, falling=False).split('"')[1]
    numbers = [float(word) for word in path.replace("M", " ").replace("L", " ").split()]
    assert len(numbers) > 20
    assert all(10 <= x <= 50 for x in numbers[::2])
    assert all(10 <= y <= 40 for y in numbers[1::2])


def test_the_scale_is_that_of_the_paper() -> None:
    # A CSS pixel is 25.4 / 96 = 0.2646 mm of paper: 10 m a pixel are 10 000 / 0.2646 = 37 795, in two digits 38 000.
    scale = scale_of(10.0)
    assert scale.one_to == 38_000
    # 42 mm of paper are at most 1 587 m on the ground: the bar is 1 000 m, 26.46 mm.
    assert scale.bar_m == 1_000
    assert scale.bar_mm == pytest.approx(26.458, abs=0.001)
    assert scale.in_words == "1 : 38,000"


def test_what_is_open_is_drawn_with_its_dark_edge(tiny_land: TinyLand) -> None:
    here = in_lonlat(at(1250, 1200))
    place = Place(here.x, here.y, 14, 14, 800, 600)
    view = MapView(selected=("business-parks", tiny_land.park.pk))
    plain = draw(seen_layers(MapView(), AnonymousUser()), MapView(), place, "en", frozenset()).svg
    chosen = draw(seen_layers(view, AnonymousUser()), view, place, "en", frozenset()).svg
    assert "#0E1A22" not in plain
    assert "#0E1A22" in chosen
