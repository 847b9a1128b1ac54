"""Who is told of what, when, and only once."""

import datetime
import re

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from frontend.mails import write_news
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from territory.acting import acting_as
from territory.alerts import telling
from territory.alerts.audience import WHO_IS_TOLD
from territory.alerts.following import change_rhythm, duties_of, follow, follow_area
from territory.alerts.models import Channel, MailState, Notification, OutgoingMail, Rhythm, Subject, Why
from territory.alerts.starting_works import announce_starting_works
from territory.alerts.unsubscribing import Unsubscribing, read_unsubscribing, set_mails
from territory.contributions.actions import move, propose
from territory.contributions.models import State, Theme
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.errors import Invalid
from territory.happenings.models import Happening, What
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.territory.alerts.conftest import Work
from tests.tiny_land import TinyLand, at, box

REASON = "Bitte den Umriss genauer zeichnen."
TODAY = datetime.date(2026, 11, 23)  # a Monday


@pytest.fixture
def follower(tiny_land: TinyLand) -> User:
    """Somebody without a role who follows Westen, once a day."""
    reader = User.objects.create_user("leser@example.org", "a long password", name="Leser", language="de")
    follow(reader, Subject.COMMUNE, tiny_land.westen)
    return reader


def proposed(land: TinyLand, title: str = "Gaart") -> LocalInitiative:
    values = {"title": {"de": title}, "theme": "food", "location": at(500, 500)}
    return propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)


def published(land: TinyLand, title: str = "Gaart") -> LocalInitiative:
    thing = move(proposed(land, title), land.editor_westen, State.SUBMITTED)
    return move(thing, land.moderator, State.PUBLISHED)


def as_web(user: User, sql: str) -> None:
    with transaction.atomic(), acting_as(user), connection.cursor() as cursor:
        cursor.execute("set local role web")
        cursor.execute(sql)


def news_of(reader: User) -> list[tuple[str, str]]:
    rows = Notification.objects.filter(reader=reader).order_by("pk")
    return list(rows.values_list("happening__what", "why"))


def test_every_state_of_the_workflow_is_in_the_table() -> None:
    targets = {step.target for step in CONTRIBUTION_WORKFLOW.transitions}
    assert targets <= set(WHO_IS_TOLD)


def test_the_table_in_the_documentation_is_the_one_of_the_code() -> None:
    document = (settings.BASE_DIR / "docs" / "domain.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)`" + r" \| (told|–)" * 5 + r" \|$", document, re.MULTILINE)
    columns = (Why.DECIDES, Why.ASKED, Why.WRITES, Why.FOLLOWS, Why.TAKES_PART)
    said = {what: {why for why, cell in zip(columns, cells, strict=True) if cell == "told"} for what, *cells in rows}
    assert said == {what: set(told) for what, told in WHO_IS_TOLD.items()}


def test_a_submission_reaches_the_moderators_of_the_place_only(tiny_land: TinyLand, work: Work) -> None:
    move(proposed(tiny_land), tiny_land.editor_westen, State.SUBMITTED)
    work()
    assert news_of(tiny_land.moderator) == [(What.SUBMITTED, Why.DECIDES)]
    assert news_of(tiny_land.editor_westen) == []
    assert news_of(tiny_land.editor_osten) == []
    assert [message.to for message in outbox.outbox] == [["moderator@example.org"]]


def test_the_reason_reaches_the_authors(tiny_land: TinyLand, work: Work) -> None:
    thing = move(proposed(tiny_land), tiny_land.editor_westen, State.SUBMITTED)
    work()
    move(thing, tiny_land.moderator, State.CHANGES_REQUESTED, REASON)
    work()
    assert news_of(tiny_land.editor_westen) == [(What.CHANGES_REQUESTED, Why.WRITES)]
    letter = outbox.outbox[-1]
    assert letter.to == [tiny_land.editor_westen.email]
    assert REASON in letter.body
    assert REASON in letter.alternatives[0].content


