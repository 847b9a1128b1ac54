"""Who comments, whose words wait, who looks at them, and who is told."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from frontend.mails import write_news
from territory.alerts import telling
from territory.alerts.following import follow
from territory.alerts.models import Notification, Subject
from territory.comments import rules
from territory.comments.actions import comment, decide, discard, purge_comments, report
from territory.comments.models import Comment, CommentReport, CommentState
from territory.comments.reading import comments_on, waiting_comments
from territory.contributions.models import State
from territory.errors import Invalid, NotAllowed, TooOften, WrongState
from territory.happenings.models import Happening, What
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

PEOPLE = ("administrator", "editor_westen", "editor_osten", "moderator", "coordinator", "company_member", "stranger")
MODERATING = {"administrator", "editor_westen", "moderator"}
AT_ONCE = {*MODERATING, "coordinator"}  # the network is a partner


@pytest.fixture
def people(tiny_land: TinyLand) -> dict[str, User]:
    named = {name: getattr(tiny_land, name) for name in PEOPLE if name != "stranger"}
    return {**named, "stranger": User.objects.create_user("fremd@example.org", "a long password", name="Fremd")}


@pytest.fixture
def garden(tiny_land: TinyLand) -> LocalInitiative:
    """Published in Westen by its commune, with the network as a partner."""
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    thing.partners.add(tiny_land.netzwerk)
    return thing


def as_web(sql: str, user: User | None) -> int | str:
    """How many rows the application's role changed, or why it could not; undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk) if user else ""])
            cursor.execute(sql)
            changed = cursor.rowcount
            transaction.set_rollback(True)
            return changed
    except DatabaseError as error:
        return str(error)


def test_own_people_and_partners_are_shown_at_once(garden: LocalInitiative, people: dict[str, User]) -> None:
    for name, person in people.items():
        said = comment(garden, person, "Wann ist es offen?")
        expected = CommentState.SHOWN if name in AT_ONCE else CommentState.WAITING
        assert said.state == expected, name
        assert rules.can_moderate_comments(person, garden) == (name in MODERATING), name


def test_everybody_sees_what_is_shown_and_their_own(garden: LocalInitiative, people: dict[str, User]) -> None:
    waiting = comment(garden, people["stranger"], "Wann ist es offen?")
    for name, person in people.items():
        sees = waiting in comments_on(garden, person)
        assert sees == (name in MODERATING or name == "stranger"), name
    decide(waiting, people["editor_westen"], CommentState.SHOWN)
    assert waiting in comments_on(garden, people["company_member"])


def test_nobody_comments_on_a_draft(tiny_land: TinyLand, people: dict[str, User]) -> None:
    for state in (State.DRAFT, State.SUBMITTED, State.ARCHIVED):
        thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
        for person in people.values():
            with pytest.raises(NotAllowed):
                comment(thing, person, "Gut!")


