"""Adding, changing and deciding on what people place, through the pages."""

import pytest
from django.utils import timezone

from layers.crs import in_lonlat
from territory.contributions.models import State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.pooled_services.models import PooledService
from tests.territory.contributions.making import make
from tests.tiny_land import START, at

ADD = "/de/add/local-initiatives/"


def point(x_m: float, y_m: float) -> str:
    """GeoJSON of a point in metres from the tiny land's origin."""
    return in_lonlat(at(x_m, y_m)).geojson


def typed(**more: str) -> dict[str, str]:
    """The short form, filled in for a place in Westen."""
    return {
        "title_de": "Reparaturtreff",
        "theme": str(Theme.objects.get(code="waste").pk),
        "location": point(500, 500),
        "stage": "pilot",
        **more,
    }


def page_of(thing) -> str:
    return f"/de/local-initiatives/{thing.pk}/"


def test_a_visitor_is_told_why_to_sign_in_and_comes_back_after_it(tiny_land, reading_as):
    page = reading_as(None).get("/de/add/").content.decode()
    assert "Anmelden und hinzufügen" in page
    assert "/de/accounts/login/?next=/de/add/" in page
    response = reading_as(None).get(ADD)
    assert response.status_code == 302
    assert response["Location"] == f"/de/accounts/login/?next={ADD}"


def test_a_person_is_offered_what_their_roles_allow(tiny_land, reading_as):
    page = reading_as(tiny_land.company_member).get("/de/add/").content.decode()
    assert 'href="/de/add/cooperation-projects/"' in page
    assert f'href="{ADD}"' not in page
    refused = reading_as(tiny_land.company_member).get(ADD)
    assert refused.status_code == 403
    assert "Redaktion einer Gemeinde" in refused.content.decode()


def test_a_draft_is_stored_for_the_only_organisation_without_asking_for_it(tiny_land, reading_as):
    browser = reading_as(tiny_land.editor_westen)
    assert 'name="owner"' not in browser.get(ADD).content.decode()
    response = browser.post(ADD, typed(intent="save"), follow=True)
    thing = LocalInitiative.objects.get()
    assert response.redirect_chain == [(page_of(thing), 302)]
    assert (thing.title_de, thing.owner, thing.state) == (
        "Reparaturtreff",
        tiny_land.gemeinde_westen,
        State.DRAFT,
    )
    assert thing.created_by == tiny_land.editor_westen
    assert thing.location.distance(at(500, 500)) < 0.01
    assert "Nur Ihre Organisation sieht es" in response.content.decode()


def test_submitting_stores_and_submits_at_once(tiny_land, reading_as):
    reading_as(tiny_land.editor_westen).post(ADD, typed(intent="submit"))
    assert LocalInitiative.objects.get().state == State.SUBMITTED


def test_the_form_says_who_publishes_before_anything_is_saved(tiny_land, reading_as):
    page = reading_as(tiny_land.editor_westen).get(ADD).content.decode()
    assert "Für alle sichtbar, sobald Syndikat Nord es veröffentlicht hat." in page


def test_somebody_with_two_organisations_says_for_which(tiny_land, reading_as):
    Membership.objects.create(
        organisation=tiny_land.gemeinde_osten,
        user=tiny_land.editor_westen,
        role=Role.COMMUNE_EDITOR,
        valid_from=START,
    )
    browser = reading_as(tiny_land.editor_westen)
    assert 'name="owner"' in browser.get(ADD).content.decode()
    osten = str(tiny_land.gemeinde_osten.pk)
    browser.post(ADD, typed(owner=osten, location=point(4000, 500)))
    assert LocalInitiative.objects.get().owner == tiny_land.gemeinde_osten
    other = browser.post(ADD, typed(owner=str(tiny_land.firma.pk)))
    assert other.status_code == 422


