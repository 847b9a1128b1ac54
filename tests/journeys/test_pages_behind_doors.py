"""Pages that open only after something was done: each is reached as people reach it, and looked at like all others."""

import re
import secrets
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import resolve
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.letters import link_in_the_letter_to
from tests.journeys.pages import BEHIND_DOORS
from tests.journeys.test_everybody_can_use_it import violations
from tests.journeys.test_suggestion_by_a_visitor import QUICKEST_S

PASSWORD = "une phrase assez longue"
# Goes through the doors of one task in a language, and stops wherever a page is to be looked at.
Walk = Callable[[Page, Demo, str], Iterator[None]]


def invited(page: Page, demo: Demo, role: str, address: str, language: str) -> str:
    """The link of the letter that the organisation of ``role`` has sent to ``address``."""
    browser = page.context.browser
    assert browser
    office = browser.new_page(locale="de-LU")
    sign_in(office, demo, role)
    office.goto(f"{demo.base_url}/de/organisation/")
    office.get_by_label("E-Mail-Adresse").fill(address)
    office.locator("select[name=language]").select_option(language)
    office.get_by_role("button", name="Einladung senden").click(timeout=30_000)  # the letter leaves with the answer
    expect(office.locator(".message--success")).to_contain_text(address)
    office.close()
    return link_in_the_letter_to(address, "/invitation/")


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def prove(page: Page) -> None:
    """Types the password again, which is asked before an account is changed."""
    page.wait_for_url("**/reauthenticate/**")
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    page.wait_for_url(lambda there: "/reauthenticate/" not in there)


def sign_out(page: Page, demo: Demo, language: str) -> None:
    page.goto(f"{demo.base_url}/{language}/accounts/logout/")
    submit(page)
    page.wait_for_url(f"{demo.base_url}/{language}/**")


def a_colleague(page: Page, demo: Demo, language: str) -> Iterator[None]:
    """Joins, changes address, is invited by another organisation, sets up the second factor and takes it off again."""
    address = f"{secrets.token_hex(4)}@example.org"
    page.goto(invited(page, demo, "commune_editor", address, language))
    yield
    page.locator("input[name=name]").fill("Nouvelle collègue")
    for name in ("password1", "password2"):
        page.locator(f"input[name={name}]").fill(PASSWORD)
    submit(page)
    page.wait_for_url("**/organisation/commune-bettembourg/")
    yield from another_organisation(page, demo, language, address)
    yield from another_address(page, demo, language, f"neu.{address}")
    yield from the_second_factor(page, demo, language, f"neu.{address}")


def another_organisation(page: Page, demo: Demo, language: str, address: str) -> Iterator[None]:
    link = invited(page, demo, "company_member", address, language)
    page.goto(link)
    yield  # signed in: only to join
    sign_out(page, demo, language)
    page.goto(link)
    yield  # to sign in first
    page.locator("main a.button--main").click()
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    page.wait_for_url(lambda there: urlsplit(there).path.startswith(f"/{language}/invitation/"))


def another_address(page: Page, demo: Demo, language: str, address: str) -> Iterator[None]:
    page.goto(f"{demo.base_url}/{language}/accounts/email/")
    prove(page)
    page.locator("input[name=email]").fill(address)
    page.locator("button[name=action_add]").click()
    expect(page.locator("main")).to_contain_text(address)
    yield
    link = link_in_the_letter_to(address, "/email/confirm/")
    page.goto(link)
    yield
    submit(page)
    page.wait_for_url("**/account/")
    page.goto(link)
    yield  # no longer valid


