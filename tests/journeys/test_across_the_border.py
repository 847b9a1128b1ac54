"""A commune draws across its border; the neighbour refuses with a reason, then consents; the moderator publishes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.test_changes_requested import seen_after_a_while

# From Bettembourg over the border into Dudelange.
LINE = '{"type": "LineString", "coordinates": [[6.1002, 49.5102], [6.0951, 49.5012], [6.0905, 49.4921]]}'
NEIGHBOUR = {"email": "dudelange@example.org", "password": "birds-breed-until-july"}
MAKE_NEIGHBOUR = f"""
import datetime
from territory.acting import acting_as
from territory.organisations.models import Membership, Organisation
from territory.people.models import User
with acting_as(User.objects.get(email="administrator@example.org")):
    if not User.objects.filter(email="{NEIGHBOUR["email"]}").exists():
        user = User.objects.create_user("{NEIGHBOUR["email"]}", "{NEIGHBOUR["password"]}", name="Dudelange")
        commune = Organisation.objects.get(slug="commune-dudelange")
        Membership.objects.create(
            organisation=commune, user=user, role="commune_editor", valid_from=datetime.date(2026, 1, 1)
        )
"""


@pytest.fixture
def neighbour(demo: Demo) -> dict[str, str]:
    """An account that writes for Dudelange, made as the web process would."""
    # Not the settings of the tests: their passwords are hashed in a way that no server takes.
    theirs = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if not name.endswith(theirs)}
    environment["TERRITORY_DATA"] = str(Path(settings.DATA_DIR) / "journeys")
    command = [sys.executable, "manage.py", "shell", "-c", MAKE_NEIGHBOUR]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
    demo.roles["neighbour"] = NEIGHBOUR
    return NEIGHBOUR


def drawn_across(page: Page, demo: Demo, language: str, title: str) -> str:
    """The address of something submitted, which said beforehand whom it would ask."""
    page.goto(f"{demo.base_url}/{language}/add/local-initiatives/")
    page.locator("details.by-hand summary").first.click()
    page.locator("#id_location").fill(LINE)
    page.locator(f"[name=title_{language}]").fill(title)
    page.locator("[name=theme]").select_option(index=5)
    # The first question of a server reads its walking network.
    neighbour_name = "Dudelange" if language == "fr" else "Düdelingen"
    expect(page.locator("[data-context-sheet]")).to_contain_text(neighbour_name, timeout=60_000)
    page.locator("button[name=intent][value=submit]").click()
    expect(page.locator("#consents")).to_contain_text("%")
    return page.url.split("#")[0].split("?")[0]


def consented(page: Page, demo: Demo, browser: Browser, language: str) -> None:
    title, reason = f"Schattenweg {language}", f"Dort brüten Vögel ({language})."
    sign_in(page, demo, "commune_editor")
    address = drawn_across(page, demo, language, title)

    reviewer = browser.new_page(locale=f"{language}-LU")
    sign_in(reviewer, demo, "neighbour")
    queue = f"{demo.base_url}/{language}/queue/"
    reviewer.goto(queue)
    row = reviewer.locator("section[aria-labelledby=queue-consents] li", has_text=title)
    # A refusal without a reason is asked for one, and the choice stays.
    row.locator("input[type=checkbox]").check()
    reviewer.locator("button[value=refuse]").click()
    expect(reviewer.locator("#consents-failure")).to_be_visible()
    expect(row.locator("input[type=checkbox]")).to_be_checked()
    reviewer.locator("#consents-words").fill(reason)
    reviewer.locator("button[value=refuse]").click()
    expect(row).to_have_count(0)

    # The reason reaches the author, and nobody can publish it.
    seen_after_a_while(page, f"{demo.base_url}/{language}/news/", reason)
    moderator = browser.new_page(locale=f"{language}-LU")
    sign_in(moderator, demo, "regional_moderator")
    moderator.goto(queue)
    expect(moderator.locator("section[aria-labelledby=queue-others] li", has_text=title)).to_contain_text(reason)
    moderator.goto(address)
    publish = moderator.locator("form.step:has(input[value=published]) button")
    publish.click()
    expect(moderator.locator("main")).to_contain_text("Dudelange" if language == "fr" else "Düdelingen")
    visitor = browser.new_page()
    assert visitor.goto(address).status == 404

    # Withdrawn and submitted again, the neighbour is asked again and consents with one click.
    page.goto(address)
    page.locator("form.step:has(input[value=draft]) button").click()
    page.locator("form.step:has(input[value=submitted]) button").click()
    reviewer.goto(queue)
    row.locator("button[name=only]").click()
    expect(row).to_have_count(0)
    moderator.goto(address)
    publish.click()
    expect(moderator.locator("form.step:has(input[value=archived])")).to_be_visible()
    assert visitor.goto(address).status == 200
    expect(visitor.locator("#consents")).to_contain_text("%")
    expect(visitor.locator("#consents")).not_to_contain_text(reason)
    for other in (reviewer, moderator, visitor):
        other.close()


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop_in_german(page: Page, demo: Demo, browser: Browser, neighbour: dict[str, str]) -> None:
    consented(page, demo, browser, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_french(page: Page, demo: Demo, browser: Browser, neighbour: dict[str, str]) -> None:
    consented(page, demo, browser, "fr")
