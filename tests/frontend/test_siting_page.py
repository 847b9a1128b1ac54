"""The page that looks for the places of a pooled service: who may open it, and for whom."""

import pytest

from territory.companies.models import Company, Establishment
from territory.studies.actions import keep
from territory.studies.inputs import Inputs
from territory.studies.models import Study, StudyRun
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box


@pytest.fixture
def group(tiny_land):
    return WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe Westen", coordinator=tiny_land.netzwerk, footprint=box(900, 900, 1600, 1500)
    )


def test_a_coordinator_opens_it_for_the_group(reading_as, tiny_land, group):
    page = reading_as(tiny_land.coordinator).get("/de/siting/?group=gruppe")
    assert page.status_code == 200
    assert "Gruppe Westen" in page.content.decode()
    assert '"demand": {"group": "gruppe"}' in page.content.decode()


def test_and_for_a_park(reading_as, tiny_land):
    assert reading_as(tiny_land.park_manager).get("/fr/siting/?park=park").status_code == 200


@pytest.mark.parametrize("query", ["?group=nobody", "?park=nowhere", "?park=%3Cscript%3E"])
def test_for_nobody_there_is_no_page(query, reading_as, tiny_land):
    assert reading_as(tiny_land.coordinator).get(f"/de/siting/{query}").status_code == 404


def test_a_visitor_signs_in_first(reading_as, group):
    answer = reading_as(None).get("/de/siting/?group=gruppe")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_group_leads_there(reading_as, group):
    assert "/de/siting/?group=gruppe" in reading_as(None).get(f"/de/working-groups/{group.pk}/").content.decode()


def test_a_form_has_a_place_for_what_lies_around(reading_as, tiny_land):
    page = reading_as(tiny_land.coordinator).get("/en/add/pooled-services/").content.decode()
    assert "data-context-sheet" in page
    assert "What lies around" in page


@pytest.fixture
def study(tiny_land, group):
    company = Company.objects.create(name="Bäckerei")
    place = Establishment.objects.create(
        company=company, name="Bäckerei", location=at(1100, 1100), nace_section="C", nace_code="10.7", jobs=12
    )
    WorkingGroupMember.objects.create(working_group=group, establishment=place)
    inputs = Inputs({"group": "gruppe"}, stops=False, ground=True)
    return keep(tiny_land.coordinator, "Navette", inputs, group)[0]


def test_a_kept_study_has_an_address_and_is_listed(reading_as, tiny_land, study):
    reader = reading_as(tiny_land.coordinator)
    assert f"/de/siting/{study.pk}/" in reader.get("/de/siting/").content.decode()
    page = reader.get(f"/de/siting/{study.pk}/").content.decode()
    assert "Navette" in page
    assert '"served_jobs": 12' in page


@pytest.mark.parametrize("verb", ["", "run/", "change/", "delete/"])
def test_for_others_it_is_not_there(verb, reading_as, tiny_land, study):
    browser = reading_as(tiny_land.moderator)
    address = f"/de/siting/{study.pk}/{verb}"
    assert (browser.post(address) if verb else browser.get(address)).status_code == 404


def test_it_is_run_again_and_says_what_changed(reading_as, tiny_land, study):
    browser = reading_as(tiny_land.coordinator)
    page = browser.post(f"/en/siting/{study.pk}/run/", follow=True).content.decode()
    assert "nothing-changed" in page
    Establishment.objects.update(jobs=1500)
    page = browser.post(f"/en/siting/{study.pk}/run/", follow=True).content.decode()
    assert "Bäckerei: 12 → 1,500 jobs" in page
    assert "1,500 jobs are served now (+1,488)." in page


def test_a_study_kept_before_flows_could_be_asked_counts_jobs(reading_as, tiny_land, study):
    for run in study.runs.all():
        StudyRun.objects.filter(pk=run.pk).update(
            answer={name: value for name, value in run.answer.items() if name != "unit"}
        )
    browser = reading_as(tiny_land.coordinator)
    assert "12 jobs" in browser.get(f"/en/siting/{study.pk}/").content.decode()
    browser.post(f"/en/siting/{study.pk}/run/")
    assert browser.get(f"/en/siting/{study.pk}/").status_code == 200


def test_where_it_has_no_answer_any_more_the_last_one_stays(reading_as, tiny_land, study):
    WorkingGroupMember.objects.all().delete()
    page = reading_as(tiny_land.coordinator).post(f"/en/siting/{study.pk}/run/", follow=True).content.decode()
    assert "Not run again: There is no demand" in page
    assert '"served_jobs": 12' in page


def test_what_was_typed_stays_when_it_is_refused(reading_as, tiny_land, study):
    browser = reading_as(tiny_land.coordinator)
    page = browser.post(f"/en/siting/{study.pk}/change/", {"title": "", "group": "gruppe"})
    assert page.status_code == 200
    assert "Navette" in page.content.decode()
    browser.post(f"/en/siting/{study.pk}/change/", {"title": "Bus", "group": ""})
    assert (Study.objects.get().title, Study.objects.get().working_group) == ("Bus", None)
    browser.post(f"/en/siting/{study.pk}/delete/")
    assert not Study.objects.exists()


def test_a_study_kept_before_flows_could_be_asked_still_opens(reading_as, tiny_land, study):
    run = study.runs.get()
    del run.answer["unit"]
    run.save()
    page = reading_as(tiny_land.coordinator).get(f"/de/siting/{study.pk}/")
    assert page.status_code == 200
    assert study.title in page.content.decode()
