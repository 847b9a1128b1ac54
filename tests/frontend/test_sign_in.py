"""Signing in and what surrounds it: where it leads, in which language, and what it refuses."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from territory.people.models import User

PASSWORD = "a long password"  # of everyone in the tiny land


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


def sign_in(browser, email="editor.westen@example.org", password=PASSWORD, **more):
    return browser.post("/de/accounts/login/", {"login": email, "password": password, **more})


def test_a_person_comes_back_to_the_page_they_came_from_in_its_language(tiny_land, client):
    page = client.get("/de/accounts/login/?next=/de/add/local-initiatives/").content.decode()
    assert 'name="next" value="/de/add/local-initiatives/"' in page
    response = sign_in(client, next="/de/add/local-initiatives/")
    assert response["Location"] == "/de/add/local-initiatives/"


def test_without_a_page_to_return_to_the_map_opens_in_the_persons_own_language(tiny_land, client):
    tiny_land.editor_westen.language = "lb"
    tiny_land.editor_westen.save()
    response = sign_in(client)
    assert response["Location"] == "/lb/"
    assert response.cookies["django_language"].value == "lb"


def test_nobody_is_sent_to_a_foreign_site(tiny_land, client):
    assert sign_in(client, next="https://example.org/")["Location"].startswith("/")


def test_a_wrong_password_is_said_in_words(tiny_land, client):
    response = sign_in(client, password="wrong")
    assert "Die E-Mail-Adresse oder das Passwort stimmt nicht." in response.content.decode()


def test_guessing_is_stopped_even_for_the_right_password(tiny_land, client):
    for _attempt in range(5):
        sign_in(client, password="wrong")
    refused = sign_in(client)
    assert refused.status_code == 200
    assert "Zu viele Versuche" in refused.content.decode()


def test_somebody_who_may_no_longer_sign_in_does_not(tiny_land, client):
    tiny_land.editor_westen.is_active = False
    tiny_land.editor_westen.save()
    sign_in(client)
    assert client.get("/de/mine/").status_code == 302


def test_signing_out_leads_to_the_map(tiny_land, client):
    sign_in(client)
    assert client.post("/fr/accounts/logout/")["Location"] == "/fr/"
    assert client.get("/de/mine/").status_code == 302


def test_accounts_come_by_invitation(db, client):
    page = client.get("/de/accounts/signup/").content.decode()
    assert "Konten gibt es auf Einladung" in page
    client.post("/de/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced_through_a_letter_in_the_persons_language(tiny_land, client):
    tiny_land.editor_westen.language = "fr"
    tiny_land.editor_westen.save()
    client.post("/de/accounts/password/reset/", {"email": "editor.westen@example.org"})
    (letter,) = mail.outbox
    assert letter.subject == "Territoire\u00a0: choisir un nouveau mot de passe"
    assert "Bonjour" in letter.body
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    new = "a wholly other phrase"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    assert sign_in(client, password=new).status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_letter(db, client):
    response = client.post("/de/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Sehen Sie in Ihr Postfach" in response.content.decode()
    assert mail.outbox == []


def test_a_short_password_is_refused_in_luxembourgish(tiny_land, client):
    client.force_login(tiny_land.editor_westen, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(
        "/lb/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "kuerz", "password2": "kuerz"},
    ).content.decode()
    assert "D’Passwuert ass ze kuerz. Et brauch mindestens 10 Zeechen." in page