@pytest.mark.parametrize(("text", "words"), [("  ", "sentence"), ("x" * 2001, "2000"), ("a\x00b", "stored")])
def test_each_mistake_gets_its_sentence(
    garden: LocalInitiative, people: dict[str, User], text: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        comment(garden, people["stranger"], text)


def test_a_person_writes_so_many_a_day(garden: LocalInitiative, people: dict[str, User], settings: object) -> None:
    settings.COMMENTS_PER_DAY = 2  # type: ignore[attr-defined]
    for _number in range(2):
        comment(garden, people["stranger"], "Noch etwas.")
    with pytest.raises(TooOften):
        comment(garden, people["stranger"], "Und noch etwas.")
    comment(garden, people["coordinator"], "Andere schon.")


def test_hiding_needs_a_reason_and_only_who_answers_for_it_hides(
    garden: LocalInitiative, people: dict[str, User]
) -> None:
    said = comment(garden, people["stranger"], "Alles Unsinn.")
    for name in PEOPLE:
        if name not in MODERATING:
            with pytest.raises(NotAllowed):
                decide(said, people[name], CommentState.SHOWN)
    with pytest.raises(Invalid):
        decide(said, people["moderator"], CommentState.HIDDEN, " ")
    hidden = decide(said, people["moderator"], CommentState.HIDDEN, "Nicht zur Sache.")
    assert (hidden.reason, hidden.decided_by) == ("Nicht zur Sache.", people["moderator"])
    assert said not in comments_on(garden, people["company_member"])
    with pytest.raises(WrongState):
        decide(said, people["moderator"], "gone")


def test_reports_come_into_the_queue_until_somebody_looked(garden: LocalInitiative, people: dict[str, User]) -> None:
    said = comment(garden, people["coordinator"], "Kauft bei mir.")
    assert waiting_comments(people["editor_westen"]) == []
    for _twice in range(2):
        report(said, people["stranger"], "Das ist Werbung.")
    assert CommentReport.objects.count() == 1
    (waiting,) = waiting_comments(people["editor_westen"])
    assert (waiting.comment, waiting.reports) == (said, ("Das ist Werbung.",))
    assert waiting_comments(people["editor_osten"]) == []
    decide(said, people["editor_westen"], CommentState.SHOWN)  # it stays
    assert waiting_comments(people["editor_westen"]) == []
    report(said, people["company_member"], "Doch, Werbung.")
    assert len(waiting_comments(people["editor_westen"])) == 1


def test_one_deletes_ones_own_and_the_trash_is_emptied(garden: LocalInitiative, people: dict[str, User]) -> None:
    said = comment(garden, people["stranger"], "Vertippt.")
    with pytest.raises(NotAllowed):
        discard(said, people["moderator"])
    discard(said, people["stranger"])
    assert list(comments_on(garden, people["stranger"])) == []
    now = timezone.now()
    assert purge_comments(now + datetime.timedelta(days=29)) == 0
    assert purge_comments(now + datetime.timedelta(days=31)) == 1


def test_owner_and_followers_are_told(garden: LocalInitiative, people: dict[str, User], tiny_land: TinyLand) -> None:
    follow(people["company_member"], Subject.COMMUNE, tiny_land.westen)
    said = comment(garden, people["stranger"], "Wann ist es offen?")
    decide(said, people["moderator"], CommentState.SHOWN)
    for happening in Happening.objects.order_by("pk"):
        telling.tell(happening.pk, write_news)
    told = {(each.reader, each.happening.what) for each in Notification.objects.select_related("reader", "happening")}
    assert told == {
        (people["editor_westen"], What.COMMENT_WAITS),
        (people["editor_westen"], What.COMMENTED),
        (people["company_member"], What.COMMENTED),
    }


def test_plain_sql_of_the_application_stops_at_the_same_line(
    garden: LocalInitiative, people: dict[str, User], tiny_land: TinyLand
) -> None:
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    say = (
        "insert into territory_comment (kind, object_id, author_id, text, state, reason, created_at)"
        " values ('localinitiative', {thing}, {author}, 'x', '{state}', '', now())"
    )
    said = comment(garden, people["stranger"], "Wann?")
    decided = "decided_at = now(), decided_by_id = {}"
    for name, person in people.items():
        own = {"thing": garden.pk, "author": person.pk}
        assert as_web(say.format(**own, state="waiting"), person) == 1, name
        assert (as_web(say.format(**own, state="shown"), person) == 1) == (name in AT_ONCE), name
        assert "row-level" in str(as_web(say.format(**own, state="waiting"), None))
        other = people["moderator" if name == "stranger" else "stranger"]
        assert "row-level" in str(as_web(say.format(thing=garden.pk, author=other.pk, state="waiting"), person)), name
        assert "row-level" in str(as_web(say.format(thing=draft.pk, author=person.pk, state="waiting"), person)), name
        show = f"update territory_comment set state = 'shown', {decided.format(person.pk)} where id = {said.pk}"
        assert (as_web(show, person) == 1) == (name in MODERATING), name
        rewrite = f"update territory_comment set text = 'y' where id = {said.pk}"
        assert as_web(rewrite, person) == 0 or "may not change" in str(as_web(rewrite, person)), name
        throw = f"update territory_comment set trashed_at = now() where id = {said.pk}"
        assert (as_web(throw, person) == 1) == (name == "stranger"), name
    assert as_web(f"delete from territory_comment where id = {said.pk}", people["stranger"]) == 0
    assert Comment.objects.get(pk=said.pk).state == CommentState.WAITING
