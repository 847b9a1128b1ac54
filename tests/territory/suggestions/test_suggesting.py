"""What visitors may write, who reads it, who decides, and what is forgotten."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from frontend.mails import write_news
from frontend.tasks import ask_to_confirm, tell_visitor
from territory.alerts import telling
from territory.alerts.models import Notification, OutgoingMail
from territory.contributions.models import State, Theme
from territory.errors import Invalid, NotAllowed, TooOften, WrongState
from territory.happenings.models import Happening, What
from territory.people.models import User
from territory.suggestions.actions import confirm, decide, suggest
from territory.suggestions.forgetting import Forgotten, forget_visitors
from territory.suggestions.models import Suggestion, SuggestionState
from territory.suggestions.reading import suggestion_for, suggestions_for
from tests.tiny_land import TinyLand, at

WORDS = "Bitte eine Bank in den Schatten stellen.\nSie fehlt seit Jahren."
PEOPLE = ("administrator", "editor_westen", "editor_osten", "moderator", "park_manager", "company_member")


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


def values(**changed: object) -> dict[str, object]:
    basic = {"kind": "suggestion", "text": WORDS, "email": "nachbar@example.org", "language": "de"}
    return {**basic, "location": at(500, 500), **changed}


def confirmed(**changed: object) -> Suggestion:
    _stored, key = suggest(values(**changed))
    return confirm(key)


def test_nobody_reads_it_before_the_link_was_opened(tiny_land: TinyLand) -> None:
    suggestion, key = suggest(values())
    assert suggestion.commune == tiny_land.westen
    assert suggestions_for(tiny_land.editor_westen, *SuggestionState.values) == []
    assert not Happening.objects.exists()
    confirm(key)
    assert suggestions_for(tiny_land.editor_westen, SuggestionState.NEW) == [suggestion]
    assert confirm(key).state == SuggestionState.NEW  # a second click does no harm
    assert Happening.objects.get().what == What.SUGGESTED


def test_the_key_is_not_stored_and_works_for_two_days(tiny_land: TinyLand) -> None:
    suggestion, key = suggest(values())
    assert key not in str(vars(suggestion))
    Suggestion.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(WrongState, match="too old"):
        confirm(key)
    with pytest.raises(WrongState, match="leads nowhere"):
        confirm(key + "x")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"text": "kurz"}, "text", "these are 4"),
        ({"text": "x" * 2001}, "text", "these are 2001"),
        ({"text": "mit \x00 darin, lang genug"}, "text", "cannot be stored"),
        ({"email": "niemand"}, "email", "looks like"),
        ({"kind": "praise"}, "kind", "suggestion or an error"),
        ({"language": "xx"}, "language", "languages"),
        ({"location": at(-9000, 500)}, "location", "outside the communes"),
        ({"location": at(500, -500)}, "location", "Süden, whose administration does not take part"),
        ({"location": None}, "location", "Mark the place"),
    ],
)
def test_each_mistake_gets_its_sentence(tiny_land: TinyLand, wrong: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        suggest(values(**wrong))
    assert words in " ".join(refusal.value.problems[field])
    assert not Suggestion.objects.exists()


def test_a_sender_and_an_address_may_write_so_many_a_day(tiny_land: TinyLand, settings: object) -> None:
    settings.SUGGESTIONS_PER_SENDER, settings.SUGGESTIONS_PER_ADDRESS = 3, 2  # type: ignore[attr-defined]
    suggest(values(), "192.0.2.1")
    suggest(values(email="NACHBAR@example.org"), "192.0.2.2")
    with pytest.raises(TooOften):
        suggest(values(), "192.0.2.3")
    for number in range(2):
        suggest(values(email=f"andere{number}@example.org"), "192.0.2.1")
    with pytest.raises(TooOften):
        suggest(values(email="noch@example.org"), "192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(cache_key || value, ' ') from shared_cache")
        kept = cursor.fetchone()[0]
    assert "192.0.2" not in kept
    assert "nachbar" not in kept


def test_attempts_are_counted_for_the_whole_day_whatever_else_is_counted(tiny_land: TinyLand, settings: Any) -> None:
    settings.SUGGESTIONS_PER_SENDER = 2
    for number in range(2):
        suggest(values(email=f"andere{number}@example.org"), "192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(expires) - now() from shared_cache where cache_key like %s", [":1:suggestion-sender%"]
        )
        assert cursor.fetchone()[0] > datetime.timedelta(hours=23)
    for number in range(400):  # somebody fills the cache, to be forgotten
        cache.set(f"zz-{number}", 1)
    with pytest.raises(TooOften):
        suggest(values(email="noch@example.org"), "192.0.2.1")


def test_only_the_commune_reads_and_decides(tiny_land: TinyLand) -> None:
    suggestion = confirmed()
    for name in PEOPLE:
        person = getattr(tiny_land, name)
        may = name in {"administrator", "editor_westen"}
        assert (suggestion_for(person, suggestion.pk) is not None) == may, name
        if not may:
            with pytest.raises(NotAllowed):
                decide(suggestion, person, SuggestionState.ACCEPTED)


def test_answers_and_refusals_need_words_and_reach_the_visitor(tiny_land: TinyLand) -> None:
    for target, subject in ((SuggestionState.ANSWERED, "beantwortet"), (SuggestionState.REFUSED, "nicht")):
        suggestion = confirmed()
        with pytest.raises(Invalid, match="Write an answer"):
            decide(suggestion, tiny_land.editor_westen, target, "  ")
        decide(suggestion, tiny_land.editor_westen, target, "Die Bank kommt im Mai.")
        tell_visitor(suggestion.pk, tiny_land.editor_westen.pk)
        tell_visitor(suggestion.pk, tiny_land.editor_westen.pk)  # a worker may repeat it
        mail = OutgoingMail.objects.get(key=f"suggestion {suggestion.pk} decided {target}")
        assert (mail.address, mail.language) == ("nachbar@example.org", "de")
        assert "Die Bank kommt im Mai." in mail.text
        assert subject in mail.text
        assert WORDS in mail.text.replace("\r", "")
        with pytest.raises(WrongState):
            decide(suggestion, tiny_land.editor_westen, SuggestionState.ACCEPTED)


def test_what_is_taken_up_can_become_a_draft_in_the_same_place(tiny_land: TinyLand) -> None:
    suggestion = confirmed()
    theme = Theme.objects.get(code="green-spaces")
    decided = decide(suggestion, tiny_land.editor_westen, SuggestionState.ACCEPTED, "", theme)
    draft = decided.initiative
    assert draft is not None
    assert (draft.state, draft.owner, draft.theme) == (State.DRAFT, tiny_land.gemeinde_westen, theme)
    assert draft.title_de == "Bitte eine Bank in den Schatten stellen. Sie fehlt seit Jahren."
    assert draft.summary_de == WORDS
    assert draft.location.equals(suggestion.location)


def test_the_people_of_the_commune_are_told_without_the_words(tiny_land: TinyLand) -> None:
    confirmed()
    happening = Happening.objects.get()
    assert "Bank" not in str(vars(happening))
    telling.tell(happening.pk, write_news)
    assert [each.reader for each in Notification.objects.all()] == [tiny_land.editor_westen]


def test_the_mail_bears_the_link_in_the_language_of_the_visitor(tiny_land: TinyLand) -> None:
    suggestion, key = suggest(values(language="fr"))
    ask_to_confirm(suggestion.pk, key)
    mail = OutgoingMail.objects.get()
    assert f"/fr/suggest/{key}/" in mail.text
    assert mail.html == ""


def test_addresses_are_forgotten_after_the_decision(tiny_land: TinyLand) -> None:
    never, _key = suggest(values(email="nie@example.org"))
    ask_to_confirm(never.pk, _key)
    old, new, open_one = confirmed(email="a@example.org"), confirmed(email="b@example.org"), confirmed()
    for each in (old, new):
        decide(each, tiny_land.editor_westen, SuggestionState.ANSWERED, "Danke, so machen wir es.")
        tell_visitor(each.pk, tiny_land.editor_westen.pk)
    long_ago = timezone.now() - datetime.timedelta(days=31)
    Suggestion.objects.filter(pk=old.pk).update(decided_at=long_ago)
    Suggestion.objects.filter(pk=never.pk).update(expires_at=long_ago)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")  # as the worker
        assert forget_visitors() == Forgotten(unconfirmed=1, addresses=1)
        cursor.execute("reset role")
    assert set(Suggestion.objects.values_list("email", flat=True)) == {"", "b@example.org", open_one.email}
    assert set(OutgoingMail.objects.values_list("address", flat=True)) == {"b@example.org"}


def as_web(sql: str, user: User | None = None, key: str = "") -> int | str:
    """How many rows the application's role changed or saw, or why it could not; all is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk) if user else ""])
            cursor.execute("select set_config('territory.suggestion_key', %s, true)", [key])
            cursor.execute(sql)
            changed = cursor.rowcount
            transaction.set_rollback(True)
            return changed
    except DatabaseError as error:
        return str(error)


