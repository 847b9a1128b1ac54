"""Photos and documents by REST."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.territory.files import samples
from tests.tiny_land import TinyLand, at


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def thing(tiny_land: TinyLand) -> LocalInitiative:
    return make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))


@pytest.fixture
def editor(tiny_land: TinyLand) -> Client:
    client = Client()
    client.force_login(tiny_land.editor_westen, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(client: Client, thing: LocalInitiative, content: bytes, **texts: str):
    upload = SimpleUploadedFile("bench.jpg", content, "image/jpeg")
    return client.post(f"/api/v1/local-initiatives/{thing.pk}/files/", {"file": upload, **texts})


def test_a_photo_is_handed_in_described_removed_and_taken_back(editor, thing) -> None:
    answer = sent(editor, thing, samples.photo_of_a_phone(), alt="A bench", language="en")
    assert answer.status_code == 201, answer.content
    photo = answer.json()
    assert (photo["content_type"], photo["alt"], photo["width_px"]) == ("image/jpeg", "A bench", 40)
    assert samples.SECRET not in b"".join(editor.get(photo["href"]).streaming_content)
    small = editor.get(photo["thumbnail"])
    assert small["Content-Type"] == "image/webp"
    assert b"".join(small.streaming_content)[8:12] == b"WEBP"
    one = f"/api/v1/local-initiatives/{thing.pk}/files/{photo['id']}/"
    changed = editor.patch(one, {"caption": "Banc", "language": "fr", "position": 1}, "application/json")
    assert changed.json()["caption"] == "Banc"
    listed = f"/api/v1/local-initiatives/{thing.pk}/files/"
    assert [each["id"] for each in editor.get(listed).json()["files"]] == [photo["id"]]
    assert editor.delete(one).status_code == 204
    assert editor.get(listed).json()["files"] == []
    assert editor.get(photo["href"]).status_code == 404
    assert editor.post(f"{one}recover/").status_code == 200
    assert b"".join(editor.get(photo["href"]).streaming_content)[:2] == b"\xff\xd8"


@pytest.mark.parametrize(("language", "words"), [("de", "kein Foto"), ("fr", "pas une photo")])
def test_a_photo_that_is_a_script_is_refused_in_the_language_of_the_person(editor, thing, language, words) -> None:
    upload = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = editor.post(
        f"/api/v1/local-initiatives/{thing.pk}/files/", {"file": upload}, headers={"Accept-Language": language}
    )
    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_who_may_not_see_or_change_the_thing_is_refused_before_the_file_is_looked_at(thing, tiny_land) -> None:
    visitor, neighbour = Client(), Client()
    neighbour.force_login(tiny_land.editor_osten, backend="django.contrib.auth.backends.ModelBackend")
    assert visitor.get(f"/api/v1/local-initiatives/{thing.pk}/files/").status_code == 404
    assert sent(neighbour, thing, b"anything").status_code == 404
    public = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    assert visitor.get(f"/api/v1/local-initiatives/{public.pk}/files/").json() == {"files": []}
    assert sent(visitor, public, b"anything").status_code in (401, 403)
    assert sent(neighbour, public, b"anything").status_code == 403


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"href": "x"}, "/properties/href"), ({"position": "first"}, "/position"), ({"alt": 7}, "/alt")],
)
def test_what_cannot_be_written_is_pointed_at(editor, thing, body, pointer) -> None:
    photo = sent(editor, thing, samples.photo()).json()
    answer = editor.patch(f"/api/v1/local-initiatives/{thing.pk}/files/{photo['id']}/", body, "application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer.replace("/properties", "")
