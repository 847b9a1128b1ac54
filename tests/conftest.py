"""Fixtures that every folder of tests shares."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests import definition
from tests.tiny_land import TinyLand

# Playwright keeps an event loop on the main thread; Django would then refuse the test's own database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Each test begins in English, whatever language the page asked for before it left in force."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _answers_as_defined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test asks of the REST interface, the answer is what its definition promises."""
    ask = Client.request

    def checked(client: Client, **request: Any) -> Any:
        response = ask(client, **request)
        if response.wsgi_request.path.startswith(definition.REST):
            definition.check(response)
        return response

    monkeypatch.setattr(Client, "request", checked)


@pytest.fixture
def tiny_land(db: None) -> TinyLand:
    """The three-commune country with one person per role."""
    return TinyLand()
