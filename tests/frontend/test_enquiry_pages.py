"""Asking neighbours on the page of critical mass, and answering on one's own."""

import pytest

from territory.enquiries.models import Enquiry
from tests.territory.needs_and_offers.neighbours import Neighbours


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


def enough(neighbours) -> str:
    return f"/en/working-groups/{neighbours.group.pk}/enough/"


def test_from_the_proposal_to_the_answer(neighbours, reading_as):
    dora = neighbours.places["dora"].pk
    form = {"service": "shuttle", "jobs": "200", "minutes": "10", "establishment": [dora]}
    member, facilitator = reading_as(neighbours.people["anna"]), reading_as(neighbours.facilitator)
    page = member.post(f"{enough(neighbours)}ask/", form, follow=True).content.decode()
    assert "1 establishment is proposed to the facilitator." in page
    assert "proposed by a member" in facilitator.get(enough(neighbours), {"service": "shuttle"}).content.decode()
    page = facilitator.post(f"{enough(neighbours)}ask/", form, follow=True).content.decode()
    assert "has not answered yet" in page
    enquiry = Enquiry.objects.get()
    asked = reading_as(neighbours.people["dora"])
    assert f"/en/enquiries/{enquiry.pk}/" in asked.get("/en/needs-and-offers/").content.decode()
    typed = {"answer": "yes", "amount": "-3", "visibility": "group"}
    assert asked.post(f"/en/enquiries/{enquiry.pk}/answer/", typed).status_code == 422
    done = asked.post(f"/en/enquiries/{enquiry.pk}/answer/", {**typed, "amount": "30"}, follow=True)
    assert "You said yes" in done.content.decode()
    page = facilitator.get(enough(neighbours), {"service": "shuttle"}).content.decode()
    assert "has not answered yet" not in page
    assert "Asked so far" not in member.get(enough(neighbours), {"service": "shuttle"}).content.decode()


@pytest.mark.parametrize(("name", "status"), [("dora", 200), ("anna", 404), ("facilitator", 404), (None, 302)])
def test_an_enquiry_is_there_for_who_was_asked(neighbours, reading_as, name, status):
    person = neighbours.people.get(name) or neighbours.facilitator if name else None
    form = {"service": "shuttle", "establishment": [neighbours.places["dora"].pk]}
    reading_as(neighbours.facilitator).post(f"{enough(neighbours)}ask/", form)
    assert reading_as(person).get(f"/en/enquiries/{Enquiry.objects.get().pk}/").status_code == status


def test_nothing_chosen_is_said_in_a_sentence(neighbours, reading_as):
    browser = reading_as(neighbours.facilitator)
    page = browser.post(f"{enough(neighbours)}ask/", {"service": "shuttle"}, follow=True)
    assert "Choose at least one establishment." in page.content.decode()


def test_the_way_to_the_leads_is_for_who_belongs(neighbours, reading_as):
    article, leads = f"/en/working-groups/{neighbours.group.pk}/", f"/en/working-groups/{neighbours.group.pk}/leads/"
    address = {}
    for name, person in (("anna", neighbours.people["anna"]), ("fred", neighbours.people["fred"])):
        browser = reading_as(person)
        address[name] = leads in browser.get(article, follow=True).content.decode()
    assert address == {"anna": True, "fred": False}
    assert leads in reading_as(neighbours.facilitator).get("/en/groups/").content.decode()
