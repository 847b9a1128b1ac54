"""Fixtures that every folder of tests shares."""

import os

import pytest

from tests.tiny_land import TinyLand

# Playwright keeps an event loop on the main thread; Django would then refuse the test's own database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def tiny_land(db: None) -> TinyLand:
    """The three-commune country with one person per role."""
    return TinyLand()
