"""Which sites may show the map: who says so, what can be named, and that the database agrees."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from territory.acting import acting_as
from territory.embedding.actions import allow_site, can_allow_sites, disallow_site, origin_of, sites_allowed
from territory.embedding.models import EmbeddingSite
from territory.errors import Invalid, NotAllowed
from tests.tiny_land import TinyLand

pytestmark = pytest.mark.django_db
SITE = "https://www.esch.example"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.esch.example", SITE),
        (" HTTPS://WWW.Esch.example/plan/karte?x=1#y ", SITE),
        ("www.esch.example/plan", SITE),
        ("https://www.esch.example:443/", SITE),
        ("https://karte.example:8443", "https://karte.example:8443"),
        ("https://gemeng-käl.example", "https://xn--gemeng-kl-12a.example"),
    ],
)
def test_any_address_of_a_site_names_it(typed: str, origin: str) -> None:
    if "xn--" in origin:
        assert origin_of(typed).startswith("https://xn--gemeng-")
    else:
        assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["", "http://www.esch.example", "javascript:alert(1)", "https://", "https://*", "https://localhost", "a b.example",
     "https://x.example; script-src *", "https://x.example:99999", "https://x..example", "ftp://x.example"],
)  # fmt: skip
def test_anything_else_is_refused_in_words(tiny_land: TinyLand, typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        allow_site(tiny_land.moderator, typed)
    assert list(refusal.value.problems) == ["origin"]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("administrator", True),
        ("moderator", True),
        ("editor_westen", False),
        ("park_manager", False),
        ("coordinator", False),
        ("company_member", False),
    ],
)
def test_rule_and_database_agree_on_who_says_so(tiny_land: TinyLand, who: str, may: bool) -> None:
    person = getattr(tiny_land, who)
    assert can_allow_sites(person) == may
    if not may:
        with pytest.raises(NotAllowed):
            allow_site(person, SITE)
    stored = EmbeddingSite.objects.create(origin="https://there.example")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        done = []
        with acting_as(person):
            try:
                with transaction.atomic():
                    EmbeddingSite.objects.create(origin=SITE, added_by=person)
                done.append("added")
            except DatabaseError:
                pass
            if EmbeddingSite.objects.filter(pk=stored.pk).delete()[0]:
                done.append("removed")
        cursor.execute("reset role")
    assert done == (["added", "removed"] if may else [])


def test_sites_of_the_setting_come_first_and_each_once(tiny_land: TinyLand, settings) -> None:
    settings.EMBEDDING_SITES = ["https://set.example"]
    site = allow_site(tiny_land.moderator, SITE)
    with pytest.raises(Invalid):
        allow_site(tiny_land.moderator, f"{SITE}/again")
    assert sites_allowed() == ["https://set.example", SITE]
    disallow_site(tiny_land.moderator, site)
    assert sites_allowed() == ["https://set.example"]


def test_nothing_but_an_origin_is_ever_stored() -> None:
    for text in ("https://x.example; script-src *", "http://x.example", "https://x.example/path", "*"):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmbeddingSite.objects.create(origin=text)
