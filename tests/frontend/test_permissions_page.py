"""docs/permissions.md says what the tables of the rules say."""

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
