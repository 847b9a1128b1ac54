"""Comments on the pages and by REST."""

from territory.comments.actions import comment
from territory.comments.models import Comment, CommentState
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

WORDS = 'Seht <script>alert(1)</script> https://example.org/?a="b" und javascript:alert(2)'


def page_of(thing: LocalInitiative) -> str:
    return f"/de/local-initiatives/{thing.pk}/"


def test_words_are_text_and_links_are_safe(tiny_land: TinyLand, reading_as: Reader) -> None:
    garden = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    answer = reading_as(tiny_land.editor_westen).post(f"{page_of(garden)}comments/", {"text": WORDS}, follow=True)
    text = answer.content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;" in text
    assert 'rel="nofollow"' in text
    assert 'href="javascript' not in text


def test_a_mistake_comes_back_with_what_was_typed(tiny_land: TinyLand, reading_as: Reader) -> None:
    garden = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    answer = reading_as(tiny_land.company_member).post(f"{page_of(garden)}comments/", {"text": "x" * 2001})
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()


def test_visitors_read_and_cannot_write(tiny_land: TinyLand, reading_as: Reader) -> None:
    garden = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    comment(garden, tiny_land.editor_westen, "Jeden Samstag.")
    comment(garden, tiny_land.company_member, "Nur montags?")
    visitor = reading_as(None)
    text = visitor.get(page_of(garden)).content.decode()
    assert "Jeden Samstag." in text
    assert "Nur montags?" not in text
    assert visitor.post(f"{page_of(garden)}comments/", {"text": "Hallo"}).status_code == 302
    assert Comment.objects.count() == 2


def test_a_draft_has_no_comments(tiny_land: TinyLand, reading_as: Reader) -> None:
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    editor = reading_as(tiny_land.editor_westen)
    assert 'id="comments"' not in editor.get(page_of(draft)).content.decode()
    assert editor.post(f"{page_of(draft)}comments/", {"text": "Hallo"}).status_code == 403
    assert reading_as(tiny_land.company_member).post(f"{page_of(draft)}comments/", {"text": "x"}).status_code == 404


def test_the_queue_shows_and_hides(tiny_land: TinyLand, reading_as: Reader) -> None:
    garden = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    said = [comment(garden, tiny_land.company_member, f"Frage {number}") for number in range(2)]
    editor = reading_as(tiny_land.editor_westen)
    assert [row.thing for row in editor.get("/de/queue/").context["mine"]] == said
    assert editor.post("/de/queue/comments/", {"thing": [said[0].pk], "decision": "hide"}).status_code == 422
    editor.post("/de/queue/comments/", {"thing": [said[0].pk], "decision": "hide", "reason": "Doppelt."})
    editor.post("/de/queue/comments/", {"only": said[1].pk})
    assert [each.state for each in Comment.objects.order_by("pk")] == [CommentState.HIDDEN, CommentState.SHOWN]
    assert "Doppelt." in reading_as(tiny_land.company_member).get(page_of(garden)).content.decode()
    reading_as(tiny_land.editor_osten).post("/de/queue/comments/", {"only": said[0].pk})
    said[0].refresh_from_db()
    assert said[0].state == CommentState.HIDDEN


def test_by_rest_the_same(tiny_land: TinyLand, reading_as: Reader) -> None:
    garden = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    address = f"/api/v1/local-initiatives/{garden.pk}/comments/"
    member, visitor = reading_as(tiny_land.company_member), reading_as(None)
    answer = member.post(address, {"text": "Wann?"}, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (201, "waiting")
    assert visitor.get(address).json() == {"comments": []}
    assert [each["text"] for each in member.get(address).json()["comments"]] == ["Wann?"]
    assert visitor.post(address, {"text": "Wann?"}, content_type="application/json").status_code in {401, 403}
    assert member.post(address, {"words": 1}, content_type="application/json").status_code == 422
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    assert visitor.get(f"/api/v1/local-initiatives/{draft.pk}/comments/").status_code == 404
