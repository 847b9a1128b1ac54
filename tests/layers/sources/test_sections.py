import datetime

import pytest
import shapely

from layers.sources.sections import StopOffLine, StopOnLine, chainages_m, sections_of

OLD, NEW = datetime.date(2017, 12, 10), datetime.date(2025, 3, 2)
# 3000 m to the east, with one corner: a stop at (1000, 500) lies 1500 m along it.
LINE = shapely.LineString([(0, 0), (1000, 0), (1000, 1000), (2000, 1000)])


def stop(name: str, x_m: float, y_m: float, opened_on: datetime.date | None = OLD) -> StopOnLine:
    return StopOnLine(name, name, shapely.Point(x_m, y_m), opened_on)


def test_chainage_is_counted_along_the_line_not_as_the_crow_flies() -> None:
    assert chainages_m([stop("A", 0, 8), stop("B", 1003, 500), stop("C", 2000, 1000)], LINE) == [
        0,
        1500,
        3000,
    ]


def test_a_line_is_cut_where_the_opening_day_changes() -> None:
    stops = [
        stop("A", 0, 0, NEW),
        stop("B", 500, 0, NEW),
        stop("C", 1000, 0),
        stop("D", 2000, 1000),
    ]

    sections = sections_of(stops, LINE)

    # B to C opened with B: a stretch needs both its stops.
    assert [(one.first.name, one.last.name, one.opened_on) for one in sections] == [
        ("A", "C", NEW),
        ("C", "D", OLD),
    ]
    assert [one.alignment.length for one in sections] == [1000, 2000]


def test_sections_meet_at_their_common_stop() -> None:
    stops = [stop("A", 0, 0, NEW), stop("B", 1002, 500), stop("C", 2000, 1000)]

    first, second = sections_of(stops, LINE)

    assert first.alignment.coords[-1] == second.alignment.coords[0] == (1000, 500)


def test_the_same_day_before_and_after_another_makes_three_sections() -> None:
    stops = [
        stop("A", 0, 0),
        stop("B", 500, 0),
        stop("C", 1000, 0, NEW),
        stop("D", 1000, 500),
        stop("E", 1000, 900),
    ]

    assert [one.opened_on for one in sections_of(stops, LINE)] == [OLD, NEW, OLD]


def test_a_stretch_to_a_stop_without_a_day_has_none() -> None:
    sections = sections_of([stop("A", 0, 0), stop("B", 500, 0), stop("C", 1000, 0, None)], LINE)

    assert [one.opened_on for one in sections] == [OLD, None]


def test_a_stop_far_from_the_line_is_named() -> None:
    with pytest.raises(StopOffLine, match="stop B lies 150 m from the line"):
        sections_of([stop("A", 0, 0), stop("B", 500, 150)], LINE)


def test_a_line_that_runs_the_other_way_is_refused() -> None:
    with pytest.raises(StopOffLine, match="stop A comes after its predecessor"):
        sections_of([stop("B", 500, 0), stop("A", 0, 0)], LINE)
