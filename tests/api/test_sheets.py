"""The kept context sheet by REST."""

import pytest

from territory.context.keeping import keep_sheet
from territory.contributions.actions import move, revise
from territory.contributions.models import State
from tests.tiny_land import at


def address(thing, query=""):
    return f"/api/v1/local-initiatives/{thing.pk}/sheet/{query}"


def test_everybody_reads_the_sheet_of_what_is_published(ask, full_land) -> None:
    thing = full_land.published
    assert ask(address(thing)).status_code == 404
    keep_sheet("localinitiative", thing.pk, 2)
    answer = ask(address(thing, "?lang=fr"))
    body = answer.json()
    assert (body["version"], body["versions"], answer["Content-Language"]) == (2, [2], "fr")
    assert [(each["lau2"], each["name"]) for each in body["sheet"]["communes"]] == [("0901", "Westen")]
    assert [each["name"] for each in body["sheet"]["stops"]] == ["Bréck"]
    # 141 m and 412 m as the crow flies, × 1.3 / 80: 2.3 and 6.7 minutes.
    assert body["sheet"]["around"][0] == {"minutes": 5, "establishments": 1, "jobs": 12}
    assert body["sheet"]["around"][1]["establishments"] == 2
    assert "no-store" in answer["Cache-Control"]


def test_only_insiders_read_the_others(ask, full_land) -> None:
    thing = move(full_land.draft, full_land.editor_westen, State.SUBMITTED)
    keep_sheet("localinitiative", thing.pk, thing.version)
    assert ask(address(thing)).status_code == 404
    assert ask(address(thing), full_land.company_member).status_code == 404
    assert ask(address(thing), full_land.moderator).json()["version"] == 2
    thing = move(thing, full_land.editor_westen, State.DRAFT)
    thing = revise(thing, full_land.editor_westen, {"location": at(400, 400)})
    thing = move(thing, full_land.editor_westen, State.SUBMITTED)
    keep_sheet("localinitiative", thing.pk, thing.version)
    thing = move(thing, full_land.moderator, State.PUBLISHED)
    assert ask(address(thing), full_land.editor_westen).json()["versions"] == [5, 2]
    assert ask(address(thing, "?version=2"), full_land.editor_westen).json()["version"] == 2
    assert ask(address(thing)).json()["versions"] == [5]
    assert ask(address(thing, "?version=2")).status_code == 404


@pytest.mark.parametrize("query", ["?version=-1", "?version=x", "?version=²", "?versoin=2", "?lang=xx"])
def test_what_cannot_be_read_is_said(query, ask, full_land) -> None:
    assert ask(address(full_land.published, query)).status_code == 400
