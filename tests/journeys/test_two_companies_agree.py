"""Two companies agree on a flow: found by the facilitator, hidden until both say yes, then talks and a pilot."""

import re
import time

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import PHONE, Demo, sign_in

WORKER_S = 40  # the worker searches in the background
OURS, THEIRS = "Demo Boussole Audit", "Demo Nuage Hébergement"
NOTE = "Journeygeheimnis"


def entries_of(page: Page, establishment: str) -> Locator:
    """What the establishment stated, below its name; above it stands what its working groups asked."""
    return page.locator("section.entries", has=page.locator("h2", has_text=establishment)).first


def stated(page: Page, demo: Demo, direction: str, note: str) -> None:
    """An energy, typed into the short form; only the facilitator is to see it."""
    page.goto(f"{demo.base_url}/de/needs-and-offers/")
    place = OURS if direction == "in" else THEIRS
    entries_of(page, place).locator("a[href$='/energy/']").click()
    page.locator(f"input[name=direction][value={direction}]").check()
    page.locator("select[name=material]").select_option("cooling")
    page.locator("input[name=amount]").fill("120")
    page.locator("select[name=unit]").select_option("MWh")
    page.locator("select[name=period]").select_option("year")
    page.locator("input[name=temperature_c]").fill("12" if direction == "in" else "6")
    page.locator("textarea[name=note]").fill(note)
    expect(page.locator("input[name=visibility][value=facilitator]")).to_be_checked()
    expect(page.locator(".field", has=page.locator("input[name=visibility]"))).to_contain_text("IMS Luxembourg")
    page.locator("form.need-form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(note)


def searched(page: Page, demo: Demo) -> None:
    """The facilitator starts the search and waits for the worker."""
    page.goto(f"{demo.base_url}/de/working-groups/1/leads/")
    before = page.locator("[data-runs] li").count()
    page.locator("form[action$='/leads/search/'] button").click()
    until = time.monotonic() + WORKER_S
    while time.monotonic() < until:
        page.reload()
        runs = page.locator("[data-runs] li")
        if runs.count() > before and "Fertig" in runs.first.inner_text():
            break
        time.sleep(0.5)
    expect(page.locator("[data-runs] li").first).to_contain_text("Fertig")
    row = page.locator("li.entries__row", has_text="Kälte").first
    expect(row).to_contain_text(f"{THEIRS} → {OURS}")


def opened(page: Page, demo: Demo, language: str, word: str) -> None:
    page.goto(f"{demo.base_url}/{language}/leads/")
    page.locator("li.entries__row", has_text=word).locator("a").first.click()
    expect(page.locator("h1")).to_contain_text(word)


@pytest.mark.screen({"width": 1440, "height": 900}, "de")
def test_from_two_entries_to_a_pilot(page: Page, demo: Demo, browser: Browser) -> None:
    sign_in(page, demo, "company_member")
    stated(page, demo, "in", NOTE)
    phone = browser.new_page(locale="fr-LU", viewport=PHONE, has_touch=True, is_mobile=True)
    sign_in(phone, demo, "neighbour_company")
    stated(phone, demo, "out", "froid excédentaire")
    facilitator = browser.new_page(locale="de-LU")
    sign_in(facilitator, demo, "working_group_coordinator")
    searched(facilitator, demo)

    # Neither sees the other.
    opened(page, demo, "de", "Kälte")
    expect(page.locator("main")).not_to_contain_text("Nuage")
    expect(page.locator("main")).not_to_contain_text("froid excédentaire")
    page.locator("button[value=yes]").click()
    expect(page.locator("main")).not_to_contain_text("Nuage")
    opened(phone, demo, "fr", "froid")
    expect(phone.locator("main")).not_to_contain_text("Boussole")
    expect(phone.locator("main")).not_to_contain_text(NOTE)

    # The second yes shows the names, and what each stated.
    phone.locator("button[value=yes]").click()
    expect(phone.locator(".lead-sides")).to_contain_text(OURS)
    expect(phone.locator(".lead-sides")).to_contain_text(NOTE)
    page.reload()
    expect(page.locator(".lead-sides")).to_contain_text(THEIRS)

    # Talks and a pilot; dropping without a reason is asked for one, and nothing is lost.
    moved(page, "talks", "Wir treffen uns am Montag.")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Wir treffen uns am Montag.")
    form = phone.locator("form", has=phone.locator("input[name=target][value=dropped]"))
    phone.locator("details", has=form).locator("summary").click()
    form.locator("button").click()
    expect(phone.locator(".field__error")).to_be_visible()
    moved(phone, "pilot", "Quatre semaines.")
    expect(phone.locator(".lead-state").first).to_have_class(re.compile("lead-state--pilot"))
    facilitator.reload()
    expect(facilitator.locator("li.entries__row", has_text="Kälte").first.locator(".lead-state--pilot")).to_be_visible()
    phone.close()
    facilitator.close()


def moved(page: Page, target: str, reason: str) -> None:
    form = page.locator("form", has=page.locator(f"input[name=target][value={target}]"))
    page.locator("details", has=form).locator("summary").click()
    form.locator("textarea").fill(reason)
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text(reason)


@pytest.mark.screen(PHONE, "fr")
def test_what_is_confidential_stays_hidden(page: Page, demo: Demo, browser: Browser) -> None:
    """Stated for the facilitator, then for the group, then withdrawn: on the page of the establishment for others."""
    sign_in(page, demo, "company_member")
    page.goto(f"{demo.base_url}/fr/needs-and-offers/")
    entries_of(page, OURS).locator("a[href$='/service/']").click()
    page.locator("select[name=service]").select_option("security")
    page.locator("textarea[name=note]").fill("Rondes de nuit secrètes")
    page.locator("form.need-form button[type=submit]").click()
    row = page.locator("li.entries__row", has_text="Rondes de nuit secrètes")
    expect(row).to_be_visible()
    address = page.locator("h2", has_text=OURS).locator("a").get_attribute("href")

    neighbour, visitor = browser.new_page(locale="fr-LU"), browser.new_page(locale="fr-LU")
    sign_in(neighbour, demo, "neighbour_company")

    def seen_by(reader: Page) -> bool:
        reader.goto(f"{demo.base_url}{address}")
        expect(reader.locator("#detail-title")).to_contain_text(OURS)
        return "Rondes de nuit secrètes" in reader.locator("#detail").inner_text()

    assert (seen_by(neighbour), seen_by(visitor)) == (False, False)
    row.locator("a[href$='/edit/']").click()
    page.locator("input[name=visibility][value=group]").check()
    page.locator("form.need-form button[type=submit]").click()
    assert (seen_by(neighbour), seen_by(visitor)) == (True, False)
    page.locator("li.entries__row", has_text="Rondes de nuit secrètes").locator("form button").click()
    assert (seen_by(neighbour), seen_by(visitor)) == (False, False)
    page.locator(".message form.undo button").click()
    assert seen_by(neighbour)
    neighbour.close()
    visitor.close()
