"""The loaded demonstration, for the tests of its content and its accounts."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from territory.demo.load import load

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Loaded for a whole module, since it takes seconds; ``db`` undoes what each test changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(FIXTURES, say=lambda _line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_once: None, db: None) -> None:
    """The database with the demonstration in it."""
