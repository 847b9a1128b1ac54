"""Who reads a page is asked of the database once, who writes as often as a rule asks."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from territory.contributions.actions import propose
from territory.contributions.standing import standing_of, standings_kept
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Membership
from tests.frontend.conftest import Reader
from tests.tiny_land import TinyLand, at

ROLES = 'SELECT "territory_membership"."role" AS "role", "territory_membership"."organisation_id"'


def test_a_page_asks_once_what_its_reader_may(tiny_land: TinyLand, reading_as: Reader) -> None:
    values = {"title": {"fr": "Un banc"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    browser = reading_as(tiny_land.editor_westen)
    for address in (f"/fr/local-initiatives/{thing.pk}/", f"/fr/local-initiatives/{thing.pk}/history/", "/fr/queue/"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        roles = [each for each in asked.captured_queries if each["sql"].startswith(ROLES)]
        assert len(roles) == 1, address


def test_what_is_kept_ends_with_the_answer(tiny_land: TinyLand, reading_as: Reader) -> None:
    editor = tiny_land.editor_westen
    assert reading_as(editor).get("/fr/queue/").status_code == 200
    assert standing_of(editor).roles
    with standings_kept():
        before = standing_of(editor)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Membership.objects.filter(user=editor).update(valid_from=yesterday, valid_until=timezone.localdate())
        assert standing_of(editor) is before
    assert not standing_of(editor).roles
    assert reading_as(editor).get("/fr/queue/").status_code == 403
