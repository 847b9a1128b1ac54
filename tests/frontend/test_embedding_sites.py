"""The page for the sites that may show the map, and the header that follows it."""

import pytest

from territory.embedding.models import EmbeddingSite

SITE = "https://www.esch.example"


def framed_by(client) -> str:
    policy = client.get("/de/embed/").headers["Content-Security-Policy"]
    return next(part for part in policy.split(";") if "frame-ancestors" in part)


def test_the_header_follows_the_page(tiny_land, client):
    client.force_login(tiny_land.moderator, backend="django.contrib.auth.backends.ModelBackend")
    assert SITE not in framed_by(client)
    response = client.post("/de/embedding/", {"origin": f"{SITE}/plan"}, follow=True)
    assert SITE in response.content.decode()
    assert SITE in framed_by(client)
    removed = client.post(f"/de/embedding/{EmbeddingSite.objects.get().pk}/remove/", follow=True)
    assert SITE not in framed_by(client)
    # The way back stands on the answer.
    assert f'name="origin" value="{SITE}"' in removed.content.decode()


def test_what_is_no_site_is_said_and_what_was_typed_stays(tiny_land, client):
    client.force_login(tiny_land.administrator, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post("/fr/embedding/", {"origin": "ftp://nulle.part"})
    assert response.status_code == 422
    assert 'value="ftp://nulle.part"' in response.content.decode()


@pytest.mark.parametrize("who", ["editor_westen", "company_member"])
def test_others_are_refused_on_the_page(tiny_land, client, who):
    client.force_login(getattr(tiny_land, who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/de/embedding/").status_code == 403
    assert client.post("/de/embedding/", {"origin": SITE}).status_code == 403
    assert not EmbeddingSite.objects.exists()


def test_visitors_are_asked_to_sign_in(db, client):
    assert client.get("/de/embedding/").status_code == 302
