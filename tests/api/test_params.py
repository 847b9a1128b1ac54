"""Query parameters: what is refused, and that each refusal names the parameter and what would be right."""

import pytest

ITEMS = "/ogc/collections/establishments/items"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,3,4,5", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,49,7,50", "bbox"),
        ("bbox=1e999,49,7,50", "bbox"),
        ("bbox=6,50,7,49", "bbox"),
        ("bbox=170,40,-170,50", "bbox"),
        ("bbox=-190,40,170,50", "bbox"),
        ("bbox=0,40,1,95", "bbox"),
        ("bbox=", "bbox"),
        ("bbox=1,2,3,4&bbox-crs=EPSG:4326", "bbox-crs"),
        ("crs=http://www.opengis.net/def/crs/EPSG/0/31370", "crs"),
        ("datetime=yesterday", "datetime"),
        ("datetime=2026-13-01", "datetime"),
        ("datetime=2026-05-01/2026-04-01", "datetime"),
        ("datetime=2026-05-01/2026-06-01/2026-07-01", "datetime"),
        ("datetime=../..", "datetime"),
        ("datetime=/", "datetime"),
        ("datetime=2026-05-01T08:00:00", "datetime"),
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=1.5", "limit"),
        ("limit=", "limit"),
        ("cursor=next", "cursor"),
        ("cursor=after-99999999999999999999", "cursor"),
        ("lang=xx", "lang"),
        ("f=html", "f"),
        ("is_invented=maybe", "is_invented"),
        ("q=%00", "q"),
        ("nace_code=%00", "nace_code"),
        ("company=x", "company"),
        ("no_such_thing=1", "no_such_thing"),
    ],
)
def test_what_cannot_be_read_is_named(query, parameter, ask, db):
    response = ask(f"{ITEMS}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 400
    assert problem["errors"] == [{"parameter": parameter, "detail": problem["detail"]}]
    assert problem["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=99999",  # cut to the highest, as the standard asks
        "datetime=2026-05-01T08:00:00%2B02:00",
        "datetime=2026-05-01T08:00:00+02:00",
        "datetime=2026-05-01/",
        "datetime=../2026-05-01",
        "bbox=6,49,6,49",
        "f=json",
    ],
)
def test_what_can_be_read_is_answered(query, ask, db):
    assert ask(f"{ITEMS}?{query}").status_code == 200


def test_a_choice_that_is_not_known_is_told_with_the_known_ones(ask, db):
    detail = ask("/ogc/collections/business-parks/items?state_type=ECO-x").json()["detail"]
    assert "ECO-x" in detail
    assert "ECO-r" in detail


def test_refusals_speak_the_language_of_the_request(ask, db):
    response = ask(f"{ITEMS}?limit=0", **{"accept-language": "de"})
    assert response["Content-Language"] == "de"


@pytest.mark.parametrize("path", ["/ogc/collections/communes/items", "/ogc/", "/ogc/collections"])
def test_a_format_that_cannot_be_given_is_refused(path, ask, db):
    assert ask(path, accept="application/xml").status_code == 406
    assert ask(path, accept="text/html,*/*;q=0.8").status_code == 200
