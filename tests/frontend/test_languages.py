"""Every page in the reader's language: no English is left on it, and none of it is empty."""

import json
import re
from html import unescape

import polib
import pytest
from django.utils import translation

from frontend.views.objects import OBJECT_PAGES
from territory.contributions.models import Stage, State
from territory.initiatives.models import LocalInitiative
from territory.organisations.roles import Role
from tests.territory.contributions.making import make
from tests.tiny_land import at

# Of whole sentences and labels; one short word may be right in two languages.
SHORTEST = 4


def english_of(language: str) -> set[str]:
    """The texts of the catalogue that ``language`` says otherwise, without those that carry values."""
    catalogue = polib.pofile(f"frontend/locale/{language}/LC_MESSAGES/django.po")
    translated = {entry.msgstr.lower() for entry in catalogue}
    return {
        entry.msgid
        for entry in catalogue
        if len(entry.msgid) >= SHORTEST
        and not re.search(r"[%{]", entry.msgid)
        and entry.msgid.lower() not in translated
    }


def texts_on(page: str) -> set[str]:
    """What a reader sees or hears: text between tags, and what labels, tooltips and empty fields say."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page[page.index("<body") :], flags=re.S)
    between = re.split(r"<[^>]*>", body)
    spoken = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]+)"', body)
    return {unescape(re.sub(r"\s+", " ", text)).strip() for text in (*between, *spoken)} - {""}


PAGES = [
    "",
    "add/",
    "add/local-initiatives/",
    "add/cooperation-projects/",
    "add/pooled-services/",
    "mine/",
    "help/",
    "about/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    "accounts/password/change/",
    "nowhere/",
]


@pytest.mark.parametrize("language", ["de", "fr", "lb"])
def test_no_english_is_left_on_the_pages(one_of_each, reading_as, tiny_land, language):
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), title_de="Entwurf")
    submitted = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    objects = [f"{collection}/{one_of_each[collection].pk}/" for collection in OBJECT_PAGES]
    own = [f"local-initiatives/{thing.pk}/" for thing in (draft, submitted)]
    english = english_of(language)
    assert len(english) > 500
    found = {}
    for person in (None, tiny_land.editor_westen, tiny_land.moderator):
        browser = reading_as(person)
        for path in (*PAGES, *objects, *own, f"local-initiatives/{draft.pk}/edit/"):
            response = browser.get(f"/{language}/{path}", follow=True)
            page = response.content.decode()
            if f'<html lang="{language}"' not in page:
                continue  # who is signed in already is led on to the map, in their own language
            left = texts_on(page) & english
            if left:
                found[path] = left
    assert found == {}


@pytest.mark.parametrize("language", ["de", "fr", "lb"])
def test_what_the_scripts_say_is_translated_too(one_of_each, client, language):
    page = client.get(f"/{language}/").content.decode()
    data = json.loads(re.search(r'<script id="page-data"[^>]*>(.*?)</script>', page, re.S)[1])
    said = {*data["texts"].values(), *(each["name"] for each in [*data["stages"], *data["parkTypes"]])}
    assert len(said) > 50
    assert said & english_of(language) == set()


def test_the_bare_address_leads_to_the_language_the_browser_asks_for(tiny_land, client):
    for asked, expected in (("lb", "/lb/"), ("de-LU,de;q=0.9", "/de/"), ("nl", "/en/")):
        assert client.get("/", headers={"Accept-Language": asked})["Location"] == expected


def test_every_role_state_and_stage_has_its_own_words(db):

    for choices in (State, Stage, Role):
        for language in ("de", "fr", "lb"):
            with translation.override(language):
                labels = {str(choice.label) for choice in choices}
            assert len(labels) == len(choices)
            assert "" not in labels
