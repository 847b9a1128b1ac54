"""Words and map share a sheet: no gap is left between them, and nothing lies over anything else."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from urllib.parse import quote

import pypdfium2
import pytest
import zxingcpp
from django.db.models import Model

from territory.contributions.models import State, Theme
from territory.initiatives.models import LocalInitiative
from tests.frontend.sharing.conftest import ALL, Fetch
from tests.frontend.sharing.sheets import map_frame, words_at
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

Printed = Callable[[str], pypdfium2.PdfPage]
# Points. A line of the legend is 14.25 high on A4.
LEGEND_LINE, NO_GAP = 14.25, 22.0
LONG_TITLE = "Was die Gemeinden und Unternehmen der Region bis 2028 gemeinsam vorhaben und was davon schon läuft"
SHEETS = [(paper, turned) for paper in ("A4", "A3", "A2") for turned in ("yes", "no")]
GROWN = {"A4": 1.0, "A3": 1.2, "A2": 1.5}


@pytest.fixture
def printed(fetched: Fetch) -> Iterator[Printed]:
    """The first page of the sheet of the whole tiny land."""
    with ExitStack() as opened:

        def page_of(query: str) -> pypdfium2.PdfPage:
            content = fetched(f"/de/share/map.pdf?{ALL}&{query}")
            document = opened.enter_context(closing(pypdfium2.PdfDocument(content)))
            return opened.enter_context(closing(document[0]))

        yield page_of


@pytest.mark.parametrize(("paper", "turned"), SHEETS)
@pytest.mark.parametrize("hidden", ["none&show=public-places", "establishments,business-parks,construction-zones"])
def test_head_legend_and_foot_touch_the_map(
    paper: str, turned: str, hidden: str, one_of_each: dict[str, Model], printed: Printed
) -> None:
    page, gap = printed(f"z=12&paper={paper}&turned={turned}&hide={hidden}"), NO_GAP * GROWN[paper]
    _left, bottom, right, top = map_frame(page)
    legend, communes, sources = (words_at(page, words) for words in ("Legende", "Gemeinden", "Quellen"))
    assert 0 < words_at(page, "Territorium")[1] - top < 2 * gap
    if turned == "yes":
        assert legend[0] > right
        assert 0 < bottom - sources[3] < 2 * gap
    else:
        assert 0 < bottom - legend[3] < gap
        # The layers are the longest part of the legend; the communes its last line.
        assert 0 < communes[1] - sources[3] < 2 * gap


@pytest.mark.parametrize("turned", ["yes", "no"])
@pytest.mark.parametrize("title", ["Kurz", LONG_TITLE, LONG_TITLE[:60] + "W" * 60])
def test_the_map_begins_right_below_the_title(title: str, turned: str, tiny_land: TinyLand, printed: Printed) -> None:
    page = printed(f"turned={turned}&title={quote(title)}&theme=mobility,energy&stage=pilot,running")
    _left, _bottom, _right, top = map_frame(page)
    filters = words_at(page, "Etappe")
    # A word longer than a line may leave room for one line too many.
    assert 0 < filters[1] - top < NO_GAP * (2 if "WW" in title else 1)
    assert words_at(page, title[:4])[1] > filters[3]


@pytest.mark.parametrize("turned", ["yes", "no"])
def test_a_legend_with_many_themes_stays_whole(turned: str, tiny_land: TinyLand, printed: Printed) -> None:
    for number in range(24):
        theme = Theme.objects.create(
            code=f"theme-{number}", name=f"Thema Nummer {number}", symbol="star", position=100 + number
        )
        place = at(100 + 100 * number, 500)
        make(LocalInitiative, tiny_land.gemeinde_westen, place, State.PUBLISHED, theme=theme)
    page = printed(f"turned={turned}&z=16")
    last, sources = words_at(page, "Thema Nummer 23"), words_at(page, "Quellen")
    assert last[1] > sources[3]


def test_the_code_on_paper_is_read_by_a_camera(tiny_land: TinyLand, printed: Printed) -> None:
    """As large as a screen shows an A4 sheet: the address in it is the one that stands beside it."""
    page = printed("paper=A4")
    (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    address = code.text
    assert address.startswith("http://testserver/")
    assert words_at(page, address.removeprefix("http://testserver/"))
