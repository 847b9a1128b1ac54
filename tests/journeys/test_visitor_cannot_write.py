"""A visitor reads everything public and is told kindly what writing takes."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Demo


@pytest.mark.screen(DESKTOP, "fr")
def test_adding_asks_a_visitor_to_sign_in_and_comes_back_afterwards(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/fr/add/local-initiatives/")
    expect(page).to_have_url(re.compile("/fr/accounts/login/.*next="))
    expect(page.locator("main")).to_contain_text("compte")
    account = demo.roles["commune_editor"]
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    expect(page).to_have_url(re.compile("/add/local-initiatives/"))


@pytest.mark.screen(DESKTOP, "de")
def test_the_interface_refuses_a_visitor_with_a_problem_document(page: Page, demo: Demo) -> None:
    body = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [6.11, 49.5]}, "properties": {"title": "x"}}
    answer = page.request.post(
        f"{demo.base_url}/api/v1/local-initiatives/",
        data=json.dumps(body),
        headers={"content-type": "application/json"},
    )
    assert answer.status in {401, 403}
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["detail"]
