"""Pages for what does not work, and the headers that every page carries."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import translation

from frontend.views.refusals import broken, forbidden


def test_our_own_mistakes_have_a_page_that_needs_no_database():
    with translation.override("lb"):  # no database fixture: a query would fail here
        response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Et ass eppes schifgaangen" in response.content.decode()


def test_a_refusal_says_why(db, rf):
    request = rf.get("/de/")
    request.user = AnonymousUser()
    with translation.override("de"):
        page = forbidden(request, PermissionError("Nur montags."))
    assert page.status_code == 403
    assert "Nur montags." in page.content.decode()


def test_a_form_without_its_token_is_refused_in_words(tiny_land):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/de/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "Das Formular ist zu alt" in response.content.decode()


@pytest.mark.parametrize("path", ["/de/", "/de/help/", "/de/accounts/login/", "/de/nowhere/", "/de/add/"])
def test_every_page_carries_the_headers_that_protect_it(tiny_land, client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    page = response.content.decode()
    assert " style=" not in page
    assert " onclick=" not in page
