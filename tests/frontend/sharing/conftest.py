"""Files that the pages of sharing hand out."""

from collections.abc import Callable

import pytest
from django.test import Client

from territory.people.models import User
from tests.frontend.conftest import Reader, one_of_each, reading_as  # noqa: F401

Fetch = Callable[..., bytes]
# Westen, Osten and Süden of the tiny land, CRS84.
ALL = "bbox=5.5,49.2,6.5,50.0"


@pytest.fixture
def fetched(reading_as: Reader) -> Fetch:  # noqa: F811
    """The content of an address, as that person gets it; it must succeed."""

    def fetch(address: str, person: User | None = None) -> bytes:
        client: Client = reading_as(person)
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]

    return fetch
