"""Paper and picture, opened again: what they say, how large they are, and what is not on them."""

import io
import re
from typing import Any

import pypdfium2
import pytest
import segno
from django.db.models import Model
from django.test import Client
from django.utils.html import escape
from PIL import Image

from frontend.sharing import printing
from layers.crs import in_lonlat
from layers.sources.models import Source
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.sharing.conftest import ALL, Fetch
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, make_release

MM_PER_POINT = 25.4 / 72


def read(content: bytes) -> tuple[str, tuple[int, int], int]:
    """The text of a PDF file, its size in mm, and how many pages it has."""
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    words = page.get_textpage().get_text_bounded().replace("\r\n", " ")
    wide, high = (round(side * MM_PER_POINT) for side in page.get_size())
    return words, (wide, high), len(document)


@pytest.mark.parametrize(
    ("paper", "turned", "size"),
    [
        ("A4", "yes", (297, 210)),
        ("A4", "no", (210, 297)),
        ("A3", "yes", (420, 297)),
        ("A3", "no", (297, 420)),
        ("A2", "yes", (594, 420)),
        ("A2", "no", (420, 594)),
    ],
)
def test_one_sheet_of_the_size_asked_for_with_all_that_belongs_on_a_map(
    paper: str, turned: str, size: tuple[int, int], one_of_each: dict[str, Model], fetched: Fetch
) -> None:
    south_west, north_east = in_lonlat(at(0, -2000)), in_lonlat(at(6000, 4000))
    box = f"{south_west.x:.4f},{south_west.y:.4f},{north_east.x:.4f},{north_east.y:.4f}"
    query = f"bbox={box}&z=12&hide=none&paper={paper}&turned={turned}&title=Sitzung%20am%20Montag"
    words, made, pages = read(fetched(f"/de/share/map.pdf?{query}"))
    assert made == size
    assert pages == 1
    assert "Sitzung am Montag" in words
    for title in ("Lokale Initiativen", "Kooperationsprojekte", "Gemeinsame Dienste", "Baustellen", "Tramhaltestellen"):
        assert title in words
    assert "Westen" in words
    assert "CC0-1.0" in words
    assert "1 : " in words
    assert "http://testserver/de/" in words
    assert "1 km" in words or "500 m" in words or "2 km" in words


def test_the_legend_holds_what_is_shown_and_nothing_else(one_of_each: dict[str, Model], fetched: Fetch) -> None:
    words, _size, _pages = read(fetched(f"/en/share/map.pdf?{ALL}&z=11&hide=establishments,communes,business-parks"))
    assert "Construction zones" in words
    for hidden in ("Establishments", "Communes", "Business parks"):
        assert hidden not in words


def test_drafts_are_on_no_sheet_and_no_picture_of_a_visitor(tiny_land: TinyLand, fetched: Fetch) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, title_en="Secret plan")
    query = f"{ALL}&z=16"
    mine, _size, _pages = read(fetched(f"/en/share/map.pdf?{query}", tiny_land.editor_westen))
    assert "Secret plan" in mine
    assert "Local initiatives" in mine
    theirs, _size, _pages = read(fetched(f"/en/share/map.pdf?{query}"))
    assert "Secret" not in theirs
    assert "Local initiatives" not in theirs
    picture = fetched(f"/en/share/map.png?{query}")
    assert picture != fetched(f"/en/share/map.png?{query}", tiny_land.editor_westen)
    LocalInitiative.objects.all().delete()
    assert picture == fetched(f"/en/share/map.png?{query}")


