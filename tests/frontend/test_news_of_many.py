"""News and feeds ask the database as often for many things as for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontend.mails import write_news
from frontend.news_texts import news_items
from territory.alerts import telling
from territory.alerts.models import Notification
from territory.contributions.actions import move, propose
from territory.contributions.models import State
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from tests.frontend.conftest import Reader
from tests.tiny_land import TinyLand, at


def published(land: TinyLand, title: str) -> LocalInitiative:
    values = {"title": {"fr": title}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)
    thing = move(thing, land.editor_westen, State.SUBMITTED)
    return move(thing, land.moderator, State.PUBLISHED)


def questions(read: object, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert read.get(address).status_code == 200  # type: ignore[attr-defined]
    return len(asked)


def test_a_feed_of_four_costs_what_a_feed_of_one_costs(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser, address = reading_as(None), f"/fr/communes/{tiny_land.westen.pk}/new.atom"
    published(tiny_land, "Un")
    one = questions(browser, address)
    for number in range(3):
        published(tiny_land, f"Encore {number}")
    assert questions(browser, address) == one
    assert browser.get(address).content.decode().count("<entry>") == 4


def test_a_page_of_news_costs_the_same_however_many_there_are(tiny_land: TinyLand, reading_as: Reader) -> None:
    for number in range(3):
        published(tiny_land, f"Titre {number}")
    for happening in Happening.objects.order_by("pk"):
        telling.tell(happening.pk, write_news)
    rows = list(Notification.objects.filter(reader=tiny_land.editor_westen).select_related("happening"))
    assert len(rows) >= 3
    with CaptureQueriesContext(connection) as few:
        news_items(rows[:1])
    with CaptureQueriesContext(connection) as many:
        told = news_items(rows)
    assert len(many) == len(few)
    assert [notification for notification, _item in told] == rows
    rows[0].happening.object_id = 0  # what it is about has gone meanwhile
    assert [notification for notification, _item in news_items(rows)] == rows[1:]
