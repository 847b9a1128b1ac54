"""Two people's changes of the same thing, brought together without a database."""

import pytest

from territory.contributions.merge import is_same, merged
from tests.tiny_land import at, box

BASE = {"title_de": "Garten", "link": "", "partners": frozenset({1, 2}), "starts_on": None}


def merge(mine: dict, theirs: dict):
    names = mine.keys() | theirs.keys()
    base = {name: BASE[name] for name in names}
    return merged(base, mine, {**base, **theirs})


@pytest.mark.parametrize(
    ("mine", "theirs", "written"),
    [
        ({}, {}, {}),
        ({"title_de": "Garten"}, {}, {}),  # not changed at all
        ({"title_de": "Park"}, {}, {"title_de": "Park"}),
        ({"title_de": "Garten"}, {"title_de": "Park"}, {}),  # theirs stays
        ({"title_de": "Park"}, {"title_de": "Park"}, {}),  # both the same
        ({"title_de": "Park"}, {"link": "https://a.lu"}, {"title_de": "Park"}),
        ({"link": None}, {"title_de": "Park"}, {}),  # never written is the same as emptied
        ({"title_de": "Garten", "link": "x"}, {"title_de": "Park"}, {"link": "x"}),
    ],
)
def test_changes_of_different_fields_come_together(mine, theirs, written) -> None:
    assert merge(mine, theirs) == (written, [])


@pytest.mark.parametrize(
    ("name", "mine", "theirs"),
    [
        ("title_de", "Park", "Wiese"),
        ("title_de", "", "Wiese"),  # emptied by me
        ("title_de", "Park", None),  # emptied by them
        ("starts_on", 1, 2),
    ],
)
def test_the_same_field_changed_in_two_ways_clashes_and_nothing_is_lost(name, mine, theirs) -> None:
    written, (clash,) = merge({name: mine}, {name: theirs})
    assert written == {}
    assert (clash.name, clash.base, clash.mine, clash.theirs) == (name, BASE[name], mine, theirs)


def test_a_clash_in_one_field_does_not_hide_what_else_changed() -> None:
    written, clashes = merge({"title_de": "Park", "link": "x"}, {"title_de": "Wiese"})
    assert written == {"link": "x"}
    assert [clash.name for clash in clashes] == ["title_de"]


@pytest.mark.parametrize(
    ("mine", "theirs", "written"),
    [
        ({1, 2, 3}, {1, 2, 4}, {1, 2, 3, 4}),  # both added
        ({1}, {1, 2, 4}, {1, 4}),  # I removed one, they added one
        ({1}, {2}, set()),  # each removed another
        ({1, 2}, {4}, None),  # only they changed it
        ({3}, {1, 2}, {3}),
    ],
)
def test_lists_take_over_what_either_added_or_removed(mine, theirs, written) -> None:
    found, clashes = merge({"partners": frozenset(mine)}, {"partners": frozenset(theirs)})
    assert clashes == []
    assert found.get("partners") == (None if written is None else frozenset(written))


def test_a_place_read_in_degrees_and_handed_back_has_not_moved() -> None:
    # A centimetre is what seven decimals of a degree keep.
    assert is_same(at(500, 500), at(500.009, 500))
    assert not is_same(at(500, 500), at(500.5, 500))


def test_a_place_of_another_shape_is_another_place() -> None:
    assert not is_same(at(0, 0), box(0, 0, 1, 1))
    assert not is_same(box(0, 0, 10, 10), box(0, 0, 10, 11))


def test_line_ends_of_a_browser_are_no_change() -> None:
    assert is_same("one\r\ntwo", "one\ntwo")
    assert not is_same("one two", "one\ntwo")


def test_a_number_that_is_nought_is_not_missing() -> None:
    assert not is_same(0, None)
