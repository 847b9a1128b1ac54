"""The address people sign in with: changed by themselves, once they have shown that the new one is theirs."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from territory.people.models import User

PASSWORD = "a long password"  # of everyone in the tiny land
OLD, NEW = "editor.westen@example.org", "neu@example.org"
PAGE = "/de/accounts/email/"


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


@pytest.fixture
def reader(tiny_land, client):
    sign_in(client, OLD)
    return client


def sign_in(client, address):
    return client.post("/de/accounts/login/", {"login": address, "password": PASSWORD})


def ask_for(reader, address):
    reader.post("/de/accounts/reauthenticate/", {"password": PASSWORD})
    return reader.post(PAGE, {"email": address, "action_add": ""})


def link_in(letter) -> str:
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


def address_of(land) -> str:
    return User.objects.get(pk=land.editor_westen.pk).email


def test_the_new_address_counts_once_its_owner_has_confirmed_it(tiny_land, reader):
    assert ask_for(reader, NEW).status_code == 302
    letter = mail.outbox[-1]
    assert letter.to == [NEW]
    assert address_of(tiny_land) == OLD
    assert NEW in reader.get(PAGE).content.decode()
    assert "confirm" in link_in(letter)
    assert reader.get(link_in(letter)).status_code == 200
    assert address_of(tiny_land) == OLD  # opening the link, as mail scanners do, is no answer yet
    reader.post(link_in(letter))
    assert address_of(tiny_land) == NEW
    assert mail.outbox[-1].to == [OLD]  # whose owner may know nothing of it
    reader.post("/de/accounts/logout/")
    assert sign_in(reader, OLD).status_code == 200
    assert sign_in(reader, NEW).status_code == 302


def test_the_link_works_once_and_only_as_it_was_sent(tiny_land, reader):
    ask_for(reader, NEW)
    link = link_in(mail.outbox[-1])
    assert reader.post(link[:-2] + "/").status_code == 404
    reader.post(link)
    page = reader.get(link)
    assert "nicht mehr gültig" in page.content.decode()


def test_the_old_address_can_be_kept(tiny_land, reader):
    ask_for(reader, NEW)
    link = link_in(mail.outbox[-1])
    reader.post(PAGE, {"email": NEW, "action_remove": ""})
    reader.post(link)
    assert address_of(tiny_land) == OLD


def test_nobody_takes_the_address_of_another(tiny_land, reader):
    refused = ask_for(reader, tiny_land.editor_osten.email)
    assert refused.status_code == 200
    assert "meldet sich schon" in refused.content.decode()
    assert not mail.outbox


def test_somebody_who_came_with_the_address_in_the_meantime_keeps_it(tiny_land, reader):
    ask_for(reader, NEW)
    other = User.objects.create_user(NEW, PASSWORD, name="Andere")
    page = reader.post(link_in(mail.outbox[-1]), follow=True)
    assert "meldet sich schon jemand" in page.content.decode()
    assert address_of(tiny_land) == OLD
    assert User.objects.get(email=NEW) == other


def test_the_password_is_asked_again_first(tiny_land, client):
    sign_in(client, OLD)
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": method["at"] - 100_000} for method in session["account_authentication_methods"]
    ]
    session.save()
    assert "/reauthenticate/" in client.post(PAGE, {"email": NEW, "action_add": ""})["Location"]
    assert not mail.outbox


def test_an_address_given_in_the_back_office_ends_the_confirmed_one(tiny_land, reader, client):
    ask_for(reader, NEW)
    reader.post(link_in(mail.outbox[-1]))
    client.force_login(tiny_land.administrator)
    person = User.objects.get(pk=tiny_land.editor_westen.pk)
    given = {"email": "drittes@example.org", "name": person.name, "language": "de", "is_active": "on"}
    empty = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    assert client.post(f"/admin/territory/user/{person.pk}/change/", {**given, **empty}).status_code == 302
    client.logout()
    assert sign_in(client, NEW).status_code == 200
    assert sign_in(client, "drittes@example.org").status_code == 302
