"""A commune submits, the moderator asks for changes with a reason, the commune answers, and it is published."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in

WORKER_S = 30  # the worker tells people in the background


def submitted(page: Page, demo: Demo, language: str, title: str) -> None:
    """Something in Bettembourg, typed without the map, waiting for the moderators."""
    page.goto(f"{demo.base_url}/{language}/add/local-initiatives/")
    page.locator(f"[name=title_{language}]").fill(title)
    page.locator("[name=theme]").select_option(index=5)
    page.locator("details.by-hand summary").first.click()
    page.locator("#id_lon").fill("6.1000")
    page.locator("#id_lat").fill("49.5180")
    page.locator("button[name=intent][value=submit]").click()
    expect(page.locator("#detail")).to_contain_text(title)


def seen_after_a_while(page: Page, address: str, words: str) -> None:
    """Opens the page until it says what the worker had to do first."""
    until = time.monotonic() + WORKER_S
    while time.monotonic() < until:
        page.goto(address)
        if words in page.locator("main").inner_text():
            return
        time.sleep(0.5)
    expect(page.locator("main")).to_contain_text(words)


def asked_for_changes(moderator: Page, demo: Demo, language: str, title: str, reason: str) -> None:
    """From the queue, with a reason; without one the queue asks for it and keeps the choice."""
    moderator.goto(f"{demo.base_url}/{language}/queue/")
    moderator.locator("li", has_text=title).locator("input[type=checkbox]").check()
    moderator.locator("#submissions-words").fill(reason)
    moderator.locator("button[value=request_changes]").click()
    waiting_for_others = moderator.locator("section[aria-labelledby=queue-others] li", has_text=title)
    expect(waiting_for_others).to_contain_text(reason)


def asked_and_answered(page: Page, demo: Demo, browser: Browser, language: str) -> None:
    title, reason = f"Repair Café {language}", f"Bitte sagen, wann es offen ist ({language})."
    sign_in(page, demo, "commune_editor")
    submitted(page, demo, language, title)
    address = page.url

    moderator = browser.new_page(locale=f"{language}-LU")
    sign_in(moderator, demo, "regional_moderator")
    asked_for_changes(moderator, demo, language, title, reason)

    # The reason reaches the author: in the news, counted in the bar, and in a mail.
    seen_after_a_while(page, f"{demo.base_url}/{language}/news/", reason)
    expect(page.locator(".account .count")).to_contain_text(re.compile(r"\d"))
    seen_after_a_while(page, f"{demo.base_url}/{language}/outbox/", reason)
    page.goto(f"{demo.base_url}/{language}/news/")
    page.locator(".news__open").first.click()
    expect(page.locator(".note--reason")).to_contain_text(reason)

    # The answer: another word in the summary, submitted again.
    page.locator("#steps a[href$='/edit/']").click()
    page.locator(f"[name=summary_{language}]").fill("Samstags von 14 bis 17 Uhr.")
    page.locator("button[name=intent][value=submit]").click()
    expect(page.locator("#detail")).to_contain_text("Samstags von 14 bis 17 Uhr.")

    moderator.goto(f"{demo.base_url}/{language}/queue/")
    to_decide = moderator.locator("section[aria-labelledby=queue-mine] li", has_text=title)
    to_decide.locator("button[name=only]").click()
    expect(moderator.locator("section[aria-labelledby=queue-decided]")).to_contain_text(title)
    moderator.close()
    visitor = browser.new_page()
    visitor.goto(address)
    expect(visitor.locator("#detail")).to_contain_text(title)
    visitor.close()


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop_in_german(page: Page, demo: Demo, browser: Browser) -> None:
    asked_and_answered(page, demo, browser, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_french(page: Page, demo: Demo, browser: Browser) -> None:
    asked_and_answered(page, demo, browser, "fr")