def test_a_long_address_is_a_short_link_on_paper(
    tiny_land: TinyLand, fetched: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    write = printing.render_to_string
    monkeypatch.setattr(printing, "render_to_string", lambda name, said: told.update(said) or write(name, said))
    query = "lat=49.5&lon=6&q=Gemeinsamer%20Garten%20am%20alten%20Bahnhof&theme=mobility&z=12"
    words, _size, _pages = read(fetched(f"/de/share/map.pdf?{query}&paper=A4"))
    (path,) = set(re.findall(r"http://testserver(/v/\w+/)", words))
    assert "…" not in words
    assert Client(headers={"Accept-Language": "de"}).get(path)["Location"] == f"/de/?{query.replace('%20', '+')}"
    drawn = segno.make(f"http://testserver{path}", error="m", micro=False)
    assert told["qr"] == drawn.svg_inline(border=0, omitsize=True)


def test_a_hostile_title_is_printed_as_text(tiny_land: TinyLand, fetched: Fetch) -> None:
    hostile = '<img src="file:///etc/passwd"><b>x'
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_en=hostile)
    words, _size, _pages = read(fetched(f"/en/share/map.pdf?{ALL}&z=16&title=%3Cimg%20src=x%3E"))
    assert "<img src=x>" in words
    assert '<img src="file:///etc/passwd">' in words


def test_a_page_can_fetch_nothing(tiny_land: TinyLand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should something ever get into a page that is no text, it reads no file and asks nobody."""
    page = '<p>Words</p><img src="file:///etc/hostname"><link rel="stylesheet" href="http://example.org/x.css">'
    asked: list[str] = []
    fetch = printing.default_url_fetcher
    monkeypatch.setattr(printing, "render_to_string", lambda *_arguments: page)
    monkeypatch.setattr(printing, "default_url_fetcher", lambda address: asked.append(address) or fetch(address))
    words, _size, _pages = read(printing._written("any", {}))
    assert words.strip() == "Words"
    assert asked
    assert all(address.endswith(".ttf") for address in asked)


def test_the_picture_is_as_large_as_it_says(one_of_each: dict[str, Model], fetched: Fetch) -> None:
    picture = Image.open(io.BytesIO(fetched(f"/de/share/map.png?{ALL}&z=11")))
    assert picture.size == (2400, 1600)
    assert len(picture.getcolors(1 << 24)) > 20


@pytest.mark.parametrize("size", ["", "&size=half"])
def test_a_picture_says_whose_data_it_shows(
    size: str, one_of_each: dict[str, Model], fetched: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}
    write = printing.render_to_string
    monkeypatch.setattr(printing, "render_to_string", lambda name, said: told.update(said) or write(name, said))
    release = make_release("stops")
    Source.objects.filter(code="stops").update(publisher="The trams", licence="CC-BY-4.0")
    type(one_of_each["transit-stops"]).objects.update(release=release)
    fetched(f"/de/share/map.png?{ALL}&z=12{size}")
    assert any(each.endswith(": The trams, CC-BY-4.0") for each in told["credits"].split(" · "))
    written = write("frontend/sharing/picture.html", told)
    assert escape(told["credits"]) in written
    assert told["map_px"] < told["height"] - 30
    fetched(f"/de/share/map.png?{ALL}&z=12&hide=transit-stops{size}")
    assert "CC-BY-4.0" not in told["credits"]


@pytest.mark.parametrize("query", ["paper=A0", "bbox=1,2", "on=x", "theme=none"])
def test_a_wrong_question_says_what_would_be_right(query: str, tiny_land: TinyLand) -> None:
    assert Client().get(f"/en/share/map.pdf?{query}").status_code == 400


def test_the_way_back_leads_to_the_same_view_and_keeps_nothing_of_the_paper(tiny_land: TinyLand) -> None:
    on_paper, chosen = "paper=A0&turned=no&title=x&size=half", f"communes/{tiny_land.osten.pk}"
    query = f"{on_paper}&bbox=5,49,6,50&z=12&theme=mobility&selected={chosen}"
    page = Client().get(f"/en/share/map.pdf?{query}").content.decode()
    assert f'href="/en/{chosen}/?theme=mobility&amp;z=12"' in page
    assert 'href="/en/?on=x"' in Client().get("/en/share/map.pdf?on=x&paper=A3").content.decode()


def test_too_many_at_a_time_are_told_to_wait(tiny_land: TinyLand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "LONGEST_WAIT_S", 0.01)
    held = [printing._writers.acquire() for _ in range(printing.WRITERS_AT_ONCE)]
    try:
        response = Client().get("/en/share/map.png")
    finally:
        for _ in held:
            printing._writers.release()
    assert response.status_code == 503
    assert "Try again" in response.content.decode()
    assert Client().get("/en/share/map.png").status_code == 200
