"""docs/permissions.md says what the tables of the rules say."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.frontend.feature_permissions import EVERYBODY, MAY, Scene
from tests.frontend.permissions_page import PAGE, PEOPLE, STATES, page
from tests.territory.contributions.test_rules import STEPS, TABLE


def test_the_page_is_in_step_with_the_rules():
    assert PAGE.read_text() == page(), (
        'Write it anew: python manage.py shell -c "from tests.frontend.permissions_page import write; write()"'
    )


def test_the_page_leaves_nobody_out():
    assert set(PEOPLE) == set(TABLE)
    assert set(STEPS) <= set(PEOPLE)
    assert {state for steps in STEPS.values() for state in steps} <= set(STATES)


@pytest.fixture
def scene(tiny_land) -> Scene:
    return Scene(tiny_land)


def test_the_features_around_contributions_are_for_whom_the_page_names(scene: Scene) -> None:
    wrong = []
    for what, rule, who in MAY:
        for name in ("visitor", *sorted(EVERYBODY)):
            user = AnonymousUser() if name == "visitor" else getattr(scene.land, name)
            if bool(rule(user, scene)) is not (name in who):
                wrong.append((what, name, rule(user, scene)))
    assert wrong == []
