"""The pages of leads and needs answer for everybody: who may, and who may not."""

import pytest

from territory.leads.run import find_leads, start_run
from tests.territory.needs_and_offers.neighbours import Neighbours


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    made = Neighbours(tiny_land)
    made.states("anna")
    made.states("bert", direction="in", amount=100.0, period="year")
    run = start_run(made.group, made.facilitator)
    find_leads(run.pk, made.facilitator.pk)
    return made


# Own leads, one lead, the group's leads, its needs, whether there are enough.
ANSWERS = {
    "anna": (200, 200, 200, 200, 200),
    "cleo": (200, 404, 200, 200, 200),
    "fred": (200, 404, 404, 200, 200),
    "facilitator": (200, 200, 200, 200, 200),
    "other_facilitator": (200, 404, 404, 200, 200),
    None: (302, 302, 302, 200, 200),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_each_page_answers(neighbours, reading_as, name):
    person = neighbours.people.get(name) or getattr(neighbours, name) if name else None
    browser = reading_as(person)
    group, lead = neighbours.group.pk, neighbours.group.leads.get().pk
    pages = (
        "/en/leads/",
        f"/en/leads/{lead}/",
        f"/en/working-groups/{group}/leads/",
        f"/en/working-groups/{group}/needs/",
        f"/en/working-groups/{group}/enough/?service=shuttle&jobs=100",
    )
    assert tuple(browser.get(page).status_code for page in pages) == ANSWERS[name]


def test_a_side_is_asked_and_a_no_without_a_reason_comes_back(neighbours, reading_as):
    browser = reading_as(neighbours.people["anna"])
    lead = neighbours.group.leads.get()
    assert b"Somebody could take" in browser.get("/en/leads/").content
    page = browser.post(f"/en/leads/{lead.pk}/answer/", {"answer": "no", "reason": ""})
    assert page.status_code == 422
    assert "Say why" in page.content.decode()
    assert browser.post(f"/en/leads/{lead.pk}/answer/", {"answer": "yes"}).status_code == 302


def test_the_short_form_keeps_what_was_typed(neighbours, reading_as):
    browser = reading_as(neighbours.people["anna"])
    address = f"/en/needs-and-offers/add/{neighbours.places['anna'].pk}/material/"
    typed = {"direction": "out", "material": "150102", "amount": "3", "unit": "m3", "period": "week"}
    page = browser.post(address, {**typed, "note": "behalten", "visibility": "group"})
    assert page.status_code == 422
    assert "A volume becomes tonnes only by its density" in page.content.decode()
    assert "behalten" in page.content.decode()
    done = browser.post(address, {**typed, "density_t_per_m3": "0.05", "note": "behalten", "visibility": "group"})
    assert done.status_code == 302
