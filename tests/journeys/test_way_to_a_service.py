"""The coordinator of Cloche d'Or, from who is near to whom is asked; each page leads to the next by a link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in

# What the pages say, and the links that are followed, in two languages.
GERMAN = {
    "plan": "Planen",
    "near": "Wer ist in zehn Minuten zu Fuß erreichbar?",
    "three more": "3 mehr, und es trägt sich",
    "where": "Wo soll er stehen?",
    "ask": "Die Fehlenden fragen",
    "send": "Anfrage senden",
    "not answered": "hat noch nicht geantwortet",
    "keep": "Aufbewahren",
}
FRENCH = {
    "plan": "Planifier",
    "near": "Qui est à dix minutes à pied ?",
    "three more": "3 de plus, et c’est viable",
    "where": "Où le placer ?",
    "ask": "Demander à ceux qui manquent",
    "send": "Envoyer la demande",
    "not answered": "n’a pas encore répondu",
    "keep": "Conserver",
}


def walk_the_way(page: Page, demo: Demo, language: str, words: dict[str, str], *, is_phone: bool) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/{language}/")

    # From the menu to who is within ten minutes' walk.
    if is_phone:
        page.locator(".topbar__more").click()
    page.get_by_role("link", name=words["plan"], exact=True).click()
    group = page.locator(".plan__group", has_text="Cloche d’Or")
    group.get_by_role("link", name=words["near"]).click()
    expect(page.locator("#nearby .row--numbered").first).to_contain_text("min")
    expect(page.locator(".reach-area")).to_have_count(2)

    # What is missing for a crèche: three more, and four are nearest.
    page.locator("#nearby-whom summary").click()
    page.locator("#nearby-subject").select_option("creche")
    expect(page.locator("#nearby .row--numbered")).to_have_count(1)
    page.locator(".nearby__next a").click()
    expect(page).to_have_url(re.compile(r"/enough/\?service=creche"))
    expect(page.locator("#main")).to_contain_text(words["three more"])
    lists = page.locator("section[aria-labelledby=answer-title] .entries__rows")
    expect(lists.nth(1).locator("li")).to_have_count(3)
    expect(lists.nth(2).locator("li")).to_have_count(4)

    # Three places for it, and an own pin beside the best.
    page.locator(".path").get_by_role("link", name=words["where"]).click()
    pins = page.locator(".siting__pin")
    expect(pins).to_have_count(3)
    pins.first.scroll_into_view_if_needed()
    box = pins.first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 50, steps=6)
    page.mouse.up()
    expect(page.locator("#siting-own")).to_contain_text(re.compile(r"\d"))

    # Kept, for the group to read.
    expect(page.locator("#siting-keep-name")).to_have_value(re.compile("Cloche d’Or"))
    page.get_by_role("button", name=words["keep"], exact=True).click()
    expect(page).to_have_url(re.compile(r"/siting/\d+/$"))
    expect(pins).to_have_count(3)

    # And those who are missing are asked.
    page.locator(".path").get_by_role("link", name=words["ask"]).click()
    asked_before = page.locator("section[aria-labelledby=sent-title] li").count()
    chosen = page.locator("#ask input[name=establishment]")
    expect(chosen.first).to_be_visible()
    for box_to_tick in chosen.all()[1:]:
        box_to_tick.uncheck()
    chosen.first.check()
    page.get_by_role("button", name=words["send"]).click()
    asked = page.locator("section[aria-labelledby=sent-title] li")
    expect(asked).to_have_count(asked_before + 1)
    expect(asked.filter(has_text=words["not answered"]).first).to_be_visible()


@pytest.mark.screen(DESKTOP, "de")
def test_a_coordinator_goes_from_who_is_near_to_whom_is_asked(page: Page, demo: Demo) -> None:
    walk_the_way(page, demo, "de", GERMAN, is_phone=False)


@pytest.mark.screen(PHONE, "fr")
def test_the_same_on_a_phone_in_french(page: Page, demo: Demo) -> None:
    walk_the_way(page, demo, "fr", FRENCH, is_phone=True)
