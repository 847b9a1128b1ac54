"""The page that says what the map is made of."""

import pytest

pytestmark = pytest.mark.django_db


def test_people_find_the_source_of_the_service_they_use(client, settings) -> None:
    settings.SOURCE_CODE_URL = "https://code.example.org/territory"
    assert 'href="https://code.example.org/territory"' in client.get("/en/about/").content.decode()


def test_an_unchanged_service_needs_no_link(client, settings) -> None:
    settings.SOURCE_CODE_URL = ""
    page = client.get("/en/about/").content.decode()
    assert "GNU Affero" in page
    assert "Source code of this service" not in page