def test_a_publication_reaches_authors_at_once_and_followers_in_their_rhythm(
    tiny_land: TinyLand, follower: User, work: Work
) -> None:
    published(tiny_land)
    work()
    assert news_of(tiny_land.editor_westen) == [(What.PUBLISHED, Why.WRITES)]
    assert news_of(follower) == [(What.PUBLISHED, Why.FOLLOWS)]
    assert not OutgoingMail.objects.filter(reader=follower).exists()
    assert telling.readers_of_digest(Rhythm.DAILY) == [follower.pk]
    assert telling.digest(follower.pk, Rhythm.DAILY, TODAY, write_news)
    work()
    assert outbox.outbox[-1].to == [follower.email]
    assert outbox.outbox[-1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert telling.readers_of_digest(Rhythm.DAILY) == []


def test_a_digest_gathers_and_is_written_once_a_period(tiny_land: TinyLand, follower: User, work: Work) -> None:
    published(tiny_land, "Gaart")
    published(tiny_land, "Weier")
    work()
    first = telling.digest(follower.pk, Rhythm.DAILY, TODAY, write_news)
    assert first
    assert "Gaart" in first.text
    assert "Weier" in first.text
    published(tiny_land, "Bësch")
    work()
    assert telling.digest(follower.pk, Rhythm.DAILY, TODAY, write_news) is None
    later = telling.digest(follower.pk, Rhythm.DAILY, TODAY + datetime.timedelta(days=1), write_news)
    assert later
    assert "Gaart" not in later.text
    assert "Bësch" in later.text


def test_telling_twice_tells_once(tiny_land: TinyLand, follower: User, work: Work) -> None:
    published(tiny_land)
    work()
    before = Notification.objects.count(), OutgoingMail.objects.count()
    for happening in Happening.objects.all():
        assert telling.tell(happening.pk, write_news) == 0
    assert before == (Notification.objects.count(), OutgoingMail.objects.count())


def test_who_follows_in_several_ways_is_told_once_in_the_soonest_rhythm(
    tiny_land: TinyLand, follower: User, work: Work
) -> None:
    theme = follow(follower, Subject.THEME, Theme.objects.get(code="food"))
    change_rhythm(theme, Rhythm.AT_ONCE, Channel.MAIL)
    around = box(400, 400, 600, 600)
    follow_area(follower, "Rondonn", around)
    published(tiny_land)
    work()
    told = Notification.objects.get(reader=follower)
    assert (told.mail_rhythm, told.is_listed) == (Rhythm.AT_ONCE, True)
    assert OutgoingMail.objects.get(reader=follower).state == MailState.SENT


def test_what_was_acted_on_no_longer_counts_as_unread(tiny_land: TinyLand, work: Work) -> None:
    def unread(reader: User) -> int:
        return Notification.objects.filter(reader=reader, read_at=None).count()

    thing = move(proposed(tiny_land), tiny_land.editor_westen, State.SUBMITTED)
    work()
    assert unread(tiny_land.moderator) == 1
    thing = move(thing, tiny_land.moderator, State.CHANGES_REQUESTED, REASON)
    work()
    assert (unread(tiny_land.moderator), unread(tiny_land.editor_westen)) == (0, 1)
    move(thing, tiny_land.editor_westen, State.SUBMITTED)
    work()
    assert (unread(tiny_land.moderator), unread(tiny_land.editor_westen)) == (1, 0)


def test_what_is_elsewhere_is_not_told(tiny_land: TinyLand, follower: User, work: Work) -> None:
    values = {"title": {"de": "Osten"}, "theme": "food", "location": at(4000, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_osten, tiny_land.gemeinde_osten, values)
    move(move(thing, tiny_land.editor_osten, State.SUBMITTED), tiny_land.moderator, State.PUBLISHED)
    work()
    assert news_of(follower) == []


def test_what_was_decided_before_the_worker_came_is_not_told_any_more(tiny_land: TinyLand, work: Work) -> None:
    published(tiny_land)
    work()
    assert news_of(tiny_land.moderator) == []


def test_nobody_is_told_of_what_was_before_they_joined(tiny_land: TinyLand, follower: User, work: Work) -> None:
    published(tiny_land)
    User.objects.filter(pk=follower.pk).update(joined_at=timezone.now() + datetime.timedelta(hours=1))
    work()
    assert news_of(follower) == []


def test_a_failed_change_tells_nobody(tiny_land: TinyLand) -> None:
    thing = proposed(tiny_land)
    with pytest.raises(Invalid):
        move(move(thing, tiny_land.editor_westen, State.SUBMITTED), tiny_land.moderator, State.CHANGES_REQUESTED, " ")
    assert list(Happening.objects.values_list("what", flat=True)) == [What.SUBMITTED]


def test_works_are_announced_two_weeks_ahead_and_once_a_date(tiny_land: TinyLand, follower: User, work: Work) -> None:
    zone = ConstructionZone.objects.create(
        release=tiny_land.release, code="gleise", name="Gleisbau", kind="tram_works", footprint=box(100, 100, 200, 200)
    )
    days = {"soon": 14, "later": 15, "running": 0}
    for number, (title, ahead) in enumerate(days.items()):
        ConstructionPhase.objects.create(
            zone=zone,
            number=number,
            title=title,
            footprint=zone.footprint,
            starts_on=TODAY + datetime.timedelta(days=ahead),
        )
    assert announce_starting_works(TODAY) == 1
    assert announce_starting_works(TODAY) == 0
    work()
    assert news_of(follower) == [(What.STARTS_SOON, Why.FOLLOWS)]
    ConstructionPhase.objects.filter(title="soon").update(starts_on=TODAY + datetime.timedelta(days=10))
    assert announce_starting_works(TODAY) == 1  # moved: told again


def test_mails_end_with_one_click_and_come_again(tiny_land: TinyLand, follower: User, work: Work) -> None:
    published(tiny_land)
    work()
    wish = read_unsubscribing(Unsubscribing(follower.pk, Rhythm.DAILY).signed())
    assert wish
    assert set_mails(wish, wanted=False)
    assert telling.readers_of_digest(Rhythm.DAILY) == []
    published(tiny_land)
    work()
    assert len(news_of(follower)) == 2  # still in the list
    assert telling.readers_of_digest(Rhythm.DAILY) == []
    assert set_mails(wish, wanted=True)
    published(tiny_land)
    work()
    assert telling.readers_of_digest(Rhythm.DAILY) == [follower.pk]
    assert read_unsubscribing("not:signed") is None


def test_duties_can_be_told_in_the_list_only(tiny_land: TinyLand, work: Work) -> None:
    change_rhythm(duties_of(tiny_land.moderator), Rhythm.AT_ONCE, Channel.NEWS)
    move(proposed(tiny_land), tiny_land.editor_westen, State.SUBMITTED)
    work()
    assert news_of(tiny_land.moderator) == [(What.SUBMITTED, Why.DECIDES)]
    assert not OutgoingMail.objects.exists()


def test_the_web_role_records_its_own_deeds_and_changes_none(tiny_land: TinyLand) -> None:
    thing = proposed(tiny_land)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        with acting_as(tiny_land.editor_westen):
            thing = move(thing, tiny_land.editor_westen, State.SUBMITTED)
    copy = (
        "insert into territory_happening (what, kind, object_id, titles, location, theme_code, reason, detail,"
        " actor_id, happened_at) select what, kind, object_id, titles, location, theme_code, reason, detail,"
        " {actor}, happened_at from territory_happening"
    )
    for actor in ("null", str(tiny_land.moderator.pk)):
        with pytest.raises(DatabaseError):
            as_web(tiny_land.editor_westen, copy.format(actor=actor))
    with transaction.atomic(), acting_as(tiny_land.editor_westen), connection.cursor() as cursor:
        cursor.execute("set local role web")
        cursor.execute("update territory_happening set reason = 'x'")
        assert cursor.rowcount == 0
        cursor.execute("delete from territory_happening")
        assert cursor.rowcount == 0
        cursor.execute("reset role")


@pytest.mark.parametrize(
    "area",
    [
        at(0, 0),
        box(500_000, 500_000, 500_100, 500_100),
    ],
)
def test_areas_that_cannot_be_followed_are_refused_in_words(tiny_land: TinyLand, follower: User, area: object) -> None:
    with pytest.raises(Invalid):
        follow_area(follower, "x", area)