def the_second_factor(page: Page, demo: Demo, language: str, address: str) -> Iterator[None]:
    factor = f"{demo.base_url}/{language}/accounts/second-factor"
    page.goto(f"{factor}/totp/activate/")
    yield
    secret = page.locator("code.secret").inner_text()
    page.locator("input[name=code]").fill("000000")
    submit(page)
    expect(page.locator(".field__error")).to_be_visible()
    yield
    page.locator("input[name=code]").fill(code_for(secret))
    submit(page)
    page.wait_for_url("**/recovery-codes/")
    yield
    codes = page.locator(".secrets code").all_inner_texts()
    page.goto(f"{factor}/")
    yield
    page.goto(f"{factor}/recovery-codes/generate/")
    yield
    sign_out(page, demo, language)
    page.goto(f"{demo.base_url}/{language}/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    page.wait_for_url("**/second-factor/authenticate/**")
    yield
    page.locator("input[name=code]").fill(codes[0])
    submit(page)
    page.wait_for_url(lambda there: "/accounts/" not in there)
    page.goto(f"{factor}/reauthenticate/")
    yield
    page.goto(f"{factor}/totp/deactivate/")
    prove(page)
    yield
    submit(page)
    page.wait_for_url(f"{factor}/")
    expect(page.locator(f"main a[href='/{language}/accounts/second-factor/totp/activate/']")).to_be_visible()


def code_for(secret: str) -> str:
    """The six digits that an app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def ended_mails(page: Page, demo: Demo, language: str) -> Iterator[None]:
    """Follows the link that ends the mails, and takes it back."""
    link = link_in_the_letter_to(demo.roles["working_group_coordinator"]["email"], "/unsubscribe/")
    page.goto(re.sub("/[a-z]{2}/unsubscribe", f"/{language}/unsubscribe", link))
    for _step in ("asked", "ended"):
        yield
        submit(page)
    yield


def a_suggestion(page: Page, demo: Demo, language: str) -> Iterator[None]:
    address = f"{secrets.token_hex(4)}@example.org"
    page.goto(f"{demo.base_url}/{language}/suggest/?lon=6.1003&lat=49.5172")
    page.locator(".place__map.leaflet-container").wait_for()
    page.locator("#id_text").fill("Eine Bank, bitte.")
    page.locator("#id_email").fill(address)
    page.wait_for_timeout(QUICKEST_S * 1000)
    page.locator("form.contribute button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(address)
    page.goto(link_in_the_letter_to(address, f"/{language}/suggest/"))
    yield
    submit(page)
    expect(page.locator(".suggestion__text")).to_be_visible()
    yield


def mails_in_the_outbox(page: Page, demo: Demo, language: str) -> Iterator[None]:
    """One with HTML, and one without: both show their words."""
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/{language}/outbox/")
    mails = page.locator("details.outbox")
    with_html = mails.filter(has=page.locator("a[href*='/outbox/']"))
    address = with_html.first.locator("a[href*='/outbox/']").get_attribute("href")
    subject = with_html.first.locator("strong").inner_text()
    page.goto(f"{demo.base_url}{address}")
    expect(page.locator("h1")).to_have_text(subject)
    yield
    page.goto(f"{demo.base_url}/{language}/outbox/1/")
    expect(page.locator("h1")).not_to_be_empty()
    assert len(page.locator("main, [role=main]").inner_text()) > len(page.locator("h1").inner_text()) + 50
    yield


WALKS: tuple[Walk, ...] = (a_colleague, ended_mails, a_suggestion, mails_in_the_outbox)


def look_at_them(page: Page, demo: Demo, language: str) -> None:
    seen, found = set(), []
    for walk in WALKS:
        page.context.clear_cookies()
        for _page in walk(page, demo, language):
            page.wait_for_load_state("networkidle")
            with translation.override(language):
                seen.add(resolve(urlsplit(page.url).path).url_name)
            found += violations(page)
            if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{page.url} is wider than the screen")
    assert found == []
    assert seen >= BEHIND_DOORS


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo) -> None:
    look_at_them(page, demo, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_the_dark(page: Page, demo: Demo) -> None:
    page.emulate_media(color_scheme="dark")
    look_at_them(page, demo, "fr")