def test_coordinates_can_be_typed_instead_of_marked(tiny_land, reading_as):
    place = in_lonlat(at(500, 500))
    by_hand = typed(location="", lon=f"{place.x:.7f}".replace(".", ","), lat=f"{place.y:.7f}")
    reading_as(tiny_land.editor_westen).post(ADD, by_hand)
    assert LocalInitiative.objects.get().location.distance(at(500, 500)) < 0.1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"title_de": ""}, "title_de", "eine Sprache genügt"),
        ({"theme": ""}, "theme", "das am besten passt"),
        ({"location": ""}, None, "Markieren Sie den Ort auf der Karte"),
        ({"location": "{}"}, None, "keine GeoJSON-Geometrie"),
        ({"location": "", "lon": "6"}, None, "gehören zusammen"),
        ({"starts_on": "2026-02-30"}, "starts_on", "gibt es im Kalender nicht"),
        (
            {"starts_on": "2026-05-02", "ends_on": "2026-05-01"},
            "ends_on",
            "Der letzte Tag liegt vor dem ersten",
        ),
        ({"link": "not an address"}, "link", "keine Webadresse"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    tiny_land, reading_as, wrong, field, sentence
):
    response = reading_as(tiny_land.editor_westen).post(ADD, typed(summary_de="Jeden Samstag.", **wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Jeden Samstag." in page
    if field:
        beside = page[page.index(f'id="id_{field}_error"') :]
        assert sentence in beside[:300]
    assert not LocalInitiative.objects.exists()


def test_a_place_outside_the_own_land_is_refused_with_the_distance_beside_the_map(tiny_land, reading_as):
    # (3040, 500) lies 40 m inside Osten.
    response = reading_as(tiny_land.editor_westen).post(ADD, typed(location=point(3040, 500)))
    assert response.status_code == 422
    assert "40 m weit in Osten" in response.content.decode()


def test_texts_in_several_languages_and_the_fields_of_a_service(tiny_land, reading_as):
    reading_as(tiny_land.company_member).post(
        "/fr/add/pooled-services/",
        typed(
            title_fr="Navette",
            summary_lb="Moies an owes.",
            capacity="40",
            capacity_unit="places",
            catchment_m="1500",
            partners=str(tiny_land.gemeinde_westen.pk),
        ),
    )
    service = PooledService.objects.get()
    assert (service.title_de, service.title_fr) == ("Reparaturtreff", "Navette")
    assert service.summary_lb == "Moies an owes."
    assert (service.capacity, service.capacity_unit, service.catchment_m) == (40, "places", 1500)
    assert list(service.partners.all()) == [tiny_land.gemeinde_westen]


def test_the_part_on_demand_is_open_when_an_error_stands_in_it(tiny_land, reading_as):
    browser = reading_as(tiny_land.company_member)
    address = "/de/add/pooled-services/"
    assert '<details class="more" open>' not in browser.get(address).content.decode()
    page = browser.post(address, typed(capacity="many")).content.decode()
    assert '<details class="more" open>' in page


def test_editing_shows_what_is_stored_and_raises_the_version(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), title_de="Alt")
    browser = reading_as(tiny_land.editor_westen)
    assert 'value="Alt"' in browser.get(page_of(thing) + "edit/").content.decode()
    browser.post(page_of(thing) + "edit/", typed(title_de="Neu"))
    thing.refresh_from_db()
    assert (thing.title_de, thing.version, thing.state) == ("Neu", 2, State.DRAFT)


def test_somebody_else_cannot_edit(tiny_land, reading_as):
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    public = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    for person in (tiny_land.editor_osten, tiny_land.company_member):
        assert reading_as(person).get(page_of(draft) + "edit/").status_code == 404
        assert reading_as(person).get(page_of(public) + "edit/").status_code == 403
        assert reading_as(person).post(page_of(public) + "edit/", typed()).status_code == 403
    assert reading_as(tiny_land.moderator).get(page_of(public) + "edit/").status_code == 200


def move(browser, thing, target, reason=""):
    return browser.post(page_of(thing) + "state/", {"target": target, "reason": reason})


def test_from_draft_to_the_public_map_and_off_it_again(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    author, moderator = reading_as(tiny_land.editor_westen), reading_as(tiny_land.moderator)
    steps = [
        (author, State.SUBMITTED),
        (author, State.DRAFT),
        (author, State.SUBMITTED),
        (moderator, State.PUBLISHED),
        (author, State.ARCHIVED),
        (moderator, State.PUBLISHED),
    ]
    for browser, target in steps:
        assert move(browser, thing, target).status_code == 302
        thing.refresh_from_db()
        assert thing.state == target


def test_its_author_takes_back_what_is_public_changes_it_and_hands_it_in_again(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    author = reading_as(tiny_land.editor_westen)
    refused = author.get(page_of(thing) + "edit/")
    assert refused.status_code == 403
    assert "zurückholen" in refused.content.decode()
    assert move(author, thing, State.CHANGES_REQUESTED).status_code == 422  # without a reason
    assert move(author, thing, State.CHANGES_REQUESTED, "Das Datum ist falsch.").status_code == 302
    assert reading_as(None).get(page_of(thing)).status_code == 404
    assert author.get(page_of(thing) + "edit/").status_code == 200
    assert author.post(page_of(thing) + "delete/").status_code == 403  # it was public
    assert move(author, thing, State.SUBMITTED).status_code == 302
    assert move(reading_as(tiny_land.editor_osten), thing, State.PUBLISHED).status_code in (403, 404)


def test_only_the_steps_a_person_may_take_are_offered(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    author = reading_as(tiny_land.editor_westen).get(page_of(thing)).content.decode()
    moderator = reading_as(tiny_land.moderator).get(page_of(thing)).content.decode()
    assert 'value="draft"' in author
    assert 'value="published"' not in author
    assert 'value="published"' in moderator
    assert 'value="changes_requested"' in moderator


def test_a_missing_reason_is_asked_for_beside_its_field(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    browser = reading_as(tiny_land.moderator)
    response = move(browser, thing, State.CHANGES_REQUESTED)
    assert response.status_code == 422
    assert 'id="reason-error-changes_requested"' in response.content.decode()
    move(browser, thing, State.CHANGES_REQUESTED, "Wer zahlt?")
    thing.refresh_from_db()
    assert (thing.state, thing.state_reason) == (State.CHANGES_REQUESTED, "Wer zahlt?")


def test_a_step_that_is_not_ones_own_or_not_possible_is_refused_in_words(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    assert move(reading_as(tiny_land.editor_westen), thing, State.PUBLISHED).status_code == 403
    impossible = move(reading_as(tiny_land.moderator), thing, State.ARCHIVED)
    assert impossible.status_code == 409
    assert move(reading_as(tiny_land.moderator), thing, "nonsense").status_code == 409
    assert move(reading_as(None), thing, State.PUBLISHED).status_code == 302  # to sign in


def test_a_draft_can_be_deleted_and_what_was_public_cannot(tiny_land, reading_as):
    browser = reading_as(tiny_land.editor_westen)
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    assert browser.post(page_of(draft) + "delete/")["Location"] == "/de/mine/"
    assert LocalInitiative.objects.get(pk=draft.pk).trashed_at is not None
    was_public = make(
        LocalInitiative,
        tiny_land.gemeinde_westen,
        at(500, 500),
        State.CHANGES_REQUESTED,
        published_at=timezone.now(),
    )
    assert browser.post(page_of(was_public) + "delete/").status_code == 403


def test_nothing_changes_by_following_a_link(tiny_land, reading_as):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    browser = reading_as(tiny_land.editor_westen)
    for verb in ("state/", "delete/"):
        assert browser.get(page_of(thing) + verb).status_code == 405


def test_my_list_shows_own_things_by_state_and_what_waits_for_a_decision(tiny_land, reading_as):
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), title_de="Mein Entwurf")
    make(LocalInitiative, tiny_land.gemeinde_osten, at(4000, 500), title_de="Fremder Entwurf")
    for x_m, y_m, title in ((500, 500, "Im Norden"), (500, -500, "Im Süden")):
        make(CooperationProject, tiny_land.firma, at(x_m, y_m), State.SUBMITTED, title_de=title)
    author = reading_as(tiny_land.editor_westen).get("/de/mine/").content.decode()
    assert "Mein Entwurf" in author
    assert "Fremder Entwurf" not in author
    company = reading_as(tiny_land.company_member).get("/de/queue/").content.decode()
    assert "Im Norden" not in company  # its own, and others decide on it
    moderator = reading_as(tiny_land.moderator).get("/de/queue/").content.decode()
    assert "Im Norden" in moderator
    assert "Im Süden" not in moderator  # region nord has Westen and Osten only
    assert reading_as(None).get("/de/mine/").status_code == 302