def test_plain_sql_of_the_application_stops_at_the_same_line(tiny_land: TinyLand) -> None:
    suggestion, key = suggest(values())
    own = f"where id = {suggestion.pk}"
    # Unconfirmed: only the key sees it and confirms it, and changes nothing else.
    see, take = f"select email from territory_suggestion {own}", "state = 'new', confirmed_at = now()"
    assert as_web(see) == as_web(see, tiny_land.editor_westen) == 0
    assert as_web(see, key=key) == 1
    assert as_web(f"update territory_suggestion set {take} {own}") == 0
    assert as_web(f"update territory_suggestion set {take} {own}", tiny_land.editor_westen) == 0
    assert as_web(f"update territory_suggestion set {take} {own}", key=key) == 1
    assert "only be confirmed" in str(as_web(f"update territory_suggestion set {take}, text = 'x' {own}", key=key))
    confirm(key)
    done = "state = 'answered', answer = 'x', decided_at = now(), decided_by_id = {}"
    for name in PEOPLE:
        person = getattr(tiny_land, name)
        may = name in {"administrator", "editor_westen"}
        assert as_web(see, person) == int(may), name
        assert as_web(f"update territory_suggestion set {done.format(person.pk)} {own}", person) == int(may), name
    editor = tiny_land.editor_westen
    for wrong in (
        "text = 'x'",
        "email = 'x@example.org'",
        done.format(tiny_land.moderator.pk),
        "state = 'unconfirmed'",
    ):
        assert "may not decide" in str(as_web(f"update territory_suggestion set {wrong} {own}", editor)), wrong
    assert as_web(f"delete from territory_suggestion {own}", editor) == 0


