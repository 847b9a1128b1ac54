"""The installed map: what a browser may keep, the worker that keeps it, the manifest in four languages."""

import json

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from frontend.offline import MARK

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/de/", "/fr/help/", "/en/about/", "/ogc/collections"])
def test_what_everyone_sees_may_be_kept(client, path) -> None:
    assert client.get(path).headers[MARK] == "keep"


@pytest.mark.parametrize("path", ["/de/accounts/login/", "/de/suggest/", "/de/share/", "/de/nowhere/", "/robots.txt"])
def test_what_may_hold_something_of_a_person_is_not_kept(client, path) -> None:
    assert MARK not in client.get(path).headers


@pytest.mark.parametrize("path", ["/de/", "/ogc/collections", "/de/help/"])
def test_nothing_is_kept_for_who_is_signed_in(tiny_land, reading_as, path) -> None:
    assert MARK not in reading_as(tiny_land.editor_westen).get(path).headers


def test_a_token_keeps_nothing(client) -> None:
    assert MARK not in client.get("/ogc/collections", headers={"authorization": "Token nothing"}).headers


def test_the_worker_belongs_to_the_release(client) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    text = answer.content.decode()
    assert settings.RELEASE in text
    assert f'importScripts("{settings.STATIC_URL}frontend/js/worker/offline.js")' in text


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_manifest_names_the_map_and_its_icons(client, language) -> None:
    described = json.loads(client.get(f"/{language}/manifest.webmanifest").content)
    assert described["lang"] == language
    assert described["start_url"] == f"/{language}/"
    for icon in described["icons"]:
        file = finders.find(icon["src"].removeprefix(settings.STATIC_URL))
        assert file
        if icon["type"] == "image/png":
            with Image.open(file) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {"any", "192x192", "512x512"} == {icon["sizes"] for icon in described["icons"]}


def test_the_page_for_what_was_never_read(client) -> None:
    assert "No connection" in client.get("/en/offline/").content.decode()
