"""Photos and documents on the pages: handed in with a form, kept when it comes back, shown to whoever may see them."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from layers.crs import in_lonlat
from territory.acting import acting_as
from territory.attachments.actions import add_file, remove_file
from territory.attachments.models import ContributionFile
from territory.attachments.querysets import files_of
from territory.contributions.models import State, Theme
from territory.files.actions import store
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.territory.files import samples
from tests.tiny_land import at

ADD = "/en/add/local-initiatives/"


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def editor(tiny_land, reading_as):
    return reading_as(tiny_land.editor_westen)


def upload(content: bytes | None = None, name: str = "bench.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or samples.photo_of_a_phone(), "image/jpeg")


def typed(**more: object) -> dict[str, object]:
    return {
        "title_en": "Repair café",
        "theme": str(Theme.objects.get(code="waste").pk),
        "location": in_lonlat(at(500, 500)).geojson,
        "stage": "pilot",
        "intent": "submit",
        **more,
    }


def hung_on(thing, person, content: bytes | None = None) -> ContributionFile:
    with acting_as(person, verb="test"):
        file = store(content or samples.photo(), "bench.jpg", person)
        return add_file(thing, person, file, alt="A bench")


def test_a_photo_of_the_form_hangs_on_what_is_submitted(editor) -> None:
    answer = editor.post(ADD, typed(files=[upload(), upload(samples.document(), "plan.pdf")]))
    assert answer.status_code == 302
    thing = LocalInitiative.objects.get()
    assert thing.state == State.SUBMITTED
    assert [hung.file.content_type for hung in files_of(thing)] == ["image/jpeg", "application/pdf"]


def test_a_form_that_comes_back_still_has_its_photos_and_what_was_said_about_them(editor) -> None:
    answer = editor.post(ADD, typed(title_en="", files=[upload()]))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    key = re.search(r'name="waiting" value="(\d+)"', page)[1]
    again = editor.post(ADD, typed(title_en="", waiting=key, **{f"waiting-{key}": "A bench <b>"}))
    assert 'value="A bench <b>"' in html.unescape(again.content.decode())
    editor.post(ADD, typed(waiting=key, **{f"waiting-{key}": "A bench <b>"}))
    assert [hung.alt for hung in files_of(LocalInitiative.objects.get())] == ["A bench <b>"]


def test_what_somebody_else_handed_in_cannot_be_taken(editor, tiny_land) -> None:
    with acting_as(tiny_land.editor_osten, verb="test"):
        theirs = store(samples.photo(), "secret.jpg", tiny_land.editor_osten)
    editor.post(ADD, typed(waiting=str(theirs.pk)))
    assert not files_of(LocalInitiative.objects.get()).exists()
    assert editor.get(f"/en/files/{theirs.pk}/small/").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("de", "kein Foto"), ("fr", "pas une photo")])
def test_a_photo_that_is_a_script_gets_a_sentence_and_what_was_typed_stays(editor, language, words) -> None:
    script = upload(b"<svg onload=alert(1)>", "photo.jpg")
    page = editor.post(f"/{language}/add/local-initiatives/", typed(files=[script]))
    text = html.unescape(page.content.decode())
    assert page.status_code == 422
    assert words in text
    assert "Repair café" in text
    assert not LocalInitiative.objects.exists()
    at_once = editor.post(f"/{language}/files/", {"file": upload(b"<svg onload=alert(1)>", "photo.jpg")})
    assert at_once.status_code == 422
    assert words in at_once.content.decode()


def test_too_large_a_file_is_cut_off_while_it_is_read(editor, settings) -> None:
    settings.FILE_MAX_MB = 1
    page = editor.post(ADD, typed(files=[upload(b"\xff\xd8" + b"\0" * 3_000_000)]))
    assert "larger than 1 MB" in html.unescape(page.content.decode())
    assert "Repair café" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "who", "status"),
    [
        (State.DRAFT, None, 404),
        (State.DRAFT, "editor_osten", 404),
        (State.DRAFT, "editor_westen", 200),
        (State.SUBMITTED, "moderator", 200),
        (State.PUBLISHED, None, 200),
    ],
)
def test_a_photo_is_seen_by_whoever_sees_its_thing(tiny_land, reading_as, state, who, status) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    hung = hung_on(thing, tiny_land.editor_westen)
    LocalInitiative.objects.filter(pk=thing.pk).update(
        state=state, published_at="2026-01-01T00:00Z" if state == State.PUBLISHED else None
    )
    client = reading_as(getattr(tiny_land, who) if who else None)
    for size in ("", "small/"):
        answer = client.get(f"/en/local-initiatives/{thing.pk}/files/{hung.pk}/{size}")
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content)[:4] in (b"RIFF", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xdb")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer["Content-Security-Policy"]
            assert "script-src" not in answer["Content-Security-Policy"]
            unchanged = client.get(answer.request["PATH_INFO"], headers={"If-None-Match": answer["ETag"]})
            assert unchanged.status_code == 304


def test_the_page_shows_photos_with_words_and_documents_by_name(tiny_land, reading_as) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    hung_on(thing, tiny_land.editor_westen)
    hung_on(thing, tiny_land.editor_westen, samples.document())
    page = reading_as(tiny_land.editor_westen).get(f"/en/local-initiatives/{thing.pk}/").content.decode()
    assert 'alt="A bench"' in page
    assert "bench.pdf" in page
    assert f"/en/local-initiatives/{thing.pk}/files/" in page


def test_looking_after_them(tiny_land, editor) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    first, second = (hung_on(thing, tiny_land.editor_westen) for _number in range(2))
    address = f"/de/local-initiatives/{thing.pk}/files/"
    editor.post(address, {"wish": "describe", "key": second.pk, "alt": "Eine Bank", "caption": "", "language": "de"})
    editor.post(address, {"wish": "earlier", "key": second.pk})
    assert [hung.alt for hung in files_of(thing)] == ["Eine Bank", "A bench"]
    page = editor.post(address, {"wish": "remove", "key": first.pk}, follow=True).content.decode()
    assert list(files_of(thing)) == [second]
    assert 'value="take-back"' in page
    editor.post(address, {"wish": "take-back", "key": first.pk})
    assert set(files_of(thing)) == {first, second}
    editor.post(address, {"wish": "add", "files": [upload()]})
    assert files_of(thing).count() == 3


def test_words_that_do_not_fit_come_back_as_they_were_typed(tiny_land, editor) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    hung = hung_on(thing, tiny_land.editor_westen)
    wish = {"wish": "describe", "key": hung.pk, "alt": "x" * 400, "caption": "<i>", "language": "de"}
    page = editor.post(f"/en/local-initiatives/{thing.pk}/files/", wish)
    assert page.status_code == 422
    assert "x" * 400 in page.content.decode()
    assert 'value="&lt;i&gt;"' in page.content.decode()


def test_whoever_may_not_change_the_thing_may_not_look_after_its_files(tiny_land, reading_as) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    address = f"/en/local-initiatives/{thing.pk}/files/"
    for who in (tiny_land.editor_westen, tiny_land.editor_osten):
        assert reading_as(who).get(address).status_code == 403
        assert reading_as(who).post(address, {"wish": "add", "files": [upload()]}).status_code == 403


def test_a_removed_photo_is_gone_for_everybody(tiny_land, editor) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    hung = hung_on(thing, tiny_land.editor_westen)
    remove_file(hung, thing, tiny_land.editor_westen)
    assert editor.get(f"/en/local-initiatives/{thing.pk}/files/{hung.pk}/").status_code == 404
