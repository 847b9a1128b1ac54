"""Links to a view: they show the same to whoever follows them, and lead nowhere else."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from territory.errors import Invalid
from territory.links.actions import short_link_to, target_of
from territory.links.models import ShortLink
from tests.tiny_land import TinyLand

VIEW = "z=12&lon=6&lat=49.5&theme=mobility"


def made(query: str) -> str:
    """The address that the page of sharing gives for the short link of a view."""
    response = Client().post(f"/en/share/?{query}")
    assert response.status_code == 200
    return str(response.context["short_link"])


def test_a_short_link_leads_to_the_view_in_the_reader_s_language(tiny_land: TinyLand) -> None:
    address = made(VIEW)
    path = address.removeprefix("http://testserver")
    assert len(path) < 15
    response = Client(headers={"Accept-Language": "fr"}).get(path)
    assert response.status_code == 302
    assert response["Location"] == "/fr/?lat=49.5&lon=6&theme=mobility&z=12"


def test_the_same_view_has_one_link_however_its_address_is_written(tiny_land: TinyLand) -> None:
    assert made("z=12&lat=49.5&lon=6") == made("lon=6&lat=49.5&z=12&q=&csrfmiddlewaretoken=x")
    assert ShortLink.objects.count() == 1


def test_an_object_that_is_open_is_part_of_the_link(tiny_land: TinyLand) -> None:
    path = made(f"{VIEW}&selected=business-parks/{tiny_land.park.pk}").removeprefix("http://testserver")
    assert f"/business-parks/{tiny_land.park.pk}/?" in Client().get(path)["Location"]


@pytest.mark.parametrize("selected", ["//evil.example/1", "https:/1", "admin/1", "communes/1/../..", "communes/x"])
def test_a_link_never_leads_elsewhere(selected: str, tiny_land: TinyLand) -> None:
    path = made(f"{VIEW}&selected={selected}").removeprefix("http://testserver")
    assert Client().get(path)["Location"].startswith("/en/?")


def test_an_unknown_code_is_not_found(tiny_land: TinyLand) -> None:
    assert Client().get("/v/aaaaaaa/").status_code == 404


def test_codes_that_meet_get_one_letter_more(tiny_land: TinyLand) -> None:
    first = short_link_to("?z=12")
    ShortLink.objects.filter(pk=first.pk).update(target="?z=13")
    second = short_link_to("?z=12")
    assert second.code[:-1] == first.code
    assert target_of(second.code) == "?z=12"


def test_an_address_without_measure_is_refused(tiny_land: TinyLand) -> None:
    with pytest.raises(Invalid):
        short_link_to("?q=" + "x" * 2_000)


@pytest.mark.parametrize("sql", ["update territory_shortlink set target = 'x'", "delete from territory_shortlink"])
def test_the_application_can_neither_change_nor_remove_a_link(sql: str, tiny_land: TinyLand) -> None:
    short_link_to("?z=12")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(sql)


def test_the_application_can_add_one(tiny_land: TinyLand) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        assert short_link_to("?z=12").code
        cursor.execute("reset role")


def test_the_page_holds_link_code_and_files_without_scripts(tiny_land: TinyLand) -> None:
    page = Client().get(f"/de/share/?{VIEW}").content.decode()
    assert "http://testserver/de/?lat=49.5&amp;lon=6&amp;theme=mobility&amp;z=12" in page
    assert "<svg" in page
    assert "/de/share/data/gpkg/?" in page


def test_words_in_the_address_stay_text(tiny_land: TinyLand) -> None:
    page = Client().get("/de/share/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_many_short_links_at_once_are_slowed_down(tiny_land: TinyLand) -> None:
    browser = Client()
    answers = [browser.post(f"/en/share/?z={10 + number / 100}").status_code for number in range(41)]
    assert answers[:40] == [200] * 40
    assert answers[40] == 429
