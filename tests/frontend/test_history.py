"""The history of what is placed: its page, the difference, bringing back, and the page of a day gone by."""

import re

import pytest

from territory.contributions.actions import propose, revise
from territory.history.versions import versions_of
from territory.initiatives.models import LocalInitiative
from tests.frontend.test_object_pages import words
from tests.territory.history.conftest import garden  # noqa: F401  the scripted life of an initiative
from tests.tiny_land import at, box


@pytest.fixture
def published(tiny_land) -> LocalInitiative:
    """Public since its third version; the moderator has then drawn it as an area and changed its title."""
    editor, moderator = tiny_land.editor_westen, tiny_land.moderator
    values = {"title": {"de": "Geheimer Entwurf"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, editor, tiny_land.gemeinde_westen, values)
    LocalInitiative.objects.filter(pk=thing.pk).update(state="submitted", state_reason="Intern: bitte rasch.")
    LocalInitiative.objects.filter(pk=thing.pk).update(
        state="published", published_at="2026-01-01T00:00Z", title_de="Garten", title="Garten"
    )
    return revise(thing, moderator, {"title": {"de": "<b>Gemüse</b>garten"}, "location": box(500, 500, 700, 600)})


def test_a_visitor_reads_public_versions_without_names_and_drafts(tiny_land, published, reading_as):
    page = reading_as(None).get(f"/en/local-initiatives/{published.pk}/history/")
    assert page.status_code == 200
    text = words(page)
    assert "Version 3" in text
    assert "Version 4" in text
    assert "Version 2" not in text
    assert "Version 1" not in text
    assert "Syndikat Nord" in text
    for secret in ("Geheimer Entwurf", "Intern", "moderator@", "editor.westen", "Bring back"):
        assert secret not in page.content.decode()
    assert tiny_land.moderator.name not in text.replace("a moderator of", "")


def test_its_authors_read_everything(tiny_land, published, reading_as):
    text = words(reading_as(tiny_land.editor_westen).get(f"/en/local-initiatives/{published.pk}/history/"))
    for number in (1, 2, 3, 4):
        assert f"Version {number}" in text
    assert "From “draft” to “submitted”" in text
    assert "Intern: bitte rasch." in text
    assert "editor.westen" in text


def test_the_difference_is_a_table_and_a_map(tiny_land, published, reading_as):
    third, fourth = versions_of(LocalInitiative, published.pk)[2:]
    page = reading_as(None).get(f"/en/local-initiatives/{published.pk}/history/?from={fourth.key}&to={third.key}")
    html = page.content.decode()
    assert "data-outlines" in html
    assert "<del>Garten</del>" in html
    assert "&lt;b&gt;Gemüse&lt;/b&gt;garten" in html
    assert "<b>Gemüse" not in html
    # 100 m east and 50 m north; 200 m × 100 m.
    assert "A pin became an area; moved by 110 m; area from 0.0 ha to 2.0 ha" in words(page).replace("\xa0", " ")


@pytest.mark.parametrize("chosen", ["from=1&to=2", "from=x&to=y", "from=&to="])
def test_versions_that_are_not_theirs_are_not_there(tiny_land, published, reading_as, chosen):
    address = f"/en/local-initiatives/{published.pk}/history/"
    assert reading_as(None).get(f"{address}?{chosen}").status_code == 404
    first, *_rest, last = versions_of(LocalInitiative, published.pk)
    assert reading_as(None).get(f"{address}?from={first.key}&to={last.key}").status_code == 404
    assert reading_as(tiny_land.editor_westen).get(f"{address}?from={first.key}&to={last.key}").status_code == 200


def test_the_history_of_what_one_may_not_see_is_not_there(tiny_land, garden, reading_as):  # noqa: F811
    address = f"/de/local-initiatives/{garden.pk}/history/"
    assert reading_as(None).get(address).status_code == 404
    assert reading_as(tiny_land.editor_osten).get(address).status_code == 404
    assert reading_as(tiny_land.editor_westen).get(address).status_code == 200
    assert reading_as(None).get("/de/communes/1/history/").status_code == 404


def test_bringing_back_says_first_what_will_change(tiny_land, published, reading_as):
    third = versions_of(LocalInitiative, published.pk)[2]
    address = f"/en/local-initiatives/{published.pk}/history/{third.key}/restore/"
    published.refresh_from_db()
    before = published.version
    moderator = reading_as(tiny_land.moderator)
    page = moderator.get(address)
    assert "<ins>Garten</ins>" in page.content.decode()
    assert "everyone sees the change at once" in words(page)
    published.refresh_from_db()
    assert published.version == before  # looking changes nothing
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    answer = moderator.post(address, {"seen": seen})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/local-initiatives/{published.pk}/")
    published.refresh_from_db()
    assert (published.title_de, published.version) == ("Garten", before + 1)
    assert published.location.equals_exact(at(500, 500))
    text = words(moderator.get(f"/en/local-initiatives/{published.pk}/history/"))
    assert "Version 5 · Version 3 brought back" in text


def test_a_change_in_the_meantime_is_shown_before_anything_is_overwritten(tiny_land, published, reading_as):
    third = versions_of(LocalInitiative, published.pk)[2]
    revise(published, tiny_land.moderator, {"summary": {"de": "Eben geschrieben."}})
    address = f"/en/local-initiatives/{published.pk}/history/{third.key}/restore/"
    answer = reading_as(tiny_land.moderator).post(address, {"seen": "2"})
    assert answer.status_code == 409
    assert "Eben geschrieben." in answer.content.decode()
    published.refresh_from_db()
    assert published.summary_de == "Eben geschrieben."


def test_only_who_may_change_it_may_bring_back(tiny_land, published, reading_as):
    third = versions_of(LocalInitiative, published.pk)[2]
    address = f"/en/local-initiatives/{published.pk}/history/{third.key}/restore/"
    assert reading_as(tiny_land.editor_westen).post(address, {"seen": "2"}).status_code == 403
    assert reading_as(tiny_land.editor_osten).get(address).status_code == 403
    assert "/accounts/login/" in reading_as(None).get(address)["Location"]


def test_the_page_of_a_day_gone_by(tiny_land, garden, reading_as):  # noqa: F811
    address = f"/en/local-initiatives/{garden.pk}/"
    visitor, editor = reading_as(None), reading_as(tiny_land.editor_westen)
    assert visitor.get(address).status_code == 404  # archived today
    page = visitor.get(f"{address}?as_of=2026-05-05")
    assert page.status_code == 200
    assert "As it was known on" in words(page)
    assert "Beete für alle." in words(page)
    assert visitor.get(f"{address}?as_of=2026-05-01").status_code == 404
    draft = editor.get(f"{address}?as_of=2026-05-01").content.decode()
    assert 'id="detail-title" tabindex="-1">Garten<' in draft
    assert "What you can do here" not in draft


@pytest.mark.parametrize("text", ["", "gestern", "2999-01-01", "2026-02-30"])
def test_a_day_that_is_none_is_told_on_the_page(published, reading_as, text):
    page = reading_as(None).get(f"/en/local-initiatives/{published.pk}/?as_of={text}")
    assert page.status_code == 400
    assert 'class="note note--wrong"' in page.content.decode()
