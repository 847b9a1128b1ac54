"""Fixtures that every folder of tests shares."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.tiny_land import TinyLand

# Playwright keeps an event loop on the main thread; Django would then refuse the test's own database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Each test begins in English, whatever language the page asked for before it left in force."""
    with translation.override("en"):
        yield


@pytest.fixture
def tiny_land(db: None) -> TinyLand:
    """The three-commune country with one person per role."""
    return TinyLand()