def test_plain_sql_cannot_put_anything_into_a_queue(tiny_land: TinyLand) -> None:
    suggestion, key = suggest(values())
    columns = (
        "kind, text, location, commune_id, about_kind, email, language, created_at, expires_at, answer, is_invented"
    )
    copy = (
        f"insert into territory_suggestion ({columns}, state, key_digest, confirmed_at) select {columns}, '{{state}}', "
        f"{{digest}}, {{confirmed}} from territory_suggestion where id = {suggestion.pk}"
    )
    free = "encode(sha256('neu'), 'hex')"
    refused = "row-level security"
    assert refused in str(as_web(copy.format(state="new", digest=free, confirmed="now()"), key=key))
    assert refused in str(as_web(copy.format(state="unconfirmed", digest=free, confirmed="null"), key=key))
    # With its own key, but on land that is not the commune's.
    moved = copy.replace(f"select {columns}", f"select {columns.replace('commune_id', str(tiny_land.osten.pk))}")
    own = "territory_suggestion_digest()"
    assert refused in str(as_web(moved.format(state="unconfirmed", digest=own, confirmed="null"), key=key))
    told = (
        "insert into territory_happening"
        " (what, kind, object_id, titles, location, theme_code, reason, detail, happened_at)"
        f" select 'suggested', 'suggestion', {suggestion.pk}, '{{}}',"
        " st_setsrid(st_point(0, 0), 2169), '', '', '', now()"
    )
    assert refused in str(as_web(told))
