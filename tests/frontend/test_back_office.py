"""The back office: who enters, and that it writes through the same actions and rules as the pages."""

import re

import pytest
from allauth.mfa.models import Authenticator

from layers.communes.models import Commune
from layers.crs import in_lonlat
from territory.contributions.models import State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at

LIST = "/admin/territory/localinitiative/"


@pytest.fixture
def office(tiny_land, reading_as):
    """The browser of an administrator."""
    return reading_as(tiny_land.administrator)


def test_visitors_are_led_to_the_one_sign_in(db, client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].endswith("/accounts/login/?next=/admin/")


def test_people_with_roles_are_told_that_it_is_not_for_them_even_with_the_staff_flag(tiny_land, reading_as):
    tiny_land.moderator.is_staff = True
    tiny_land.moderator.save()
    response = reading_as(tiny_land.moderator).get("/admin/", follow=True)
    assert response.status_code == 403
    assert reading_as(tiny_land.moderator).get(LIST).status_code == 302


def admin_pages():
    for app, model in (
        ("layers", "commune"),
        ("layers", "region"),
        ("layers", "businesspark"),
        ("layers", "constructionzone"),
        ("layers", "transitroute"),
        ("layers", "transitsection"),
        ("layers", "transitstop"),
        ("layers", "source"),
        ("layers", "release"),
        ("layers", "importrun"),
        ("territory", "user"),
        ("territory", "organisation"),
        ("territory", "company"),
        ("territory", "establishment"),
        ("territory", "theme"),
        ("territory", "workinggroup"),
        ("territory", "localinitiative"),
        ("territory", "cooperationproject"),
        ("territory", "pooledservice"),
        ("territory", "apitoken"),
        ("territory", "invitation"),
        ("mfa", "authenticator"),
    ):
        yield f"/admin/{app}/{model}/"


@pytest.mark.parametrize("address", list(admin_pages()))
def test_every_list_opens_and_can_be_searched(office, one_of_each, address):
    assert office.get(address).status_code == 200
    assert office.get(address, {"q": "west"}).status_code == 200


def test_what_has_a_place_has_a_map_and_no_script_without_the_nonce(office, one_of_each):
    for collection, model in (
        ("communes", "layers/commune"),
        ("construction-zones", "layers/constructionzone"),
        ("working-groups", "territory/workinggroup"),
        ("local-initiatives", "territory/localinitiative"),
    ):
        response = office.get(f"/admin/{model}/{one_of_each[collection].pk}/change/")
        page = response.content.decode()
        assert "leaflet/leaflet.js" in page
        policy = response["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        nonce = re.search(r"'nonce-([^']+)'", policy)[1]
        inline = [
            attributes
            for attributes in re.findall(r"<script([^>]*)>", page)
            if "src=" not in attributes and "application/json" not in attributes
        ]
        assert inline
        assert all(f'nonce="{nonce}"' in attributes for attributes in inline)
        assert " style=" not in page


def form_of(office, address: str) -> dict[str, str]:
    """What a browser would send back from an untouched form."""
    form = office.get(address).context["adminform"].form
    sent = {}
    for name in form.fields:
        value = form[name].value()
        sent[name] = "" if value is None else value
    if "location" in form.fields and form.instance.pk:
        sent["location"] = in_lonlat(form.instance.location).geojson
    return sent


def test_a_change_goes_through_the_action_and_leaves_place_and_state(office, tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), title_de="Alt")
    address = f"{LIST}{thing.pk}/change/"
    response = office.post(address, {**form_of(office, address), "title_de": "Neu"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    thing.refresh_from_db()
    assert (thing.title_de, thing.version, thing.state) == ("Neu", 2, State.DRAFT)
    assert thing.location.distance(at(500, 500)) == 0


def test_saving_without_a_change_changes_nothing(office, tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    address = f"{LIST}{thing.pk}/change/"
    assert office.post(address, form_of(office, address)).status_code == 302
    thing.refresh_from_db()
    assert thing.version == 1


def test_the_rules_of_place_hold_and_the_refusal_stands_beside_the_map(office, tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    address = f"{LIST}{thing.pk}/change/"
    moved = {**form_of(office, address), "location": in_lonlat(at(3040, 500)).geojson}
    response = office.post(address, moved)
    assert response.status_code == 200
    assert "40 m" in str(response.context["adminform"].form.errors["location"])
    thing.refresh_from_db()
    assert thing.version == 1


def test_something_new_is_a_draft_of_its_organisation(office, tiny_land):
    response = office.post(
        "/admin/territory/cooperationproject/add/",
        {
            "title_de": "Neu",
            "theme": Theme.objects.get(code="food").pk,
            "location": in_lonlat(at(500, 500)).geojson,
            "stage": "pilot",
            "owner": tiny_land.firma.pk,
            "partners": [tiny_land.netzwerk.pk],
        },
    )
    assert response.status_code == 302, response.context["adminform"].form.errors
    project = CooperationProject.objects.get()
    assert (project.state, project.created_by) == (State.DRAFT, tiny_land.administrator)
    assert list(project.partners.all()) == [tiny_land.netzwerk]


def test_what_is_submitted_is_shown_but_not_changed(office, tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    page = office.get(f"{LIST}{thing.pk}/change/").content.decode()
    assert 'name="_save"' not in page


def test_several_are_published_at_once_and_what_cannot_be_is_told(office, tiny_land):
    submitted = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), title_fr="Brouillon")
    response = office.post(
        LIST,
        {"action": "publish", "_selected_action": [submitted.pk, draft.pk]},
        follow=True,
    )
    states = set(LocalInitiative.objects.values_list("pk", "state"))
    assert states == {(submitted.pk, State.PUBLISHED), (draft.pk, State.DRAFT)}
    assert "Brouillon" in response.content.decode()


def test_an_untouched_boundary_stays_as_it_was_to_the_last_digit(office, tiny_land):
    address = f"/admin/layers/commune/{tiny_land.westen.pk}/change/"
    sent = form_of(office, address)
    sent["boundary"] = in_lonlat(tiny_land.westen.boundary).geojson
    response = office.post(address, {**sent, "population": "1200"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    stored = Commune.objects.get(pk=tiny_land.westen.pk)
    assert stored.population == 1200
    assert stored.boundary == tiny_land.westen.boundary


def test_a_lost_second_factor_is_taken_away_and_its_secret_is_not_shown(office, tiny_land):
    factor = Authenticator.objects.create(user=tiny_land.moderator, type="totp", data={"secret": "GEHEIM"})
    address = f"/admin/mfa/authenticator/{factor.pk}/"
    assert "GEHEIM" not in office.get(f"{address}change/").content.decode()
    assert office.post(f"{address}delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()
