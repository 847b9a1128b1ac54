import shapely

from layers.sources.check import AREAS, LINES, coverage_findings, shape_findings
from layers.sources.readers import Record
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M


def box(min_x_m: float, min_y_m: float, max_x_m: float, max_y_m: float) -> shapely.Polygon:
    """A rectangle in metres from the tiny land's origin."""
    return shapely.box(ORIGIN_X_M + min_x_m, ORIGIN_Y_M + min_y_m, ORIGIN_X_M + max_x_m, ORIGIN_Y_M + max_y_m)


def findings(place: shapely.Geometry | None, trouble: str = "") -> str:
    return " ".join(shape_findings(Record(1, {}, place, trouble), AREAS))


def test_a_sound_area_has_no_findings() -> None:
    assert findings(box(0, 0, 10, 10)) == ""


def test_a_shape_that_crosses_itself_says_where() -> None:
    # A bow tie: its two diagonals cross in the middle, at (500, 500).
    x, y = ORIGIN_X_M, ORIGIN_Y_M
    bow_tie = shapely.Polygon([(x, y), (x + 1000, y + 1000), (x + 1000, y), (x, y + 1000), (x, y)])

    assert "its outline crosses itself at E 70500.0 m, N 65500.0 m (longitude 6.0" in findings(bow_tie)


def test_a_missing_and_an_empty_geometry_are_found() -> None:
    assert findings(None) == findings(shapely.Polygon()) == "it has no geometry"


def test_a_line_is_no_area() -> None:
    found = findings(shapely.LineString([(0, 0), (1, 1)]))

    assert found == "its geometry is a LineString, expected is Polygon or MultiPolygon"
    assert shape_findings(Record(1, {}, shapely.LineString([(0, 0), (1, 1)])), LINES) == []


def test_what_the_reader_said_comes_first() -> None:
    assert findings(None, "it lies outside Luxembourg") == "it lies outside Luxembourg"


def test_neighbours_that_share_a_border_fit() -> None:
    assert coverage_findings({"a": box(0, 0, 10, 10), "b": box(10, 0, 20, 10)}) == ([], [])


def test_an_overlap_names_both_its_area_and_where() -> None:
    refusals, notes = coverage_findings({"a": box(0, 0, 3000, 4000), "b": box(2900, 0, 6000, 4000)})

    # 100 m x 4000 m = 40 ha.
    assert [refusal.where for refusal in refusals] == ["a, b"]
    assert "overlap by 40.00 ha around E 72950.0 m, N 67000.0 m" in refusals[0].reason
    assert notes == []


def test_a_gap_names_its_neighbours() -> None:
    around = {
        "south": box(0, 0, 3000, 1000),
        "north": box(0, 2000, 3000, 3000),
        "west": box(0, 1000, 1000, 2000),
        "east": box(2000, 1000, 3000, 2000),
    }

    refusals, _notes = coverage_findings(around)

    # The hole of 1000 m x 1000 m in the middle = 100 ha.
    assert [refusal.where for refusal in refusals] == ["south, north, west, east"]
    assert "100.00 ha belong to nobody" in refusals[0].reason


def test_a_hole_as_large_as_a_commune_is_one_that_the_file_leaves_out() -> None:
    ring = box(0, 0, 9000, 9000).difference(box(3000, 3000, 6000, 6000))

    assert coverage_findings({"ring": ring}) == ([], [])


def test_strips_from_careless_simplification_are_only_noted() -> None:
    refusals, notes = coverage_findings({"a": box(0, 0, 3000, 4000), "b": box(2992, 0, 6000, 4000)})

    # 8 m x 4000 m = 3.2 ha.
    assert refusals == []
    assert "1 strip thinner than 20 m, 3.20 ha" in notes[0]
