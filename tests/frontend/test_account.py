"""One's own account: profile, second factor, tokens, data, leaving; and what stops guessing."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from territory.organisations.models import Membership
from territory.people.models import ApiToken, User

PASSWORD = "a long password"  # of everyone in the tiny land


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


@pytest.fixture
def reader(tiny_land, client):
    sign_in(client)
    return client


def sign_in(client, password=PASSWORD, **more):
    return client.post("/de/accounts/login/", {"login": "editor.westen@example.org", "password": password}, **more)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_name_and_language_are_changed_and_the_pages_follow(tiny_land, reader):
    response = reader.post("/de/account/", {"name": "Neuer Name", "language": "lb"})
    assert response["Location"] == "/lb/account/"
    assert response.cookies["django_language"].value == "lb"
    assert User.objects.get(pk=tiny_land.editor_westen.pk).name == "Neuer Name"
    assert "Gemeinde Westen" in reader.get("/lb/account/").content.decode()
    assert reader.post("/de/account/", {"name": "", "language": "de"}).status_code == 422


@pytest.mark.parametrize("address", ["account/", "account/data/", "account/delete/", "account/tokens/"])
def test_visitors_sign_in_first(db, client, address):
    assert "/accounts/login/" in client.get(f"/de/{address}")["Location"]


def test_ones_own_data_come_as_a_file(reader):
    response = reader.get("/de/account/data/")
    assert "attachment" in response["Content-Disposition"]
    assert response.json()["profile"]["email"] == "editor.westen@example.org"


def test_an_account_is_deleted_with_the_password_only(tiny_land, reader):
    assert reader.post("/de/account/delete/", {"password": "wrong"}).status_code == 422
    assert reader.post("/de/account/delete/", {"password": PASSWORD})["Location"] == "/de/"
    assert not User.objects.get(pk=tiny_land.editor_westen.pk).is_active
    assert reader.get("/de/account/").status_code == 302
    assert sign_in(reader).status_code == 200


def test_the_only_one_who_looks_after_an_organisation_reads_what_to_do(tiny_land, reader):
    Membership.objects.filter(user=tiny_land.editor_westen).update(is_administrator=True)
    assert "Gemeinde Westen" in reader.get("/de/account/delete/").content.decode()
    assert reader.post("/de/account/delete/", {"password": PASSWORD}).status_code == 403


def test_a_token_is_shown_once_and_revoked(tiny_land, reader):
    page = reader.post("/de/account/tokens/", {"name": "Karte", "scope": "read", "days": "30"}).content.decode()
    text = re.search(r'id="new-token">(\w+)<', page)[1]
    assert reader.get("/api/v1/local-initiatives", headers={"authorization": f"Token {text}"}).status_code == 200
    again = reader.get("/de/account/tokens/").content.decode()
    assert "Karte" in again
    assert text not in again
    token = ApiToken.objects.get()
    assert token.expiry is not None
    assert reader.post("/de/account/tokens/", {"name": "Karte", "scope": "read"}).status_code == 422
    reader.post(f"/de/account/tokens/{token.token_key}/revoke/")
    refused = reader.get("/api/v1/local-initiatives", headers={"authorization": f"Token {text}"})
    assert refused.status_code == 401


def test_nobody_revokes_the_token_of_another(tiny_land, reader):
    token, _text = ApiToken.objects.create(user=tiny_land.editor_osten, name="x")
    reader.post(f"/de/account/tokens/{token.token_key}/revoke/")
    assert ApiToken.objects.filter(pk=token.pk).exists()


def set_up_second_factor(reader) -> str:
    """The secret that the app has read from the picture."""
    reader.post("/de/accounts/reauthenticate/", {"password": PASSWORD})
    page = reader.get("/de/accounts/second-factor/totp/activate/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    assert reader.post("/de/accounts/second-factor/totp/activate/", {"code": "000000"}).status_code == 200
    done = reader.post("/de/accounts/second-factor/totp/activate/", {"code": code_for(secret)})
    assert done["Location"].endswith("/recovery-codes/")
    return secret


def test_with_a_second_factor_the_password_alone_opens_nothing(tiny_land, reader):
    set_up_second_factor(reader)
    codes = reader.get("/de/accounts/second-factor/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    reader.post("/de/accounts/logout/")
    half = sign_in(reader)
    assert half["Location"].startswith("/de/accounts/second-factor/authenticate/")
    assert reader.get("/de/account/").status_code == 302
    wrong = reader.post("/de/accounts/second-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["code"]
    assert reader.post("/de/accounts/second-factor/authenticate/", {"code": codes[0]}).status_code == 302
    assert reader.get("/de/account/").status_code == 200
    reader.post("/de/accounts/logout/")
    sign_in(reader)
    used = reader.post("/de/accounts/second-factor/authenticate/", {"code": codes[0]})
    assert used.context["form"].errors["code"]


def test_guessing_codes_is_stopped(tiny_land, reader):
    secret = set_up_second_factor(reader)
    reader.post("/de/accounts/logout/")
    sign_in(reader)
    for _attempt in range(5):
        reader.post("/de/accounts/second-factor/authenticate/", {"code": "000000"})
    refused = reader.post("/de/accounts/second-factor/authenticate/", {"code": code_for(secret)})
    assert refused.status_code == 200
    assert refused.context["form"].errors


def test_the_second_factor_goes_with_the_account(tiny_land, reader):
    set_up_second_factor(reader)
    reader.post("/de/account/delete/", {"password": PASSWORD})
    assert not Authenticator.objects.exists()


def test_the_password_is_asked_again_before_the_factor_changes(tiny_land, reader):
    asked = reader.get("/de/accounts/second-factor/totp/activate/", follow=True)
    assert "/reauthenticate/" in asked.redirect_chain[-1][0]
    address = asked.redirect_chain[-1][0]
    assert reader.post(address, {"password": "wrong"}).status_code == 200
    assert reader.post(address, {"password": PASSWORD}).status_code == 302
    assert reader.get("/de/accounts/second-factor/totp/activate/").status_code == 200


def test_somebody_who_asks_for_letters_again_and_again_is_stopped(tiny_land, client):
    answers = [
        client.post("/de/accounts/password/reset/", {"email": "editor.westen@example.org"}).status_code
        for _attempt in range(6)
    ]
    assert answers[:5] == [302] * 5
    assert answers[5] == 429
