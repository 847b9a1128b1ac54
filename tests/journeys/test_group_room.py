"""A working group’s room: a meeting is planned, decided on and read by members only; works nearby."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in


def sign_out(page: Page, demo: Demo) -> None:
    page.context.clear_cookies()
    page.goto(f"{demo.base_url}/de/")


@pytest.mark.screen(DESKTOP, "de")
def test_a_meeting_is_planned_decided_and_read_by_members_only(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/working-groups/1/")
    page.locator("#room a", has_text="Sitzung planen").click()
    page.locator("#id_title").fill("Radweg zur Cloche d’Or")
    page.locator("#id_starts_at").fill("2030-03-05T14:00")
    page.locator("#id_ends_at").fill("2030-03-05T13:00")
    page.locator("#id_agenda").fill("1. Wo fehlt er?")
    page.locator("form.people__forms .button--main").click()
    expect(page.locator(".field__error")).to_contain_text("Ende")
    expect(page.locator("#id_agenda")).to_have_value("1. Wo fehlt er?")  # what was typed stays
    page.locator("#id_ends_at").fill("2030-03-05T16:00")
    page.locator("form.people__forms .button--main").click()
    expect(page.locator("h1")).to_have_text("Radweg zur Cloche d’Or")
    address = page.url
    page.locator("#id_text").fill("Drei Strecken vergleichen.")
    page.locator("#id_owner").fill("Koordination")
    page.locator("#id_due_on").fill("2030-04-01")
    page.locator("form.people__forms .button--main").click()
    expect(page.locator(".room__decision")).to_contain_text("Drei Strecken vergleichen.")

    sign_out(page, demo)
    sign_in(page, demo, "company_member")
    page.goto(address)
    expect(page.locator(".room__decision")).to_contain_text("Koordination")
    expect(page.locator("#id_text")).to_have_count(0)
    page.goto(f"{demo.base_url}/de/news/")
    expect(page.locator("#main")).to_contain_text("5. März 2030")

    sign_out(page, demo)
    page.goto(f"{demo.base_url}/de/working-groups/1/")
    expect(page.locator("#detail")).to_contain_text("Mitglieder")
    expect(page.locator("#room")).to_have_count(0)
    page.goto(address)
    expect(page).to_have_url(re.compile("login"))


@pytest.mark.screen(PHONE, "fr")
def test_a_meeting_comes_back_from_the_trash_on_a_phone(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/fr/meetings/4/")
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Mettre à la corbeille").or_(page.get_by_role("button", name="corbeille")).click()
    expect(page.locator(".message")).to_contain_text(title)
    page.locator(".undo button").click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.screen(DESKTOP, "de")
def test_works_of_the_park_on_the_strip_and_the_map(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/de/working-groups/cloche-dor/works/")
    expect(page.locator(".strip__row")).not_to_have_count(0)
    expect(page.locator(".strip__cell--runs").first).to_be_visible()
    expect(page.locator(".works__map .works__shape").first).to_be_attached()
    expect(page.locator(".works__map .works__before")).to_have_count(1)
    # Who is on the group's own ground stays within reach; what is a walk away from it does not.
    _establishments, jobs, area = page.locator("#before-after tbody tr").all()
    (jobs_before, jobs_during), (area_before, area_during) = (_figures(row) for row in (jobs, area))
    assert jobs_during <= jobs_before
    assert area_during < area_before
    expect(page.locator("#job-minutes strong")).to_have_text(re.compile(r"[1-9]"))
    page.locator("#id_weeks").select_option("4")
    page.locator("#id_by").select_option("tram")
    page.locator("form.works__ask button").click()
    expect(page.locator(".strip__week")).to_have_count(6)
    expect(page).to_have_url(re.compile("by=tram"))


@pytest.mark.screen(PHONE, "fr")
def test_the_strip_fits_a_phone(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/fr/working-groups/1/works/")
    expect(page.locator(".strip__week--now")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def _figures(row: Locator) -> list[float]:
    """The figures in a row of a German table: "1.234,5 ha" is 1234.5."""
    texts = row.locator("td").all_inner_texts()
    return [float(text.split()[0].replace(".", "").replace(",", ".")) for text in texts]
