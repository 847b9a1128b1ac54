"""Which ways are open to whom, and how fast they are."""

import pytest

from territory.reach.modes import Mode, may_ride_against, speed_m_per_min


@pytest.mark.parametrize(
    ("tags", "foot", "bicycle"),
    [
        ({"highway": "residential"}, 80, 250),
        ({"highway": "footway"}, 80, 80),  # the bicycle is pushed
        ({"highway": "footway", "bicycle": "yes"}, 80, 200),
        ({"highway": "pedestrian", "area": "yes"}, 80, 80),
        ({"highway": "service", "area": "yes"}, None, None),
        ({"highway": "steps"}, 40, None),
        ({"highway": "cycleway"}, None, 250),
        ({"highway": "cycleway", "foot": "designated"}, 80, 250),
        ({"highway": "path"}, 80, 200),
        ({"highway": "bridleway"}, 80, None),
        ({"highway": "track", "access": "forestry"}, None, None),
        ({"highway": "track", "access": "forestry", "foot": "yes"}, 80, None),
        ({"highway": "service", "access": "private"}, None, None),
        ({"highway": "service", "access": "private", "foot": "permissive"}, 80, None),
        ({"highway": "residential", "foot": "no"}, None, 250),
        ({"highway": "primary", "bicycle": "use_sidepath"}, 80, None),
        ({"highway": "primary", "bicycle": "dismount"}, 80, 80),
        ({"highway": "motorway"}, None, None),
        ({"highway": "trunk"}, None, None),
        ({"highway": "trunk", "foot": "yes", "bicycle": "yes"}, 80, 250),
        ({"highway": "primary", "motorroad": "yes"}, None, None),
        ({"highway": "construction"}, None, None),
        ({"highway": "proposed"}, None, None),
        ({"railway": "platform"}, 80, 80),
        ({"waterway": "river"}, None, None),
        ({}, None, None),
    ],
)
def test_speed_by_tags(tags, foot, bicycle):
    assert speed_m_per_min(tags, Mode.FOOT) == foot
    assert speed_m_per_min(tags, Mode.BICYCLE) == bicycle


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "-1"}, (False, True)),
        ({"junction": "roundabout"}, (True, False)),
        ({"oneway": "yes", "oneway:bicycle": "no"}, (True, True)),
        ({"oneway": "yes", "cycleway": "opposite_lane"}, (True, True)),
        ({"oneway": "no"}, (True, True)),
    ],
)
def test_directions_for_bicycles(tags, expected):
    assert may_ride_against(tags) == expected
