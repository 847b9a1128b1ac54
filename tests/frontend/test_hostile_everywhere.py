"""HTML that somebody typed, in every text column of every table, is text on every page that is reached by its links.

Pages and back office, mails, the feed of news, and the map as one file.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from frontend.mails import write_news
from territory.alerts import telling
from territory.alerts.models import OutgoingMail
from territory.contributions.actions import move, propose
from territory.contributions.models import State
from territory.contributions.stages import move_stage
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.frontend.feature_acts.among_neighbours import acts_with_enquiries
from tests.frontend.feature_acts.around_things import acts_with_comments, acts_with_files
from tests.frontend.feature_acts.confidential import acts_with_suggestions
from tests.tiny_land import TinyLand, at

PROBE = """</script></textarea></title>"'><img src=x onerror=hostile()><hostile-probe onprobe=1>{{7*7}}"""
SHORT_PROBE = "<hostile-probe>"  # where fewer letters are stored
MOST_PAGES = 120
STARTS = ("/en/", "/en/mine/", "/en/queue/", "/en/news/", "/en/following/", "/en/groups/", "/en/vision/", "/admin/")
# What ends something, is no page, or is the same again in another language or order.
NOT_FOLLOWED = re.compile(
    r"/logout|/static/|/api/|/ogc|/(de|fr|lb)/|[?&](o|q|p|as_of|_to_field)=|\.[a-z]{3,5}(\?|$)|/password/|/files/\d+/|/data/"
)
# Columns that nobody types into: the service writes them, or compares them with what it knows.
NOT_TYPED = {
    "checksum",
    "content_type",
    "dataset",
    "detail",
    "html",
    "key",
    "kind",
    "language",
    "lau2_code",
    "material",
    "nace_code",
    "nace_section",
    "pair_key",
    "password",
    "period",
    "about_kind",
    "gtfs_name",
    "sha256",
    "source_crs",
    "source_nodata",
    "target",
    "token_key",
    "unit",
    "unsubscribe_url",
}


class Read(HTMLParser):
    """Whether the probe became an element or an attribute, and where the links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.became_html = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.became_html |= tag == "hostile-probe" or any("onprobe" in name for name, _value in attrs)
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]


def typed_columns(model: type[models.Model]) -> dict[str, str]:
    """The columns that hold words somebody typed, with a probe that fits."""
    found = {}
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        if not is_text or isinstance(field, models.SlugField | models.URLField | models.EmailField):
            continue
        if not (field.choices or field.unique or field.name in NOT_TYPED):
            fits = field.max_length is None or field.max_length >= len(PROBE)
            found[field.name] = PROBE if fits else SHORT_PROBE[: field.max_length]
    return found


@pytest.fixture
def poisoned(tiny_land: TinyLand) -> TinyLand:
    """A bit of everything, and the probe in all that was typed, past every check."""
    acts_with_files(tiny_land)
    acts_with_comments(tiny_land)
    acts_with_enquiries(tiny_land)
    acts_with_suggestions(tiny_land)
    values = {"title": {"en": PROBE}, "summary": {"en": PROBE}, "theme": "mobility", "location": at(500, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    move(thing, tiny_land.editor_westen, State.SUBMITTED)
    thing = move(thing, tiny_land.moderator, State.CHANGES_REQUESTED, PROBE)
    thing = move_stage(thing, tiny_land.editor_westen, "pilot", "2026-01-01", PROBE)
    tried = 0
    for model in (*apps.get_app_config("territory").get_models(), *apps.get_app_config("layers").get_models()):
        columns = typed_columns(model)
        if columns and not model.__name__.endswith("Event"):
            tried += len(columns)
            model._default_manager.update(**columns)
    assert tried > 80
    return tiny_land


def opened(person: User) -> Client:
    browser = Client(raise_request_exception=True)
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("name", ["administrator", "editor_westen", "coordinator"])
def test_no_page_takes_it_for_html(poisoned: TinyLand, name: str) -> None:
    browser = opened(getattr(poisoned, name))
    waiting, seen, shown, wrong = list(STARTS), set(STARTS), 0, []
    kinds: dict[str, int] = {}
    read = 0
    while waiting and read < MOST_PAGES:
        address = waiting.pop(0)
        # Two of each kind of page are enough to know the kind.
        kind = re.sub(r"\d+", "1", address.partition("?")[0])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 2:
            continue
        answer = browser.get(address, follow=True)
        if answer.streaming:
            answer.getvalue()
            continue
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        page = Read(answer.content.decode())
        read += 1
        shown += "hostile-probe" in answer.content.decode()
        if page.became_html:
            wrong.append(address)
        for link in page.links:
            found = urlsplit(urljoin(address, link))
            target = found.path + (f"?{found.query}" if found.query else "")
            if not found.netloc and target not in seen and not NOT_FOLLOWED.search(target):
                seen.add(target)
                waiting.append(target)
    assert wrong == []
    assert read >= 20
    assert shown >= 10, "the probe was hardly shown: this proves nothing"


def test_no_mail_and_no_feed_takes_it_for_html(poisoned: TinyLand) -> None:
    for happening in Happening.objects.order_by("pk"):
        titles = dict.fromkeys(happening.titles, PROBE)
        Happening.objects.filter(pk=happening.pk).update(titles=titles)
        telling.tell(happening.pk, write_news)
    mails = list(OutgoingMail.objects.all())
    assert any("hostile-probe" in mail.html for mail in mails)
    assert not any(Read(mail.html).became_html for mail in mails)
    assert not any("\n" in mail.subject or "\r" in mail.subject for mail in mails)
    browser = opened(poisoned.editor_westen)
    address = re.search(r"/[^\"<>\s]*\.atom", browser.post("/en/following/new-address/", follow=True).content.decode())
    assert address is not None
    feed = ElementTree.fromstring(browser.get(address[0]).content)
    texts = [(each.get("type", "text"), each.text or "") for each in feed.iter() if each.text]
    assert any("hostile-probe" in text for _type, text in texts)
    assert not any(Read(text).became_html for kind, text in texts if kind == "html")
    assert not any("hostile-probe" in each.tag for each in feed.iter())


def test_the_map_as_one_file_does_not_either(poisoned: TinyLand) -> None:
    page = opened(poisoned.administrator).get("/en/share/map.html?hide=none").getvalue().decode()
    assert "hostile-probe" in page
    assert not Read(page).became_html
