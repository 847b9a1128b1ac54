"""The map in other people's pages: who may frame it, and what oEmbed answers."""

import json

import pytest
from django.conf import LazySettings
from django.db.models import Model
from django.test import Client

from tests.tiny_land import TinyLand


def framed_by(response: object) -> str:
    policy = response["Content-Security-Policy"]  # type: ignore[index]
    return next(part for part in policy.split(";") if "frame-ancestors" in part).strip()


def test_only_the_sites_of_the_list_may_frame_the_map(tiny_land: TinyLand, settings: LazySettings) -> None:
    settings.EMBEDDING_SITES = ["https://www.esch.example", "https://prosud.example"]
    response = Client().get("/de/embed/?z=12&lon=6&lat=49.5")
    assert framed_by(response) == "frame-ancestors 'self' https://www.esch.example https://prosud.example"
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    ("around", "is_shown"),
    [
        ("https://www.esch.example/plan", True),
        ("https://other.example/", False),
        ("http://testserver/de/", True),
        ("", True),
    ],
)
def test_a_site_that_is_not_on_the_list_is_told_so(
    around: str, is_shown: bool, tiny_land: TinyLand, settings: LazySettings
) -> None:
    """Where the browser says which page is around the frame; else it keeps the map from others by itself."""
    settings.EMBEDDING_SITES = ["https://www.esch.example"]
    asking = {"Sec-Fetch-Dest": "iframe", **({"Referer": around} if around else {})}
    response = Client().get("/de/embed/?z=12&lon=6&lat=49.5", headers=asking)
    page = response.content.decode()
    assert ('id="map"' in page, "page-data" in page) == (is_shown, is_shown)
    assert response.status_code == (200 if is_shown else 403)
    assert ("https://other.example steht nicht auf der Liste" in page) is not is_shown
    assert framed_by(response).partition(" ")[2] == ("'self' https://www.esch.example" if is_shown else "*")
    assert "Referer" in response["Vary"]


def test_the_foot_says_the_day_and_what_the_signs_mean(tiny_land: TinyLand) -> None:
    page = Client().get("/de/embed/?z=12&lon=6&lat=49.5&on=2028-03-01&hide=communes").content.decode()
    assert "1. März 2028" in page
    legend = page.partition('class="embed__legend"')[2].partition("</details>")[0]
    assert "Lokale Initiativen" in legend
    assert "Gemeinden" not in legend


@pytest.mark.parametrize("path", ["/de/", "/de/share/", "/de/help/", "/de/embed/?bbox=1"])
def test_nobody_may_frame_anything_else(path: str, tiny_land: TinyLand, settings: LazySettings) -> None:
    settings.EMBEDDING_SITES = ["https://www.esch.example"]
    response = Client().get(path)
    assert framed_by(response) == "frame-ancestors 'none'"


def test_without_a_list_no_other_site_may(tiny_land: TinyLand) -> None:
    assert framed_by(Client().get("/de/embed/")) == "frame-ancestors 'self'"


def test_the_frame_has_a_picture_for_those_without_scripts(tiny_land: TinyLand) -> None:
    page = Client().get("/de/embed/?z=12&lon=6&lat=49.5").content.decode()
    assert "/de/share/map.png?lat=49.5&amp;lon=6&amp;z=12" in page
    assert "http://testserver/de/?lat=49.5&amp;lon=6&amp;z=12" in page


class TestOEmbed:
    def ask(self, url: str, **more: str) -> object:
        return Client().get("/oembed", {"url": url, **more})

    def test_it_answers_with_the_frame_of_the_view(self, tiny_land: TinyLand) -> None:
        answer = json.loads(self.ask("http://testserver/fr/?z=12&lon=6&lat=49.5").content)  # type: ignore[attr-defined]
        assert answer["type"] == "rich"
        assert answer["version"] == "1.0"
        assert 'src="http://testserver/fr/embed/?lat=49.5&amp;lon=6&amp;z=12"' in answer["html"]

    def test_the_page_of_an_object_is_a_view_too(self, tiny_land: TinyLand) -> None:
        answer = self.ask(f"http://testserver/de/business-parks/{tiny_land.park.pk}/")
        assert f"selected=business-parks/{tiny_land.park.pk}" in json.loads(answer.content)["html"]  # type: ignore[attr-defined]

    @pytest.mark.parametrize(("most", "width"), [("500", 500), ("100000", 800), ("1", 280), ("x", 800), ("-5", 800)])
    def test_it_is_no_wider_than_asked_for(self, most: str, width: int, tiny_land: TinyLand) -> None:
        answer = json.loads(self.ask("http://testserver/de/", maxwidth=most).content)  # type: ignore[attr-defined]
        assert answer["width"] == width

    @pytest.mark.parametrize(
        "url",
        [
            "", "http://evil.example/de/", "javascript:alert(1)", "http://testserver/de/help/", "http://testserver/ogc/",
            "http://testserver/de/nowhere/", "http://[", "http://testserver/de/?bbox=1",
        ],
    )  # fmt: skip
    def test_other_addresses_are_not_found(self, url: str, tiny_land: TinyLand) -> None:
        assert self.ask(url).status_code == 404  # type: ignore[attr-defined]

    def test_other_formats_are_not_given(self, tiny_land: TinyLand) -> None:
        assert self.ask("http://testserver/de/", format="xml").status_code == 501  # type: ignore[attr-defined]


def test_words_of_the_address_cannot_leave_the_code(one_of_each: dict[str, Model]) -> None:
    page = Client().get("/de/share/", {"q": '"></textarea><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
